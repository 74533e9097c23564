/**
 * Puts the sample's orders and its sent campaign into the tables where ingestion and campaigns keep theirs, as those leave them when
 * their work is done: nothing is to be worked off, and nothing to be told.
 * Invariant: one transaction, that may be repeated.
 */
import type { Database } from "./db/database.ts";
import { addressHash } from "./platform/address-hash.ts";
import type { SampleShop } from "./sample/shop.ts";

const TOLD = { received: 1, opened: 2, clicked: 4, unsubscribed: 8 } as const;

export async function writeShop({ sql }: Pick<Database, "sql">, workspace: string, { currency, buyers, orders, run }: SampleShop): Promise<void> {
  const rows = orders.map(({ amount, at, ...order }) => ({ ...order, at, day: new Date(at).toISOString().slice(0, 10), amount: (amount / 100).toFixed(2) }));
  const messages = run.messages.map(({ email, openedAt, clickedAt, unsubscribedAt, failed, ...message }) => ({
    ...message, openedAt, clickedAt, unsubscribedAt, status: failed ? "FAILED" : "SENT", why: failed ? "The simulated vendor could not deliver it." : null, hash: addressHash(workspace, email),
    sentAt: failed ? null : message.sentAt, at: message.sentAt,
    told: (failed ? 0 : TOLD.received) + (openedAt === null ? 0 : TOLD.opened) + (clickedAt === null ? 0 : TOLD.clicked) + (unsubscribedAt === null ? 0 : TOLD.unsubscribed),
  }));
  const settings = { segment: run.segment, startsAt: null, theirTime: false, perMinute: null, quiet: null, tracked: true, zone: "UTC" };
  await sql.begin(async (tx) => {
    await tx`
      insert into customer (workspace_id, contact_id, survivor, created_at, dirty) select ${workspace}, contact, contact, since, false
      from json_to_recordset(${JSON.stringify(buyers)}::json) as row (contact text, since bigint) on conflict do nothing`;
    await tx`
      insert into customer_order (workspace_id, key, contact_id, at, day, amount, currency, items, visit, cancelled, revision, rank, received_at)
      select ${workspace}, key, contact, at, day, amount, ${currency}, items, visit, cancelled, 0, '', at
      from json_to_recordset(${JSON.stringify(rows)}::json) as row (key text, contact text, at bigint, day text, amount numeric, items json, visit boolean, cancelled boolean) on conflict do nothing`;
    await tx`
      insert into campaign_run (workspace_id, campaign_id, state, name, subject, message, settings, started_by, started_at, gathered_at, ended_at, wake_at, changes, told)
      values (${workspace}, ${run.campaign}, 'sent', ${run.name}, ${run.subject}, ${run.message}, ${JSON.stringify(settings)}::json, ${run.by}, ${run.startedAt}, ${run.startedAt}, ${run.endedAt}, ${run.endedAt}, 1, 1) on conflict do nothing`;
    await tx`
      insert into campaign_message (workspace_id, campaign_id, contact_id, key, status, address_hash, next_at, tries, vendor_message_id, sent_at, delivered_at, opened_at, clicked_at, unsubscribed_at, why, updated_at, told)
      select ${workspace}, ${run.campaign}, contact, ${run.campaign} || '.' || contact, status, hash, at, 1, 'simulated-' || ${run.campaign} || '.' || contact, "sentAt", "deliveredAt", "openedAt", "clickedAt", "unsubscribedAt", why, at, told
      from json_to_recordset(${JSON.stringify(messages)}::json) as row (contact text, status text, hash text, at bigint, "sentAt" bigint, "deliveredAt" bigint, "openedAt" bigint, "clickedAt" bigint, "unsubscribedAt" bigint, why text, told int) on conflict do nothing`;
    await tx`
      insert into suppression (workspace_id, address_hash, why, at) select ${workspace}, hash, 'unsubscribed', "unsubscribedAt"
      from json_to_recordset(${JSON.stringify(messages.filter(({ unsubscribedAt }) => unsubscribedAt !== null))}::json) as row (hash text, "unsubscribedAt" bigint) on conflict do nothing`;
  });
}
