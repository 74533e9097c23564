// That a file was made of the workspace's records is told to its audit log, with no network as soon as there is one.
import { useCallback } from "react";
import { browserTextMemory } from "../platform/text-memory.ts";
import { useApp, useUser } from "./app-context.tsx";
import { type MadeExport, tellExport } from "./owed-exports.ts";

export function useTellExport(): (made: Omit<MadeExport, "workspaceId">) => void {
  const { api } = useApp();
  const user = useUser();
  const [id, workspaceId] = [user?.id ?? "", user?.workspaceId ?? ""];
  return useCallback((made) => void tellExport({ api, memory: browserTextMemory, user: id, now: Date.now }, { workspaceId, ...made }), [api, id, workspaceId]);
}
