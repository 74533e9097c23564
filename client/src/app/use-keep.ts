// Leaving a conflict as it stands: an edit like any other, this person's alone, so that it is settled on all devices of
// theirs, with a way back.
import { useCallback } from "react";
import { useUser } from "./app-context.tsx";
import { usePerform, type Performed } from "./use-perform.ts";

/** A conflict by its record, its field and the edit that made it: one that comes later is another one. */
export interface Conflict { readonly record: string; readonly field: string; readonly edit: string }

export function useKeep(): (conflict: Conflict, done: string) => Promise<Performed> {
  const perform = usePerform();
  const person = useUser()?.id ?? "";
  return useCallback(
    ({ record, field, edit }, done) => perform({ name: "create", args: { kind: "kept", values: { person, about: record, field, edit } } }, done),
    [perform, person],
  );
}
