// All that a batch is going to need, as far as can be told beforehand, asked for at once: one trip to the database
// instead of one for each question. What is missed is read on the way; nothing rests on having guessed right.
import type { Group } from "@outrider/shared/records";
import { fieldOf } from "@outrider/shared/schema";
import { addRefused, noneRefused } from "./depends-on-refused.ts";
import type { Entry } from "./entry.ts";
import type { BodyRow, FeedTx, Place } from "./feed-store.ts";
import type { WorkingSet } from "./working-set.ts";

/** Where some records lie: `of` names all that were asked for, those that lie nowhere included. */
export interface KnownPlaces { readonly of: ReadonlySet<string>; readonly found: ReadonlyMap<string, readonly Place[]> }

export async function readAhead(tx: FeedTx, set: WorkingSet, entries: readonly Entry[]) {
  const ids = [...new Set(entries.flatMap((entry) => (entry.from === "system" ? [] : [entry.device])))];
  const records = new Set(entries.flatMap(({ group }) => group.changes.map(({ id }) => id)));
  const made = entries.flatMap((entry) => entry.group.changes.flatMap((change) => (change.create || entry.from === "receipt" ? [change.id] : [])));
  const typedInto = [...new Set(entries.flatMap(({ group }) => group.changes.flatMap(({ id, update }) => (update === undefined ? [] : [id]))))];
  const [known, own, found, erased, orphans, places, bodies] = await Promise.all([
    tx.verdicts(entries.map(({ group }) => group.id)), tx.devices(ids), tx.refused(ids),
    made.length > 0 ? tx.erased(made) : new Set<string>(), made.length > 0 && tx.orphans(), tx.places([...records]),
    typedInto.length > 0 ? tx.bodies(typedInto) : new Map<string, BodyRow>(),
    set.load(entries.flatMap(({ group }) => namedIn(group))),
  ]);
  const others = [...new Set([...known.values()].map(({ device }) => device))].filter((id) => !ids.includes(id));
  const devices = new Map([...own, ...(others.length > 0 ? await tx.devices(others) : [])]);
  const refused = new Map(ids.map((id) => [id, noneRefused()]));
  for (const [id, edits] of found) for (const edit of edits) addRefused(refused.get(id) ?? noneRefused(), id, edit);
  /** `own`: the devices that sent the batch; `devices`: also those that sent its edits before. */
  return { known, own, devices, refused, erased, orphans, bodies, places: { of: records, found: places } satisfies KnownPlaces };
}

/** Ids of records that judging the group will read. */
function namedIn(group: Group): readonly string[] {
  const ids: string[] = [];
  for (const change of group.changes) {
    ids.push(change.id);
    for (const [field, { value }] of Object.entries(change.set ?? {})) if (typeof value === "string" && fieldOf(change.kind, field)?.type === "link") ids.push(value);
    for (const [field, elements] of Object.entries(change.add ?? {})) if (fieldOf(change.kind, field)?.type === "link") ids.push(...elements);
  }
  return ids;
}
