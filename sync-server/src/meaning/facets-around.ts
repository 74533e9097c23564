// What records are filtered by beside their vectors, from the records around them: read anew each time, so that a page costs
// a few reads and holds nothing. Invariant: where the workspace or the contact has not agreed to the assistant, nothing is
// worked out of theirs.
import { type PackedRecord, type RecordState, textOf, unpack } from "@outrider/shared/records";
import { BOOK_KINDS, contactReach, createSalesBook, type Facets, facetsOf, withoutContacts, workspaceGap } from "@outrider/shared/sales";
import { collectionOf } from "@outrider/shared/search";
import type { Database } from "../db/database.ts";

const LINKS = ["root", "stage", "company", "contact"] as const;
const FRAME = ["stage", "settings", "rate"] as const;
const list = (ids: Iterable<string>): string => JSON.stringify([...ids]);

/** Of those of `states` that belong to a collection. `now`: ms. */
export async function facetsAround({ sql }: Pick<Database, "sql">, workspace: string, states: readonly RecordState[], now: number): Promise<ReadonlyMap<string, Facets>> {
  const wanted = states.filter(({ kind }) => collectionOf(kind) !== undefined);
  if (wanted.length === 0) return new Map();
  const known = new Map<string, RecordState>();
  const take = (rows: readonly { readonly state: PackedRecord }[]): void => {
    for (const { state } of rows) {
      const one = unpack(state);
      known.set(one.id, one);
    }
  };
  const load = async (ids: Iterable<string>): Promise<void> => take(await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and id in (select json_array_elements_text(${list(ids)}::json))`);
  take(await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and kind in ${sql([...FRAME])}`);
  const settings = [...known.values()].find(({ kind }) => kind === "settings");
  if (workspaceGap(settings, "here") !== null) return new Map(wanted.map(({ id }) => [id, {}]));

  for (const state of wanted) known.set(state.id, state);
  const contacts = wanted.filter(({ kind }) => kind === "contact").map(({ id }) => id);
  // Which deals a contact is on is known where segments keep it; before anybody used those a persona rests on what hangs on the contact itself.
  const [kept] = await sql<{ there: boolean }[]>`select to_regclass('segments.deal') is not null as there`;
  const deals = contacts.length === 0 || kept?.there !== true ? [] : await sql<{ id: string }[]>`select distinct deal_id::text as id from segments.deal where workspace_id = ${workspace} and contact_id in (select (json_array_elements_text(${list(contacts)}::json))::uuid)`;
  await load([...wanted.flatMap((state) => LINKS.map((link) => textOf(state, link))), ...deals.map(({ id }) => id)]);
  // Who is dealt with, and what hangs on all of these.
  await load([...known.values()].flatMap((state) => (state.kind === "deal" ? [textOf(state, "company"), textOf(state, "contact")] : [])));
  const roots = [...known.values()].filter(({ kind }) => kind === "deal" || kind === "contact" || kind === "lead").map(({ id }) => id);
  take(await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and kind in ('activity', 'objection') and root in (select json_array_elements_text(${list(roots)}::json))`);

  const withheld = new Set([...known.values()].filter((state) => state.kind === "contact" && contactReach(settings, state) === "no").map(({ id }) => id));
  const book = createSalesBook();
  for (const kind of BOOK_KINDS) {
    for (const state of known.values()) {
      const shown = state.kind === kind ? withoutContacts(state, withheld) : null;
      if (shown) book.put(state.id, shown);
    }
  }
  const asOf = { now, today: new Date(now).toISOString().slice(0, 10) };
  return new Map(wanted.map(({ id }) => [id, facetsOf(book, id, asOf)]));
}
