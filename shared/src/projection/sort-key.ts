// What a list is ordered by: one comparable key a record. Records without a value come last either way.
import { fold } from "@outrider/shared/kernel";
import { glanceOf, type Read, type RecordState, survivor } from "@outrider/shared/records";
import { fieldOf, isKind } from "@outrider/shared/schema";
import { comparable, valuesAt } from "./condition.ts";
import { titleOf } from "./title.ts";

export interface Sort {
  /** A field (or `link.field`), or `title`, or `updatedAt`. A link alone orders by the title of what it points at. */
  readonly by: string;
  readonly descending?: boolean;
}

export type SortKey = number | string | null;

export function sortKeyOf(state: RecordState, by: string, read: Read): SortKey {
  if (by === "updatedAt") return glanceOf(state).updatedAt;
  if (by === "title" && !fieldOf(state.kind, "title")) return fold(titleOf(state));
  const value = valuesAt(state, by, read)[0];
  if (value === undefined || value === null) return null;
  if (typeof value === "string" && isKind(state.kind) && fieldOf(state.kind, by)?.type === "link") {
    const target = read(value);
    return target ? fold(titleOf(survivor(target, read))) : null;
  }
  return comparable(value);
}

/** Orders keys of one list; numbers before text where a list mixes them. */
export function compareKeys(a: SortKey, b: SortKey, descending: boolean): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  const less = typeof a === typeof b ? a < b : typeof a === "number";
  return less === descending ? 1 : -1;
}
