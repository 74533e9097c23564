// Receipts into the database, many in one transaction: the receipts themselves, how their messages stand by them, and
// addresses that are written to no more. Invariants: a receipt that was kept before changes nothing; rows are locked in one
// order whoever does it; opens and clicks of people who did not agree to be counted are not kept at all.
import { type Standing, withReceipt } from "@outrider/shared/campaigns";
import type { Database } from "../../db/database.ts";
import type { Transaction } from "../../db/client.ts";
import { holdBack } from "../suppressions.ts";
import type { Receipt } from "../vendor-port.ts";

/** repeated: it was kept before. uncounted: an open or a click that may not be kept. unknown: no message is called so. */
export type Kept = "taken" | "repeated" | "uncounted" | "unknown";

export interface ChangedRun { readonly workspace: string; readonly campaign: string }
export interface Keeping { readonly kept: readonly Kept[]; readonly changed: readonly ChangedRun[] }

interface Row extends Standing {
  readonly workspace: string;
  readonly campaign: string;
  readonly contact: string;
  readonly messageId: string;
  readonly counted: boolean;
}

const TRIES = 4;
/** Deadlock, serialization: another transaction came in between. */
const AGAIN = new Set(["40P01", "40001"]);
const codeOf = (error: unknown): unknown => (typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined);

const isTracking = ({ event }: Receipt): boolean => event === "opened" || event === "clicked";
const SUPPRESSING = new Set<Receipt["event"]>(["bounced", "unsubscribed", "complained"]);

/** By an array and not `in (select …)`: of a table that grew quickly the planner knows nothing, and would read all of it. */
async function rowsOf(tx: Transaction, receipts: readonly Receipt[]): Promise<ReadonlyMap<string, Row>> {
  const ids = JSON.stringify([...new Set(receipts.map(({ messageId }) => messageId))]);
  const rows = await tx<Row[]>`
    select workspace_id as workspace, campaign_id as campaign, contact_id as contact, vendor_message_id as "messageId", track_hash is not null as counted, status, sent_at as "sentAt",
      delivered_at as "deliveredAt", opened_at as "openedAt", clicked_at as "clickedAt", bounced_at as "bouncedAt", unsubscribed_at as "unsubscribedAt", complained_at as "complainedAt", why
    from campaign_message where vendor_message_id = any(array(select json_array_elements_text(${ids}::json))) and vendor_message_id is not null order by workspace_id, campaign_id, contact_id for update`;
  return new Map(rows.map((row) => [row.messageId, row]));
}

/** Answers the places of those that were not there before. */
async function insert(tx: Transaction, receipts: readonly Receipt[], rows: ReadonlyMap<string, Row>, now: number): Promise<ReadonlySet<number>> {
  const places = new Map<string, number>();
  const values = receipts.flatMap((receipt, place) => {
    const row = rows.get(receipt.messageId);
    if (!row || (isTracking(receipt) && !row.counted)) return [];
    const key = `${row.workspace} ${receipt.id}`;
    if (places.has(key)) return [];
    places.set(key, place);
    return [{ w: row.workspace, i: receipt.id, c: row.campaign, k: row.contact, e: receipt.event, t: receipt.at, y: receipt.why ?? null }];
  });
  if (values.length === 0) return new Set();
  const made = await tx<{ workspace: string; id: string }[]>`
    insert into campaign_receipt (workspace_id, id, campaign_id, contact_id, event, at, received_at, why)
    select w, i, c, k, e, t, ${now}, y from json_to_recordset(${JSON.stringify(values)}::json) as r(w uuid, i text, c text, k text, e text, t bigint, y text) order by w, i
    on conflict (workspace_id, id) do nothing returning workspace_id as workspace, id`;
  return new Set(made.map(({ workspace, id }) => places.get(`${workspace} ${id}`) ?? -1));
}

async function update(tx: Transaction, rows: readonly Row[], now: number): Promise<void> {
  const values = rows.map((row) => ({ w: row.workspace, c: row.campaign, k: row.contact, s: row.status, a: row.sentAt, d: row.deliveredAt, o: row.openedAt, l: row.clickedAt, b: row.bouncedAt, u: row.unsubscribedAt, m: row.complainedAt, y: row.why }));
  await tx`
    update campaign_message set status = s, sent_at = a, delivered_at = d, opened_at = o, clicked_at = l, bounced_at = b, unsubscribed_at = u, complained_at = m, why = y, updated_at = ${now}
    from json_to_recordset(${JSON.stringify(values)}::json) as n(w uuid, c text, k text, s text, a bigint, d bigint, o bigint, l bigint, b bigint, u bigint, m bigint, y text)
    where workspace_id = w and campaign_id = c and contact_id = k`;
}

/** Their addresses are written to no more, by no campaign: what waits to go there goes no more. */
async function suppress(tx: Transaction, of: readonly { readonly row: Row; readonly receipt: Receipt }[], now: number): Promise<void> {
  if (of.length === 0) return;
  const values = of.map(({ row, receipt }) => ({ w: row.workspace, c: row.campaign, k: row.contact, e: receipt.event, t: receipt.at, y: receipt.why ?? null }));
  const made = await tx<{ workspace: string; hash: string }[]>`
    insert into suppression (workspace_id, address_hash, why, note, at, automatic)
    select distinct on (w, address_hash) w, address_hash, e, y, t, true
    from json_to_recordset(${JSON.stringify(values)}::json) as r(w uuid, c text, k text, e text, t bigint, y text)
    join campaign_message m on m.workspace_id = w and m.campaign_id = c and m.contact_id = k
    where address_hash is not null order by w, address_hash, t
    on conflict (workspace_id, address_hash) do nothing returning workspace_id as workspace, address_hash as hash`;
  for (const { workspace, hash } of made) await holdBack(tx, workspace, hash, now);
}

async function noteChanged(tx: Transaction, runs: readonly ChangedRun[]): Promise<void> {
  await tx`
    update campaign_run set changes = changes + 1 from (
      select workspace_id as w, campaign_id as c from campaign_run join json_to_recordset(${JSON.stringify(runs)}::json) as r(workspace uuid, campaign text) on workspace_id = workspace and campaign_id = campaign
      order by workspace_id, campaign_id for update of campaign_run
    ) locked where workspace_id = w and campaign_id = c`;
}

async function keepWithin(tx: Transaction, receipts: readonly Receipt[], now: number): Promise<Keeping> {
  const rows = await rowsOf(tx, receipts);
  const fresh = rows.size === 0 ? new Set<number>() : await insert(tx, receipts, rows, now);
  const standing = new Map<string, Row>();
  const suppressed: { row: Row; receipt: Receipt }[] = [];
  for (const place of fresh) {
    const receipt = receipts[place];
    const row = receipt && (standing.get(receipt.messageId) ?? rows.get(receipt.messageId));
    if (!row) continue;
    standing.set(receipt.messageId, { ...row, ...withReceipt(row, receipt) });
    if (SUPPRESSING.has(receipt.event)) suppressed.push({ row, receipt });
  }
  const changed = [...new Map([...standing.values()].map(({ workspace, campaign }) => [`${workspace} ${campaign}`, { workspace, campaign }])).values()];
  if (standing.size > 0) {
    await update(tx, [...standing.values()], now);
    await suppress(tx, suppressed, now);
    await noteChanged(tx, changed);
  }
  const kept = receipts.map((receipt, place): Kept => {
    const row = rows.get(receipt.messageId);
    if (!row) return "unknown";
    if (isTracking(receipt) && !row.counted) return "uncounted";
    return fresh.has(place) ? "taken" : "repeated";
  });
  return { kept, changed };
}

/** Durable when it answers; an answer for each receipt, in their order. */
export async function keepReceipts({ sql, sync }: Pick<Database, "sql" | "sync">, receipts: readonly Receipt[], now: number): Promise<Keeping> {
  for (let tries = 1; ; tries++) {
    try {
      const kept = await sql.begin((tx) => keepWithin(tx, receipts, now));
      await sync();
      return kept;
    } catch (error) {
      if (tries >= TRIES || !AGAIN.has(String(codeOf(error)))) throw error;
    }
  }
}
