// What is to be had beside a contact, out of a few records: for one contact, and for tests to compare with.
import { type RecordState, textOf } from "@outrider/shared/records";
import { contactsOfDeal, type SegmentSources } from "./segment-paths.ts";

/** `states`: those that whoever looks may see. */
export function plainSources(states: Iterable<RecordState>): SegmentSources {
  const seen = new Map<string, RecordState>();
  for (const state of states) seen.set(state.id, state);
  const [into, roots, deals] = [new Map<string, string[]>(), new Map<string, string[]>(), new Map<string, string[]>()];
  const push = (map: Map<string, string[]>, key: string, id: string): void => {
    const all = map.get(key);
    if (all) all.push(id);
    else if (key !== "") map.set(key, [id]);
  };
  for (const state of seen.values()) {
    push(into, textOf(state, "mergedInto"), state.id);
    push(roots, textOf(state, "root"), state.id);
    if (state.kind === "deal") for (const contact of contactsOfDeal(state)) push(deals, contact, state.id);
  }
  const family = (id: string): readonly string[] => {
    const all = new Set([id]);
    for (const member of all) for (const loser of into.get(member) ?? []) all.add(loser);
    return [...all];
  };
  const named = (map: ReadonlyMap<string, readonly string[]>, id: string): readonly RecordState[] => [...new Set(family(id).flatMap((member) => map.get(member) ?? []))].flatMap((one) => seen.get(one) ?? []);
  return { read: (id) => seen.get(id), hanging: (id) => named(roots, id), dealsWith: (id) => named(deals, id) };
}
