// Merge: the join of two states of one record. Commutative, associative, idempotent (proved in join.test.ts).
import { canonical, type Json } from "@outrider/shared/kernel";
import { type Element, isKnown, type Loser, later, type RecordState, type Register, type Stamp, type TrailEntry } from "./state.ts";

/** The later of two registers; equal stamps are one edit (a forged twin is decided by its text, the same everywhere). */
function joinRegister<R extends Register>(a: R, b: R): R {
  if (later(a, b)) return a;
  if (later(b, a)) return b;
  return a === b || canonical(plain(a)) >= canonical(plain(b)) ? a : b;
}

/** The loser against the later register: once another register stands, what lost against the one before is over. */
function joinLoser(a: Loser, b: Loser): Loser {
  const [stoodA, stoodB] = [against(a), against(b)];
  if (later(stoodA, stoodB)) return a;
  if (later(stoodB, stoodA)) return b;
  return isKnown(a) === isKnown(b) ? joinRegister(a, b) : isKnown(a) ? a : b;
}

const against = (loser: Loser): Stamp => ({ at: loser.againstAt, origin: loser.against, by: "" });
const plain = (register: Register): Json => ({ ...register });

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  if (b.every((item) => a.includes(item))) return a;
  return [...new Set([...a, ...b])].sort();
}

const joinElement = (a: Element, b: Element): Element => ({ adds: union(a.adds, b.adds), removes: union(a.removes, b.removes) });

function joinMap<T>(a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>, join: (x: T, y: T) => T): Readonly<Record<string, T>> {
  const keys = Object.keys(b);
  if (keys.length === 0) return a;
  const merged: Record<string, T> = { ...a };
  for (const key of keys) {
    const [mine, theirs] = [Object.hasOwn(merged, key) ? merged[key] : undefined, b[key] as T];
    merged[key] = mine === undefined ? theirs : join(mine, theirs);
  }
  return merged;
}

/** The join of two states of the same record. */
export function join(a: RecordState, b: RecordState): RecordState {
  return {
    id: a.id,
    kind: a.kind,
    fields: joinMap(a.fields, b.fields, joinRegister<Register>),
    sets: joinMap(a.sets, b.sets, (x, y) => joinMap(x, y, joinElement)),
    losers: joinMap(a.losers, b.losers, joinLoser),
    trail: joinMap(a.trail, b.trail, joinRegister<TrailEntry>),
  };
}
