// The sample workspace as the assistant's book: the states that the sample's edits make, by the production merge.
import { derivedId } from "@outrider/shared/kernel";
import { apply, originOf, type RecordState, resolve } from "@outrider/shared/records";
import { createSalesBook, type GrowingBook } from "@outrider/shared/sales";
import { type SampleStage } from "../../sync-server/src/sample/event.ts";
import { sampleEvents } from "../../sync-server/src/sample/sample-events.ts";

export const NOW = Date.UTC(2026, 10, 21, 15, 30);
export const TODAY = "2026-11-21";

const STAGES: readonly (readonly [key: SampleStage, name: string, probability: number, outcome: string, stagnantAfter: number])[] = [
  ["prospecting", "Prospecting", 10, "open", 14], ["qualified", "Qualified", 25, "open", 14], ["proposal", "Proposal", 50, "open", 21], ["negotiation", "Negotiation", 75, "open", 14],
  ["closed_won", "Closed won", 100, "won", 0], ["closed_lost", "Closed lost", 0, "lost", 0],
];

export const stageNamed = (key: SampleStage): string => derivedId("stage", key);

function stageStates(): readonly RecordState[] {
  const stamp = { at: 1, origin: "system.1", by: "system" };
  return STAGES.map(([key, name, probability, outcome, stagnantAfter], order) => {
    const values = { pipeline: derivedId("pipeline"), name, key, order, probability, outcome, stagnantAfter };
    const set = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, base: null }]));
    return apply(undefined, resolve(undefined, { id: stageNamed(key), kind: "stage", create: true, set }, stamp).delta);
  });
}

/** All states, of about so many records. */
export function sampleStates(size: number, seed: string): ReadonlyMap<string, RecordState> {
  const people = [{ userId: derivedId("ada"), role: "admin" }, { userId: derivedId("max"), role: "manager" }, { userId: derivedId("rita"), role: "exec" }] as const;
  const events = sampleEvents({ seed, size, now: NOW, workspace: derivedId("a workspace"), people, stage: stageNamed, cast: true });
  const states = new Map<string, RecordState>(stageStates().map((state) => [state.id, state]));
  for (const [counter, { at, by, changes }] of events.entries()) {
    for (const change of changes) {
      const state = states.get(change.id);
      // What an event of the sample builds on is what stands.
      const set = Object.fromEntries(Object.entries(change.set ?? {}).map(([field, { value }]) => [field, { value, base: state?.fields[field]?.origin ?? null }]));
      states.set(change.id, apply(state, resolve(state, { ...change, set }, { at, origin: originOf("sample", counter + 1), by }).delta));
    }
  }
  return states;
}

export function bookOf(states: ReadonlyMap<string, RecordState>): GrowingBook {
  const book = createSalesBook();
  for (const [id, state] of states) book.put(id, state);
  return book;
}
