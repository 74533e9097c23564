// Tells other systems what became of a campaign's messages: each event of each message at the most once. What was told is noted on
// the row, in the transaction that puts it on its way. Where nobody wants to hear of messages nothing is read.
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import type { Run } from "./run.ts";

/** In the order of their bits in `announced`. */
const EVENTS = ["message.sent", "message.failed", "message.delivered", "message.bounced", "message.opened", "message.clicked", "message.unsubscribed"] as const;

export interface MessageNews { readonly event: (typeof EVENTS)[number]; /** The contact. */ readonly record: string; /** ms */ readonly at: number; readonly data: Readonly<Record<string, unknown>> }
/** Whoever carries it to other systems. */
export interface Herald {
  /** Since when somebody wants to hear of messages, ms; null: nobody does. */
  since(workspace: string): Promise<number | null>;
  /** Within the transaction; call the answer when it is committed. */
  tell(tx: Transaction, workspace: string, news: readonly MessageNews[]): Promise<() => void>;
}

interface Row {
  readonly contact: string; readonly status: string; readonly why: string | null; readonly vendorMessageId: string | null; readonly updatedAt: number; readonly bits: number; readonly announced: number;
  readonly sentAt: number | null; readonly deliveredAt: number | null; readonly bouncedAt: number | null; readonly openedAt: number | null; readonly clickedAt: number | null; readonly unsubscribedAt: number | null;
}

const BATCH = 250;

export function createAnnounce({ database: { sql }, herald }: { readonly database: Database; readonly herald: Herald }) {
  const bits = sql`(case when status = 'SENT' then 1 else 0 end) + (case when status = 'FAILED' then 2 else 0 end) + (case when delivered_at is null then 0 else 4 end) + (case when bounced_at is null then 0 else 8 end)
    + (case when opened_at is null then 0 else 16 end) + (case when clicked_at is null then 0 else 32 end) + (case when unsubscribed_at is null then 0 else 64 end)`;

  function newsOf({ campaign, name }: Run, row: Row): readonly MessageNews[] {
    const times = [row.sentAt, row.updatedAt, row.deliveredAt, row.bouncedAt, row.openedAt, row.clickedAt, row.unsubscribedAt];
    const data = { kind: "message", campaign_id: campaign, campaign_name: name, customer_id: row.contact, status: row.status, vendor_message_id: row.vendorMessageId, why: row.why };
    return EVENTS.flatMap((event, bit) => ((row.bits & ~row.announced & (1 << bit)) === 0 ? [] : [{ event, record: row.contact, at: times[bit] ?? row.updatedAt, data }]));
  }

  /** One batch; whether there may be more. */
  return async function announce(run: Run): Promise<boolean> {
    const since = await herald.since(run.workspace);
    if (since === null) return false;
    let told = (): void => undefined;
    const count = await sql.begin(async (tx) => {
      const rows = await tx<Row[]>`
        select contact_id as contact, status, why, vendor_message_id as "vendorMessageId", updated_at as "updatedAt", ${bits} as bits, announced, sent_at as "sentAt", delivered_at as "deliveredAt", bounced_at as "bouncedAt",
          opened_at as "openedAt", clicked_at as "clickedAt", unsubscribed_at as "unsubscribedAt"
        from campaign_message where workspace_id = ${run.workspace} and campaign_id = ${run.campaign} and updated_at >= ${since} and (announced | (${bits})) <> announced order by contact_id limit ${BATCH} for update`;
      if (rows.length === 0) return 0;
      told = await herald.tell(tx, run.workspace, rows.flatMap((row) => newsOf(run, row)));
      await tx`
        update campaign_message message set announced = announced | row.bits from json_to_recordset(${JSON.stringify(rows.map(({ contact, bits: is }) => ({ contact, bits: is })))}::json) as row (contact text, bits int)
        where message.workspace_id = ${run.workspace} and message.campaign_id = ${run.campaign} and message.contact_id = row.contact`;
      return rows.length;
    });
    told();
    return count === BATCH;
  };
}
