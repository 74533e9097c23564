// Merged records: `mergedInto` points from the loser to the winner; readers follow it.
import { textOf } from "./read-field.ts";
import type { Read, RecordState } from "./state.ts";

/** The record that stands for this one: itself, or the end of its chain of merges. A loop ends at its least id. */
export function survivor(state: RecordState, read: Read): RecordState {
  const seen = new Map<string, RecordState>();
  let current = state;
  while (!seen.has(current.id)) {
    seen.set(current.id, current);
    const next = read(textOf(current, "mergedInto"));
    if (!next || next.kind !== current.kind) return current;
    current = next;
  }
  return [...seen.values()].reduce((least, candidate) => (candidate.id < least.id ? candidate : least));
}
