// A receipt says how the server stamped a group, so that the group can be merged again as it was stamped after the
// server lost it (a restored backup). Fields not named came with the group's own time, whether they won by it or lost.
import { exhaustive } from "@outrider/shared/kernel";
import { fieldOf } from "@outrider/shared/schema";
import type { Change, Group } from "./change.ts";
import { originOf } from "./change.ts";
import { setDeltas, type Outcome } from "./resolve.ts";
import { emptyRecord, type RecordState, type Register, type TrailEntry } from "./state.ts";

export interface Receipt {
  readonly group: string;
  readonly device: string;
  readonly by: string;
  readonly counter: number;
  readonly at: number;
  /** `<index of the change>.<field>` -> its own time, or null where the value was only asked: it came to be a proposal. */
  readonly except: Readonly<Record<string, number | null>>;
}

/** What agreed with a value that stood comes just before it: it stands only while nobody brings that one back. */
const JUST_BEFORE = 0.5;
const hasAgreed = (at: number): boolean => !Number.isInteger(at);

/** The time that a field came with, or null where its value was asked. */
function timeOf(outcome: Outcome, at: number): number | null {
  switch (outcome.result) {
    case "won":
      return outcome.at;
    case "lost":
      return at;
    case "agreed":
      return Math.ceil(outcome.with.at) - JUST_BEFORE;
    case "asked":
      return null;
    default:
      return exhaustive(outcome);
  }
}

/** The exceptions of one change for a receipt. */
export function exceptions(index: number, at: number, outcomes: readonly Outcome[]): Record<string, number | null> {
  const except: Record<string, number | null> = {};
  for (const outcome of outcomes) {
    const own = timeOf(outcome, at);
    if (own !== at) except[`${index}.${outcome.field}`] = own;
  }
  return except;
}

/** The deltas of a group as its receipt says it was stamped. */
export function restamp(group: Group, receipt: Receipt): readonly RecordState[] {
  return group.changes.map((change, index) => restampChange(change, index, receipt));
}

function restampChange(change: Change, index: number, receipt: Receipt): RecordState {
  const origin = originOf(receipt.device, receipt.counter);
  const fields: Record<string, Register> = {};
  const trail: Record<string, TrailEntry> = {};
  for (const [name, { value }] of Object.entries(change.set ?? {})) {
    const key = `${index}.${name}`;
    const at = Object.hasOwn(receipt.except, key) ? receipt.except[key] : receipt.at;
    if (at === null || at === undefined) continue;
    const register = { value, at, origin, by: receipt.by };
    fields[name] = register;
    if (fieldOf(change.kind, name)?.trail && !hasAgreed(at)) trail[`${name} ${origin}`] = { ...register, field: name };
  }
  return { ...emptyRecord(change.id, change.kind), fields, trail, sets: setDeltas(change, { origin }) };
}
