// Reading a record: the value that stands in a field, the elements of a set, the conflict still to be looked at.
import type { Value } from "@outrider/shared/schema";
import { isKnown, later, type Loser, type Origin, type RecordState, type TrailEntry } from "./state.ts";

/** What stands in a field, of whatever type the field is; null where nothing does, or the record has no such field. */
export const valueOf = (state: RecordState, field: string): Value =>
  (Object.hasOwn(state.fields, field) ? state.fields[field]?.value : undefined) ?? null;

/** The text in a field, or "" where there is none. */
export function textOf(state: RecordState, field: string): string {
  const value = valueOf(state, field);
  return typeof value === "string" ? value : "";
}

/** The edit whose value stands in the field, or null: what an edit names as its base. */
export const baseOf = (state: RecordState | undefined, field: string): Origin | null =>
  (state && Object.hasOwn(state.fields, field) ? state.fields[field]?.origin : undefined) ?? null;

/** The elements of a set field, in order. */
export function elementsOf(state: RecordState, field: string): readonly string[] {
  const elements = Object.hasOwn(state.sets, field) ? state.sets[field] : undefined;
  if (!elements) return [];
  return Object.keys(elements).filter((element) => addsOf(state, field, element).length > 0).sort();
}

/** The edits that added an element and still stand: what its removal names. */
export function addsOf(state: RecordState, field: string, element: string): readonly Origin[] {
  const set = Object.hasOwn(state.sets, field) ? state.sets[field] : undefined;
  const entry = set && Object.hasOwn(set, element) ? set[element] : undefined;
  return entry ? entry.adds.filter((origin) => !entry.removes.includes(origin)) : [];
}

/** The value that gave way to the one that stands, or null once somebody has edited the field since. */
export function loserOf(state: RecordState, field: string): Loser | null {
  const loser = Object.hasOwn(state.losers, field) ? state.losers[field] : undefined;
  return loser && isKnown(loser) && loser.against === baseOf(state, field) ? loser : null;
}

/** Every value that stood in the field, oldest first. */
export const trailOf = (state: RecordState, field: string): readonly TrailEntry[] =>
  Object.values(state.trail).filter((entry) => entry.field === field).sort((a, b) => (later(a, b) ? 1 : -1));

/** Whether it lies in the bin. A record that was erased is not there at all. */
export const isDeleted = (state: RecordState): boolean => valueOf(state, "deletedAt") !== null;
