// What a list asks of every record it might hold, known without unpacking it: when it was last edited, whether it is
// still to be shown, what it belongs to. A cold start looks at a hundred thousand records so, and reads a hundred.
import type { Value } from "@outrider/shared/schema";
import type { PackedRecord } from "./pack.ts";
import { isDeleted, textOf } from "./read-field.ts";
import type { RecordState } from "./state.ts";

export interface Glance {
  /** ms */
  readonly updatedAt: number;
  readonly deleted: boolean;
  /** The record that it was merged into, which stands for it; "" for none. */
  readonly mergedInto: string;
  /** The record that it hangs on; "" for none. */
  readonly root: string;
}

/** Of a record that is unpacked. */
export function glanceOf(state: RecordState): Glance {
  let updatedAt = 0;
  for (const name of Object.keys(state.fields)) updatedAt = Math.max(updatedAt, state.fields[name]?.at ?? 0);
  return { updatedAt, deleted: isDeleted(state), mergedInto: textOf(state, "mergedInto"), root: textOf(state, "root") };
}

const NAMES = ["deletedAt", "mergedInto", "root"] as const;
const text = (value: Value): string => (typeof value === "string" ? value : "");

/** Of one that is not: the same, without unpacking it. */
export function glanceOfPacked({ w }: PackedRecord): Glance {
  let updatedAt = 0;
  const found: Record<"deletedAt" | "mergedInto" | "root", Value> = { deletedAt: null, mergedInto: null, root: null };
  for (const [at, , , values] of w) {
    updatedAt = Math.max(updatedAt, at);
    for (const name of NAMES) if (Object.hasOwn(values, name)) found[name] = values[name] ?? null;
  }
  return { updatedAt, deleted: found.deletedAt !== null, mergedInto: text(found.mergedInto), root: text(found.root) };
}
