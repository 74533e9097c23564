// A receipt says how the server stamped a group, so that the group can be merged again as it was stamped after the
// server lost it (a restored backup). Fields not named came with the group's own time, whether they won by it or lost.
import { exhaustive } from "@outrider/shared/kernel";
import { fieldOf } from "@outrider/shared/schema";
import type { Change, Group } from "./change.ts";
import { originOf } from "./change.ts";
import { apply, setDeltas, type Outcome } from "./resolve.ts";
import { emptyRecord, isKnown, later, type Loser, type Origin, type RecordState, type Register, type TrailEntry } from "./state.ts";

/** How long devices keep what was acknowledged, and a server that lost its history asks for it, ms. */
export const RECEIPTS_KEPT_MS = 14 * 24 * 3600 * 1000;

export interface Receipt {
  readonly group: string;
  readonly device: string;
  readonly by: string;
  readonly counter: number;
  readonly at: number;
  /** `<index of the change>.<field>` -> its own time, or null where the value was only asked: it came to be a proposal. */
  readonly except: Readonly<Record<string, number | null>>;
  /** `<index of the change>.<field>` -> the stamp of the value it met in a race: the earlier of the two is shown beside the later. */
  readonly met?: Readonly<Record<string, readonly [at: number, origin: Origin]>>;
  /** `<index of the change>.<field>` -> who owned its record and what it hung on, where another device had settled that lately. */
  readonly places?: Readonly<Record<string, Register>>;
}

/** What agreed with a value that stood comes just before it: it stands only while nobody brings that one back. */
const JUST_BEFORE = 0.5;
export const hasAgreed = (at: number): boolean => !Number.isInteger(at);

/** The time that a field came with, or null where its value was asked. */
function timeOf(outcome: Outcome): number | null {
  switch (outcome.result) {
    case "won":
      return outcome.at;
    case "lost":
      return outcome.at;
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
    const own = timeOf(outcome);
    if (own !== at) except[`${index}.${outcome.field}`] = own;
  }
  return except;
}

/** What the fields of one change met in a race, for a receipt. */
export function meetings(index: number, outcomes: readonly Outcome[]): NonNullable<Receipt["met"]> {
  const met: Record<string, readonly [number, Origin]> = {};
  for (const outcome of outcomes) {
    const other = outcome.result === "won" ? outcome.over : outcome.result === "lost" ? outcome.to : null;
    if (other) met[`${index}.${outcome.field}`] = [other.at, other.origin];
  }
  return met;
}

/** The deltas of a group as its receipt says it was stamped. To be joined by `recall`. */
export function restamp(group: Group, receipt: Receipt): readonly RecordState[] {
  return group.changes.map((change, index) => restampChange(change, index, receipt));
}

function restampChange(change: Change, index: number, receipt: Receipt): RecordState {
  const origin = originOf(receipt.device, receipt.counter);
  const fields: Record<string, Register> = {};
  const trail: Record<string, TrailEntry> = {};
  const losers: Record<string, Loser> = {};
  for (const [name, { value }] of Object.entries(change.set ?? {})) {
    const key = `${index}.${name}`;
    const at = Object.hasOwn(receipt.except, key) ? receipt.except[key] : receipt.at;
    if (at === null || at === undefined) continue;
    const register = { value, at, origin, by: receipt.by };
    fields[name] = register;
    const met = receipt.met?.[key];
    if (met) losers[name] = loserOfRace(register, met);
    if (fieldOf(change.kind, name)?.trail && !hasAgreed(at)) trail[`${name} ${origin}`] = { ...register, field: name };
  }
  return { ...emptyRecord(change.id, change.kind), fields, losers, trail, sets: setDeltas(change, { origin }) };
}

/** Where the value won, of the other one only the stamp is known. */
function loserOfRace(register: Register, [at, origin]: readonly [number, Origin]): Loser {
  const other = { at, origin, by: "" };
  return later(register, other) ? { ...other, value: null, against: register.origin, againstAt: register.at } : { ...register, against: origin, againstAt: at };
}

/**
 * A record with a delta of `restamp` joined in. What is known of a loser by its stamp alone is filled in from the other side.
 * Where several gave way to one value, one of them is shown as before, and it may be another one.
 */
export function recall(state: RecordState | undefined, delta: RecordState): RecordState {
  return state ? apply(filledFrom(state, delta), againstStanding(filledFrom(delta, state), state)) : delta;
}

/** Whose verdict its device never heard has been judged anew, at another time: what gave way to it gave way to it as it stands. */
function againstStanding(delta: RecordState, { fields }: RecordState): RecordState {
  const losers = Object.entries(delta.losers).map(([name, loser]): [string, Loser] => {
    const standing = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [name, standing?.origin === loser.against ? { ...loser, againstAt: standing.at } : loser];
  });
  return losers.length === 0 ? delta : { ...delta, losers: Object.fromEntries(losers) };
}

function filledFrom(state: RecordState, other: RecordState): RecordState {
  const losers: Record<string, Loser> = {};
  for (const [name, loser] of Object.entries(state.losers)) {
    const found = !isKnown(loser) && Object.hasOwn(other.fields, name) ? other.fields[name] : undefined;
    if (found?.origin === loser.origin) losers[name] = { ...found, against: loser.against, againstAt: loser.againstAt };
  }
  return Object.keys(losers).length === 0 ? state : { ...state, losers: { ...state.losers, ...losers } };
}
