// The workspace's keys, asked of the server, which alone knows them; asked again whenever the person comes back.
import { useCallback } from "react";
import { useUser } from "../../app/app-context.tsx";
import { type Asked, useAsked } from "../../app/use-asked.ts";
import { keysOf, type KeyView } from "./key-view.ts";

interface ApiKeysHere extends Omit<Asked<unknown>, "value"> {
  /** undefined until known. */
  readonly keys: readonly KeyView[] | undefined;
  readonly pathOf: (id?: string) => string;
}

const asTold = (answer: unknown): unknown => answer;

export function useApiKeys(now: number): ApiKeysHere {
  const workspace = useUser()?.workspaceId ?? "";
  const pathOf = useCallback((id?: string) => `/api/api-keys${id === undefined ? "" : `/${encodeURIComponent(id)}`}${workspace === "" ? "" : `?workspace=${encodeURIComponent(workspace)}`}`, [workspace]);
  const { value, ...asked } = useAsked(pathOf(), asTold);
  return { keys: value === undefined ? undefined : keysOf(value, now), ...asked, pathOf };
}
