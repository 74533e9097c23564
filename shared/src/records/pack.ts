// The form of a record on the wire and on disk: fields grouped by the edit that wrote them, so that a stamp is
// written once an edit and not once a field. packed and unpacked hold the same; a reader keeps fields it does not know.
import { isKind, type Value } from "@outrider/shared/schema";
import { type Element, emptyRecord, type Loser, type Origin, type RecordState, type Register, type TrailEntry } from "./state.ts";

/** [at, origin, by, values by field] */
export type PackedWrite = readonly [number, Origin, string, { readonly [field: string]: Value }];
/** [field, element, adds, removes] */
type PackedElement = readonly [string, string, readonly Origin[], readonly Origin[]];
/** [field, at, origin, by, value, against, againstAt] */
type PackedLoser = readonly [string, number, Origin, string, Value, Origin, number];
/** [field, at, origin, by, value] */
type PackedTrail = readonly [string, number, Origin, string, Value];

export interface PackedRecord {
  readonly id: string;
  readonly kind: string;
  readonly w: readonly PackedWrite[];
  readonly s?: readonly PackedElement[];
  readonly l?: readonly PackedLoser[];
  readonly t?: readonly PackedTrail[];
}

/** The same record packed twice is the same text as JSON, however its edits came in. */
export function pack(state: RecordState): PackedRecord {
  type Write = [number, Origin, string, { [field: string]: Value }];
  const writes = new Map<string, Write>();
  let last: Write | undefined;
  for (const name of Object.keys(state.fields).sort()) {
    const { at, origin, by, value } = state.fields[name] as Register;
    // Most fields were written with the one before: no key is made for them.
    if (last && last[0] === at && last[1] === origin && last[2] === by) {
      last[3][name] = value;
      continue;
    }
    const key = `${at} ${origin} ${by}`;
    last = writes.get(key);
    if (last) {
      last[3][name] = value;
      continue;
    }
    last = [at, origin, by, { [name]: value }];
    writes.set(key, last);
  }
  const elements: PackedElement[] = [];
  for (const name of Object.keys(state.sets).sort()) {
    const set = state.sets[name] as Record<string, Element>;
    for (const element of Object.keys(set).sort()) elements.push([name, element, (set[element] as Element).adds, (set[element] as Element).removes]);
  }
  const losers = Object.keys(state.losers).sort().map((name): PackedLoser => {
    const { at, origin, by, value, against, againstAt } = state.losers[name] as Loser;
    return [name, at, origin, by, value, against, againstAt];
  });
  const trail = Object.keys(state.trail).sort().map((key): PackedTrail => {
    const { field, at, origin, by, value } = state.trail[key] as TrailEntry;
    return [field, at, origin, by, value];
  });
  return {
    id: state.id, kind: state.kind, w: [...writes.values()],
    ...(elements.length > 0 && { s: elements }), ...(losers.length > 0 && { l: losers }), ...(trail.length > 0 && { t: trail }),
  };
}

/** Sets an own key, whatever its name: what is unpacked comes from outside. No record has the one key it leaves out. */
function put<T>(map: Record<string, T>, key: string, value: T): void {
  if (key !== "__proto__") map[key] = value;
}

/** The other way round. Throws where the kind is none of this version's: ask `isKind` before, of what came from outside. */
export function unpack(packed: PackedRecord): RecordState {
  if (!isKind(packed.kind)) throw new Error(`a record of unknown kind ${JSON.stringify(packed.kind)}`);
  const fields: Record<string, Register> = {};
  for (const [at, origin, by, values] of packed.w) {
    for (const name of Object.keys(values)) put(fields, name, { value: values[name] as Value, at, origin, by });
  }
  const sets: Record<string, Record<string, Element>> = {};
  for (const [name, element, adds, removes] of packed.s ?? []) {
    const set = Object.hasOwn(sets, name) ? (sets[name] as Record<string, Element>) : {};
    put(set, element, { adds, removes });
    put(sets, name, set);
  }
  const losers: Record<string, Loser> = {};
  for (const [name, at, origin, by, value, against, againstAt] of packed.l ?? []) put(losers, name, { value, at, origin, by, against, againstAt });
  const trail: Record<string, TrailEntry> = {};
  for (const [field, at, origin, by, value] of packed.t ?? []) put(trail, `${field} ${origin}`, { field, value, at, origin, by });
  return { ...emptyRecord(packed.id, packed.kind), fields, sets, losers, trail };
}
