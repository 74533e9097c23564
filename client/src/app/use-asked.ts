// What the server alone knows, asked of it, and asked again whenever the person comes back.
import { useCallback, useEffect, useState } from "react";
import type { ApiProblem } from "../platform/json-api.ts";
import { useApp } from "./app-context.tsx";
import { useComingBack } from "./use-coming-back.ts";

export interface Asked<T> {
  /** undefined until known; what was known before stays where a later time fails. */
  readonly value: T | undefined;
  /** Why the last time failed. */
  readonly problem: ApiProblem | undefined;
  readonly look: () => Promise<void>;
}

/** `read` makes of an answer what is wanted, and is the same function each time. */
export function useAsked<T>(path: string, read: (answer: unknown) => T): Asked<T> {
  const { api } = useApp();
  const [value, setValue] = useState<T>();
  const [problem, setProblem] = useState<ApiProblem>();
  const look = useCallback(
    () =>
      api({ method: "GET", path }).then((answer) => {
        setProblem(answer.ok ? undefined : answer.error);
        if (answer.ok) setValue(read(answer.value));
      }),
    [api, path, read],
  );
  const again = useCallback(() => void look(), [look]);
  useEffect(again, [again]);
  useComingBack(again);
  return { value, problem, look };
}
