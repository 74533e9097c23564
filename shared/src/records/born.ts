// When a record was made and by whom, as far as it tells: no field says so, but what stands in it that was written first does,
// near enough.
import type { RecordState } from "./state.ts";

/** at: ms; 0 and "" where nothing stands in it. */
export function bornOf({ fields }: RecordState): { readonly at: number; readonly by: string } {
  let first = { at: Number.POSITIVE_INFINITY, by: "" };
  for (const name of Object.keys(fields)) {
    const register = fields[name];
    if (register !== undefined && register.at < first.at) first = register;
  }
  return Number.isFinite(first.at) ? { at: first.at, by: first.by } : { at: 0, by: "" };
}
