// One batch of rows goes from the inbox into the tables of customers and orders, in one transaction: what was upserted, what
// could not be, and that the rows are worked off are there together or not at all. Invariant: rows may be worked off in any
// order and any number of times: of several versions of an order, and of what was there before the first one, the highest
// rank stands.
import { rowSentences } from "@outrider/shared/protocol";
import type { Database } from "../db/database.ts";
import type { Transaction } from "../db/client.ts";
import { keys } from "../feed/sql-rows.ts";
import { type Claimed, rankOf } from "./claim-rows.ts";
import { lockCursor, touchCustomers } from "./known-contacts.ts";
import type { Failed, Placed } from "./place-rows.ts";

export interface Batch { readonly workspace: string; readonly placed: readonly Placed[]; readonly failed: readonly Failed[]; /** The currency of amounts that name none. */ readonly base: string }

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

async function putOrders(tx: Transaction, workspace: string, orders: readonly { readonly placed: Placed; readonly order: Extract<Claimed, { of: "orders" }> }[], base: string): Promise<void> {
  if (orders.length === 0) return;
  const rows = orders.map(({ placed: { contact }, order: { body, ...claimed } }) => ({
    key: body.key, contact, at: body.at, day: dayOf(body.at), amount: body.amount, currency: body.currency ?? base, items: body.items, visit: body.visit,
    cancelled: body.cancelled, revision: body.revision, rank: rankOf({ ...claimed }, body.revision), receivedAt: claimed.receivedAt,
  }));
  const named = keys(rows.map(({ key }) => key));
  // Whose it was is reckoned anew too: a correction may say that it is somebody else's.
  await tx`
    update customer set dirty = true where workspace_id = ${workspace} and contact_id in (
      select c.survivor from customer_order o join customer c on c.workspace_id = o.workspace_id and c.contact_id = o.contact_id
      where o.workspace_id = ${workspace} and o.key in (select json_array_elements_text(${named}::json)))`;
  await tx`
    insert into customer_order (workspace_id, key, contact_id, at, day, amount, currency, items, visit, cancelled, revision, rank, received_at)
    select distinct on (key) ${workspace}::uuid, key, contact, at, day, amount, currency, items, visit, cancelled, revision, rank, "receivedAt"
    from json_to_recordset(${JSON.stringify(rows)}::json) as row
      (key text, contact text, at bigint, day text, amount numeric, currency text, items json, visit boolean, cancelled boolean, revision bigint, rank text, "receivedAt" bigint)
    order by key, rank collate "C" desc
    on conflict (workspace_id, key) do update set
      contact_id = excluded.contact_id, at = excluded.at, day = excluded.day, amount = excluded.amount, currency = excluded.currency, items = excluded.items, visit = excluded.visit,
      cancelled = excluded.cancelled, revision = excluded.revision, rank = excluded.rank, received_at = excluded.received_at
    where excluded.rank > customer_order.rank`;
}

async function putOpenings(tx: Transaction, workspace: string, customers: readonly { readonly placed: Placed; readonly customer: Extract<Claimed, { of: "customers" }> }[], base: string): Promise<void> {
  if (customers.length === 0) return;
  const rows = customers.map(({ placed: { contact }, customer: { body, ...claimed } }) => ({
    contact, rank: rankOf({ ...claimed }), spend: body.spend ?? null, currency: body.currency ?? base, day: dayOf(claimed.receivedAt),
    visits: body.visits ?? null, active: body.lastActive ?? null, created: body.createdAt ?? null,
  }));
  await tx`
    with row as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as row (contact text, rank text, spend numeric, currency text, day text, visits int, active bigint, created bigint)
    ), spent as (select distinct on (contact) * from row where spend is not null order by contact, rank collate "C" desc),
    visited as (select distinct on (contact) * from row where visits is not null order by contact, rank collate "C" desc),
    seen as (select contact, max(active) as active, min(created) as created from row group by contact)
    update customer c set
      opening_spend = case when spent.rank > c.spend_rank then spent.spend else c.opening_spend end,
      opening_currency = case when spent.rank > c.spend_rank then spent.currency else c.opening_currency end,
      opening_day = case when spent.rank > c.spend_rank then spent.day else c.opening_day end,
      spend_rank = greatest(c.spend_rank, coalesce(spent.rank, '')),
      opening_visits = case when visited.rank > c.visits_rank then visited.visits else c.opening_visits end,
      visits_rank = greatest(c.visits_rank, coalesce(visited.rank, '')),
      active_at = greatest(c.active_at, seen.active), created_at = least(c.created_at, seen.created)
    from seen left join spent on spent.contact = seen.contact left join visited on visited.contact = seen.contact
    where c.workspace_id = ${workspace} and c.contact_id = seen.contact`;
}

async function countOff(tx: Transaction, workspace: string, rows: readonly Claimed[], failed: readonly Failed[]): Promise<void> {
  const gone = JSON.stringify(rows.map(({ receipt, row }) => [receipt, row]));
  // A row that an erasure took meanwhile is counted as well: nobody waits for it.
  await tx`
    delete from ingest_row using json_array_elements(${gone}::json) as gone
    where workspace_id = ${workspace} and receipt_id = (gone->>0)::uuid and row = (gone->>1)::int`;
  if (failed.length > 0) {
    const told = failed.map(({ claimed: { receipt, row }, field, message }) => ({ receipt, row, field, message }));
    await tx`
      insert into ingest_failure (workspace_id, receipt_id, row, field, message)
      select ${workspace}, receipt, row, field, message from json_to_recordset(${JSON.stringify(told)}::json) as told (receipt uuid, row int, field text, message text) on conflict do nothing`;
  }
  const counts = new Map<string, { done: number; failed: number }>();
  const countOf = (receipt: string): { done: number; failed: number } => {
    const count = counts.get(receipt) ?? { done: 0, failed: 0 };
    counts.set(receipt, count);
    return count;
  };
  for (const { receipt } of rows) countOf(receipt).done += 1;
  for (const { claimed: { receipt } } of failed) {
    const count = countOf(receipt);
    count.done -= 1;
    count.failed += 1;
  }
  await tx`
    update ingest_receipt r set done = r.done + counted.done, failed = r.failed + counted.failed
    from json_to_recordset(${JSON.stringify([...counts].map(([receipt, count]) => ({ receipt, ...count })))}::json) as counted (receipt uuid, done int, failed int)
    where r.workspace_id = ${workspace} and r.id = counted.receipt`;
}

/** Rows of persons who were erased meanwhile fail. */
export async function putBatch({ sql }: Pick<Database, "sql">, { workspace, placed, failed, base }: Batch): Promise<void> {
  await sql.begin(async (tx) => {
    await lockCursor(tx, workspace);
    const ids = keys(placed.flatMap(({ contact, survivor }) => [contact, survivor]));
    const erased = new Set((await tx<{ id: string }[]>`select record_id as id from erased where workspace_id = ${workspace} and record_id in (select json_array_elements_text(${ids}::json))`).map(({ id }) => id));
    const [kept, lost]: [Placed[], Failed[]] = [[], []];
    for (const one of placed) {
      if (erased.has(one.contact) || erased.has(one.survivor)) lost.push({ claimed: one.claimed, field: "", message: rowSentences["row-erased"] });
      else kept.push(one);
    }
    await touchCustomers(tx, workspace, kept.flatMap(({ contact, survivor, createdAt }) => [{ contact, survivor, createdAt }, { contact: survivor, survivor, createdAt }]));
    await putOrders(tx, workspace, kept.flatMap((one) => (one.claimed.of === "orders" ? [{ placed: one, order: one.claimed }] : [])), base);
    await putOpenings(tx, workspace, kept.flatMap((one) => (one.claimed.of === "customers" ? [{ placed: one, customer: one.claimed }] : [])), base);
    const all = [...failed, ...lost];
    await countOff(tx, workspace, [...placed.map(({ claimed }) => claimed), ...failed.map(({ claimed }) => claimed)], all);
  });
}
