// Saying that two records are not the same: an edit like any other, which hangs on one of the two that this person may edit.
import { useCallback } from "react";
import { usePerform, type Performed } from "../../app/use-perform.ts";
import { words } from "./texts.ts";

export function useNotSame(): (root: string, other: string) => Promise<Performed> {
  const perform = usePerform();
  return useCallback((root, other) => perform({ name: "create", args: { kind: "distinct", values: { root, other } } }, words.dismissed), [perform]);
}
