// What ingestion has to know of the records of a workspace, kept up with the feed by a cursor of its own: whose each address
// is, which contact stands for which after merges, and whether what money is worth has changed. Invariant: a page of the
// feed and the cursor that goes past it are one transaction. Only whoever has the workspace's turn calls it.
import { elementsOf, type RecordState, survivor, textOf } from "@outrider/shared/records";
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import { readFollowed } from "../feed/read-followed.ts";
import { keys, statesOf } from "../feed/sql-rows.ts";
import { normalEmail } from "../feed/customer-id.ts";

export const CURSOR = "customers";
type Db = Pick<Database, "sql">;

/** The records of these ids, and of all that they were merged into. */
export async function withSurvivors({ sql }: Db, workspace: string, ids: readonly string[]): Promise<ReadonlyMap<string, RecordState>> {
  const found = new Map<string, RecordState>();
  for (let wanted = [...new Set(ids)].filter((id) => id !== ""); wanted.length > 0; ) {
    const states = statesOf(await sql`select state from record where workspace_id = ${workspace} and id in (select json_array_elements_text(${keys(wanted)}::json))`);
    for (const state of states) found.set(state.id, state);
    wanted = states.map((state) => textOf(state, "mergedInto")).filter((id) => id !== "" && !found.has(id));
  }
  return found;
}

/** The lock by which an erasure and a batch of ingestion come one after the other (see feed/erase.ts). */
export const lockCursor = async (tx: Transaction, workspace: string): Promise<void> => void (await tx`select from follow_cursor where workspace_id = ${workspace} and name = ${CURSOR} for update`);

async function noteEmails(tx: Transaction, workspace: string, contacts: readonly { readonly state: RecordState; readonly seq: number }[]): Promise<void> {
  const pairs = contacts.flatMap(({ state, seq }) => elementsOf(state, "emails").map((email) => ({ email: normalEmail(email), contact: state.id, seq })));
  const ids = keys(contacts.map(({ state }) => state.id));
  await tx`
    with has as (select * from json_to_recordset(${JSON.stringify(pairs)}::json) as has (email text, contact text, seq bigint))
    delete from customer_email named where workspace_id = ${workspace} and contact_id in (select json_array_elements_text(${ids}::json))
      and not exists (select from has where has.contact = named.contact_id and has.email = named.email)`;
  await tx`
    insert into customer_email (workspace_id, email, contact_id, since)
    select ${workspace}, email, contact, min(seq) from json_to_recordset(${JSON.stringify(pairs)}::json) as has (email text, contact text, seq bigint)
    where exists (select from record where workspace_id = ${workspace} and id = contact) group by email, contact on conflict do nothing`;
}

/** A row for each, to be reckoned anew. */
export async function touchCustomers(tx: Transaction, workspace: string, rows: readonly { readonly contact: string; readonly survivor: string; readonly createdAt: number }[]): Promise<void> {
  if (rows.length === 0) return;
  await tx`
    insert into customer (workspace_id, contact_id, survivor, created_at)
    select distinct on (contact) ${workspace}::uuid, contact, survivor, "createdAt" from json_to_recordset(${JSON.stringify(rows)}::json) as row (contact text, survivor text, "createdAt" bigint)
    order by contact on conflict (workspace_id, contact_id) do update set dirty = true`;
}

export function createKnownContacts(database: Database, now: () => number) {
  const { sql } = database;

  async function merged(changed: readonly RecordState[], workspace: string): Promise<readonly { readonly contact: string; readonly was: string; readonly is: string }[]> {
    const ids = keys(changed.map(({ id }) => id));
    const affected = await sql<{ contact: string; was: string }[]>`
      select contact_id as contact, survivor as was from customer where workspace_id = ${workspace}
        and (contact_id in (select json_array_elements_text(${ids}::json)) or survivor in (select json_array_elements_text(${ids}::json)))`;
    const moving = new Set(changed.filter((state) => textOf(state, "mergedInto") !== "").map(({ id }) => id));
    const maybe = affected.filter(({ contact, was }) => contact !== was || moving.has(contact) || moving.has(was));
    if (maybe.length === 0) return [];
    const states = await withSurvivors(database, workspace, maybe.map(({ contact }) => contact));
    return maybe.flatMap(({ contact, was }) => {
      const state = states.get(contact);
      const is = state ? survivor(state, (id) => states.get(id)).id : contact;
      return is === was ? [] : [{ contact, was, is }];
    });
  }

  /** One page; whether there may be more. */
  async function page(workspace: string): Promise<boolean> {
    await sql`insert into follow_cursor (workspace_id, name, seq, since) values (${workspace}, ${CURSOR}, 0, ${now()}) on conflict do nothing`;
    const [at] = await sql<{ seq: number }[]>`select seq from follow_cursor where workspace_id = ${workspace} and name = ${CURSOR}`;
    const from = at?.seq ?? 0;
    const { rows, upTo, head } = await readFollowed(sql, workspace, from);
    if (upTo <= from) return false;
    const contacts = rows.filter(({ state }) => state.kind === "contact");
    const moved = contacts.length > 0 ? await merged(contacts.map(({ state }) => state), workspace) : [];
    const worth = rows.some(({ state }) => state.kind === "settings" || state.kind === "rate");
    await sql.begin(async (tx) => {
      await tx`update follow_cursor set seq = ${upTo} where workspace_id = ${workspace} and name = ${CURSOR}`;
      if (contacts.length > 0) await noteEmails(tx, workspace, contacts);
      for (const { contact, was, is } of moved) {
        await tx`update customer set survivor = ${is}, dirty = true where workspace_id = ${workspace} and contact_id = ${contact}`;
        await touchCustomers(tx, workspace, [was, is].map((id) => ({ contact: id, survivor: id, createdAt: now() })));
      }
      if (worth) await tx`update customer set dirty = true where workspace_id = ${workspace} and not dirty`;
    });
    return upTo < head;
  }

  return {
    /** Up to what is committed. */
    async catchUp(workspace: string): Promise<void> {
      while (await page(workspace));
    },
    /** What was just written at this sequence is known, where nothing else came in between. */
    async wrote(workspace: string, seq: number): Promise<void> {
      await sql`update follow_cursor set seq = ${seq} where workspace_id = ${workspace} and name = ${CURSOR} and seq = ${seq - 1}`;
    },
  };
}
export type KnownContacts = ReturnType<typeof createKnownContacts>;
