// What a record no longer says of itself: the values that gave way. A record keeps what stands, the last value that lost
// against it and the trail of a few fields; everything else that ever was in a field is an entry kept beside it, made from
// the group, its receipt and the record before and after. Invariant: an edit makes the same entries whether it is judged
// or comes back by its receipt, so that nothing is told twice. It knows no table and no screen.
import { fieldOf, type Kind, type Value } from "@outrider/shared/schema";
import { type Change, type Group, originOf } from "./change.ts";
import { hasAgreed, type Receipt } from "./receipt.ts";
import { isKnown, later, type Origin, type Read, type RecordState, type Register, type Stamp } from "./state.ts";

/**
 * `set`: it stood. `gave-way`: it lost against an edit whose author had not seen it, or that its own author had not seen.
 * `agreed`: it was the same as what stood. `changed`: elements of a set; `value` is then a `SetChange`.
 */
export type PastHow = "set" | "gave-way" | "agreed" | "changed";
export interface PastEntry extends Stamp { readonly field: string; readonly how: PastHow; readonly value: Value }
export interface KeptEntry extends PastEntry { readonly record: string }
/** What an edit did to a set. */
export type SetChange = { readonly added: readonly string[]; readonly removed: readonly string[] };

/** Made by the merge, and nobody edits what they say; a rich text has a history of its own kind. */
const WITHOUT: ReadonlySet<Kind> = new Set<Kind>(["proposal", "body"]);

/** The entries to be kept of a group that takes effect. `before` reads the records as they stood, `after` as they stand now. */
export function pastOf(group: Group, receipt: Receipt, before: Read, after: Read): readonly KeptEntry[] {
  const entries: KeptEntry[] = [];
  const stamp: Stamp = { at: receipt.at, origin: originOf(receipt.device, receipt.counter), by: receipt.by };
  for (const [index, change] of group.changes.entries()) {
    if (WITHOUT.has(change.kind)) continue;
    const [stood, stands] = [before(change.id), after(change.id)];
    if (stood && stands) for (const name of Object.keys(change.set ?? {})) entries.push(...displaced(change, index, name, { receipt, stamp, stood, stands }));
    // Who made a record made its sets: that is told by its other fields.
    if (stood || !change.create) for (const [field, value] of setChanges(change)) entries.push({ record: change.id, field, ...stamp, how: "changed", value });
  }
  return entries;
}

interface Around { readonly receipt: Receipt; readonly stamp: Stamp; readonly stood: RecordState; readonly stands: RecordState }

const registerOf = (state: RecordState, name: string): Register | undefined => (Object.hasOwn(state.fields, name) ? state.fields[name] : undefined);

function* displaced(change: Change, index: number, field: string, { receipt, stamp, stood, stands }: Around): Generator<KeptEntry> {
  const key = `${index}.${field}`;
  const at = Object.hasOwn(receipt.except, key) ? receipt.except[key] : receipt.at;
  if (at === null || at === undefined) return;
  const [old, now] = [registerOf(stood, field), registerOf(stands, field)];
  const met = receipt.met?.[key];
  // After a rewind the two of a race come back in any order: which of them lost, the record has been told by the first.
  const losers = new Set([stood, stands].flatMap(({ losers }) => (Object.hasOwn(losers, field) ? [losers[field]?.origin] : [])));
  const told = (origin: Origin): boolean => origin === now?.origin || (fieldOf(change.kind, field)?.trail === true && Object.hasOwn(stands.trail, `${field} ${origin}`));
  if (old && old.origin !== stamp.origin && !told(old.origin)) yield { record: change.id, field, ...stampOf(old), how: losers.has(old.origin) ? "gave-way" : "set", value: old.value };
  if (told(stamp.origin)) return;
  const lost = losers.has(stamp.origin) || (met !== undefined && later({ at: met[0], origin: met[1], by: "" }, { ...stamp, at }));
  yield { record: change.id, field, ...stamp, at: hasAgreed(at) ? stamp.at : at, how: hasAgreed(at) ? "agreed" : lost ? "gave-way" : "set", value: change.set?.[field]?.value ?? null };
}

const stampOf = ({ at, origin, by }: Register): Stamp => ({ at: Math.floor(at), origin, by });

function setChanges(change: Change): readonly (readonly [string, SetChange])[] {
  const names = new Set([...Object.keys(change.add ?? {}), ...Object.keys(change.remove ?? {})]);
  return [...names].map((name) => [name, { added: [...(change.add?.[name] ?? [])], removed: Object.keys(change.remove?.[name] ?? {}) }]);
}

/** What the record itself says of the past of its fields, or of one: what stands, what lost against it, its trail. */
export function toldBy(state: RecordState, only?: string): readonly PastEntry[] {
  const told = new Map<string, PastEntry>();
  const tell = (field: string, register: Register, how: PastHow): void => {
    if (only === undefined || only === field) told.set(`${field} ${register.origin}`, { field, ...stampOf(register), how, value: register.value });
  };
  for (const { field, ...register } of Object.values(state.trail)) tell(field, register, "set");
  for (const [field, loser] of Object.entries(state.losers)) if (isKnown(loser)) tell(field, loser, "gave-way");
  for (const [field, register] of Object.entries(state.fields)) tell(field, register, hasAgreed(register.at) ? "agreed" : "set");
  return [...told.values()];
}

/** Elements that edits of their own put into a set, as the record tells it: by whom and when is known from elsewhere, by their edit. */
export function addedBy(state: RecordState, field: string): ReadonlyMap<Origin, readonly string[]> {
  const added = new Map<Origin, string[]>();
  const set = Object.hasOwn(state.sets, field) ? (state.sets[field] ?? {}) : {};
  for (const [element, { adds }] of Object.entries(set).sort(([a], [b]) => compare(a, b))) for (const origin of adds) added.set(origin, [...(added.get(origin) ?? []), element]);
  return added;
}

/** A place in the order of entries: newest first. */
export type PastPlace = Pick<PastEntry, "at" | "origin" | "field">;

/** Below 0: `a` is shown before `b`. The order of the store too, by code units and not by anybody's language. */
export const byNewest = (a: PastPlace, b: PastPlace): number => b.at - a.at || compare(b.origin, a.origin) || compare(b.field, a.field);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Newest first, each edit of a field once: of what is told twice, as the first list tells it. */
export function gathered(...lists: readonly (readonly PastEntry[])[]): readonly PastEntry[] {
  const all = new Map<string, PastEntry>();
  for (const entry of lists.flat()) {
    const key = `${entry.field} ${entry.origin}`;
    if (!all.has(key)) all.set(key, entry);
  }
  return [...all.values()].sort(byNewest);
}
