// What decides: a change meets the record as it stands and becomes a delta, which is then only joined.
// Base equals what stands: the change wins, whatever the clocks say. Otherwise the field's policy decides.
// Run in the server's order it gives the truth; run on a device it foretells it. It knows no permission.
import { exhaustive, sameJson } from "@outrider/shared/kernel";
import { type Field, fieldOf, type Value } from "@outrider/shared/schema";
import type { Assignment, Change } from "./change.ts";
import { join } from "./join.ts";
import { emptyRecord, type Element, later, type Loser, type RecordState, type Register, type Stamp, type TrailEntry } from "./state.ts";

/** What became of one field of a change. `at` is the time of the stamp it won or lost with. */
export type Outcome =
  | { readonly field: string; readonly result: "won"; readonly at: number; readonly over: Register | null }
  | { readonly field: string; readonly result: "lost"; readonly at: number; readonly to: Register }
  | { readonly field: string; readonly result: "asked"; readonly value: Value }
  | { readonly field: string; readonly result: "agreed"; readonly with: Register };

export interface Resolution { readonly delta: RecordState; readonly outcomes: readonly Outcome[] }

function resolveField(name: string, field: Field, standing: Register | undefined, { value, base }: Assignment, stamp: Stamp): Outcome {
  if (!standing) return { field: name, result: "won", at: stamp.at, over: null };
  if (standing.origin === stamp.origin || sameJson(standing.value, value)) return { field: name, result: "agreed", with: standing };
  if (standing.origin === base) return { field: name, result: "won", at: Math.max(stamp.at, standing.at + 1), over: null };
  switch (field.policy) {
    case "ask":
      return { field: name, result: "asked", value };
    case "latest":
      // Its stamp says so too, so that it prevails wherever the two are joined.
      if (prevails(field, value)) return { field: name, result: "won", at: Math.max(stamp.at, standing.at + 1), over: standing };
      if (prevails(field, standing.value)) return { field: name, result: "lost", at: Math.min(stamp.at, standing.at - 1), to: standing };
      return later(stamp, standing)
        ? { field: name, result: "won", at: stamp.at, over: standing }
        : { field: name, result: "lost", at: stamp.at, to: standing };
    default:
      return exhaustive(field.policy);
  }
}

const prevails = ({ prevails: value }: Field, of: Value): boolean => value !== "" && of === value;

const registerOf = (state: RecordState | undefined, name: string): Register | undefined =>
  state && Object.hasOwn(state.fields, name) ? state.fields[name] : undefined;

/** Whether the field goes with another one of this change that is only asked: half an edit would make no sense. */
function leaderIsAsked({ follows }: Field, state: RecordState | undefined, change: Change, stamp: Stamp): boolean {
  const leader = follows === null ? undefined : fieldOf(change.kind, follows);
  const assignment = leader && change.set && follows !== null && Object.hasOwn(change.set, follows) ? change.set[follows] : undefined;
  if (!leader || !assignment || follows === null) return false;
  return resolveField(follows, leader, registerOf(state, follows), assignment, stamp).result === "asked";
}

/** Resolves a change against the record as it stands (undefined: none yet). The change has been checked before. */
export function resolve(state: RecordState | undefined, change: Change, stamp: Stamp): Resolution {
  const fields: Record<string, Register> = {};
  const losers: Record<string, Loser> = {};
  const trail: Record<string, TrailEntry> = {};
  const outcomes: Outcome[] = [];
  for (const [name, assignment] of Object.entries(change.set ?? {})) {
    const field = fieldOf(change.kind, name);
    if (!field) continue;
    const alone = resolveField(name, field, registerOf(state, name), assignment, stamp);
    const outcome: Outcome = alone.result !== "agreed" && leaderIsAsked(field, state, change, stamp) ? { field: name, result: "asked", value: assignment.value } : alone;
    outcomes.push(outcome);
    if (outcome.result === "won") {
      const register = { value: assignment.value, at: outcome.at, origin: stamp.origin, by: stamp.by };
      fields[name] = register;
      if (outcome.over) losers[name] = { ...outcome.over, against: stamp.origin, againstAt: outcome.at };
      if (field.trail) trail[`${name} ${stamp.origin}`] = { ...register, field: name };
    } else if (outcome.result === "lost") {
      losers[name] = { value: assignment.value, at: outcome.at, origin: stamp.origin, by: stamp.by, against: outcome.to.origin, againstAt: outcome.to.at };
    }
  }
  return { delta: { ...emptyRecord(change.id, change.kind), fields, losers, trail, sets: setDeltas(change, stamp) }, outcomes };
}

/** The part of a delta that never meets a conflict: elements added and removed. */
export function setDeltas(change: Change, stamp: Pick<Stamp, "origin">): Record<string, Record<string, Element>> {
  const sets: Record<string, Record<string, Element>> = {};
  for (const [name, elements] of Object.entries(change.add ?? {})) {
    const set = (sets[name] ??= {});
    for (const element of elements) set[element] = { adds: [stamp.origin], removes: [] };
  }
  for (const [name, elements] of Object.entries(change.remove ?? {})) {
    const set = (sets[name] ??= {});
    for (const [element, origins] of Object.entries(elements)) {
      set[element] = { adds: set[element]?.adds ?? [], removes: [...new Set(origins)].sort() };
    }
  }
  return sets;
}

/** A record with a delta joined in. */
export const apply = (state: RecordState | undefined, delta: RecordState): RecordState =>
  join(state ?? emptyRecord(delta.id, delta.kind), delta);
