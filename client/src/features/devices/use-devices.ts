// The devices of a person, asked of the server, which alone knows them; asked again whenever the person comes back.
import { useCallback, useEffect, useState } from "react";
import { useApp } from "../../app/app-context.tsx";
import { useComingBack } from "../../app/use-coming-back.ts";
import type { ApiProblem } from "../../platform/json-api.ts";
import { devicesOf, type DeviceView } from "./device-view.ts";

export interface Devices {
  /** undefined until known. */
  readonly devices: readonly DeviceView[] | undefined;
  /** Why the last time failed. */
  readonly problem: ApiProblem | undefined;
  readonly look: () => Promise<void>;
  /** The address of one of them, or of all. */
  readonly pathOf: (id?: string) => string;
}

/** user: whose; undefined: one's own. */
export function useDevices(user: string | undefined): Devices {
  const { api } = useApp();
  const [devices, setDevices] = useState<readonly DeviceView[]>();
  const [problem, setProblem] = useState<ApiProblem>();
  const pathOf = useCallback((id?: string) => `/api/devices${id === undefined ? "" : `/${encodeURIComponent(id)}`}${user === undefined ? "" : `?user=${encodeURIComponent(user)}`}`, [user]);
  const look = useCallback(
    () =>
      api({ method: "GET", path: pathOf() }).then((answer) => {
        setProblem(answer.ok ? undefined : answer.error);
        if (answer.ok) setDevices(devicesOf(answer.value));
      }),
    [api, pathOf],
  );
  const again = useCallback(() => void look(), [look]);
  useEffect(again, [again]);
  useComingBack(again);
  return { devices, problem, look, pathOf };
}
