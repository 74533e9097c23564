// The workspace's keys, asked of the server, which alone knows them; asked again whenever the person comes back.
import { useCallback, useEffect, useState } from "react";
import { useApp, useUser } from "../../app/app-context.tsx";
import { useComingBack } from "../../app/use-coming-back.ts";
import type { ApiProblem } from "../../platform/json-api.ts";
import { keysOf, type KeyView } from "./key-view.ts";

export interface ApiKeysHere {
  /** undefined until known. */
  readonly keys: readonly KeyView[] | undefined;
  /** Why the last time failed. */
  readonly problem: ApiProblem | undefined;
  readonly look: () => Promise<void>;
  readonly pathOf: (id?: string) => string;
}

export function useApiKeys(now: number): ApiKeysHere {
  const { api } = useApp();
  const workspace = useUser()?.workspaceId ?? "";
  const [answer, setAnswer] = useState<unknown>();
  const [problem, setProblem] = useState<ApiProblem>();
  const pathOf = useCallback((id?: string) => `/api/api-keys${id === undefined ? "" : `/${encodeURIComponent(id)}`}${workspace === "" ? "" : `?workspace=${encodeURIComponent(workspace)}`}`, [workspace]);
  const look = useCallback(
    () =>
      api({ method: "GET", path: pathOf() }).then((told) => {
        setProblem(told.ok ? undefined : told.error);
        if (told.ok) setAnswer(told.value);
      }),
    [api, pathOf],
  );
  const again = useCallback(() => void look(), [look]);
  useEffect(again, [again]);
  useComingBack(again);
  return { keys: answer === undefined ? undefined : keysOf(answer, now), problem, look, pathOf };
}
