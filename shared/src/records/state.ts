// The state of a record: a map of registers (last stamp wins) and observed-remove sets. Merging states is a join of a
// semilattice, so order, grouping and repetition of arrival do not matter. It knows no permission and no sync.
import type { Kind, Value } from "@outrider/shared/schema";

/** The edit that wrote something: `<device>.<counter of its group>`. A field is written at most once in a group. */
export type Origin = string;

/** When (ms, as the server reckons it), by which edit, by whom. Order: `at`, then the edit (see `later`). */
export interface Stamp { readonly at: number; readonly origin: Origin; readonly by: string }
export interface Register extends Stamp { readonly value: Value }
/** The value that gave way in a conflict; shown while the register it lost `against` (of time `againstAt`) still stands. */
export interface Loser extends Register { readonly against: Origin; readonly againstAt: number }
/** Whether more than the stamp of the value is known: after history was rewound, its own edit may be still to come back. */
export const isKnown = ({ by }: Loser): boolean => by !== "";
export interface TrailEntry extends Register { readonly field: string }
/** An element is in the set while one of the edits that added it has not been removed. */
export interface Element { readonly adds: readonly Origin[]; readonly removes: readonly Origin[] }

export interface RecordState {
  readonly id: string;
  readonly kind: Kind;
  readonly fields: Readonly<Record<string, Register>>;
  readonly sets: Readonly<Record<string, Readonly<Record<string, Element>>>>;
  readonly losers: Readonly<Record<string, Loser>>;
  /** Every value that stood in a field that keeps a trail, by `field origin`. */
  readonly trail: Readonly<Record<string, TrailEntry>>;
}

/** Whether edit `a` comes after edit `b` in the order that breaks ties: a device's tenth edit comes after its ninth. */
const originAfter = (a: Origin, b: Origin): boolean => (a.length === b.length ? a > b : a.length > b.length);

/** Whether `a` wins over `b`: by time (ms), and of the same moment by the edits' names, so that every replica decides alike. */
export const later = (a: Stamp, b: Stamp): boolean => a.at > b.at || (a.at === b.at && originAfter(a.origin, b.origin));

/** A record of which nothing is known but its name. Its maps are read by `Object.hasOwn`: a key is never an inherited one. */
export function emptyRecord(id: string, kind: Kind): RecordState {
  return { id, kind, fields: {}, sets: {}, losers: {}, trail: {} };
}

/** Reads a record by id, or undefined where there is none (or none that one holds). */
export type Read = (id: string) => RecordState | undefined;
