// What the workspace has decided, as a record: read live, and edited with a word about how it went.
import { settingsId } from "@outrider/shared/commands";
import type { Value } from "@outrider/shared/schema";
import { useUser } from "../../app/app-context.tsx";
import { useLiveQuery } from "../../read/index.ts";
import { words } from "./texts.ts";
import { useEdit } from "./use-edit.ts";

export function useSettings() {
  const user = useUser();
  const { rows, loading } = useLiveQuery({ kind: "settings", limit: 1 });
  const { perform } = useEdit();
  const [row] = rows;
  return {
    loading,
    values: row?.values ?? {},
    /** The reason why not, or undefined. */
    async set(values: Readonly<Record<string, Value>>): Promise<string | undefined> {
      const changed = Object.entries(values).some(([name, value]) => (row?.values[name] ?? null) !== value);
      if (!changed) return undefined;
      const call = row === undefined
        ? { name: "create", args: { id: settingsId(user?.workspaceId ?? ""), kind: "settings", values } } as const
        : { name: "edit", args: { id: row.id, values } } as const;
      return (await perform(call, words.saved(words.screens.workspace))).reason;
    },
  };
}
