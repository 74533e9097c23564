// What campaigns have of a person, for an export: each mail with what came of it, what vendors told, and whether their addresses are
// written to no more.
import { elementsOf, type RecordState, textOf } from "@outrider/shared/records";
import type { Database } from "../db/database.ts";
import { keys } from "../feed/sql-rows.ts";
import { addressHash } from "../platform/address-hash.ts";

/** Times are ISO 8601 in UTC. */
export interface Mailed {
  readonly campaign: string;
  readonly status: string;
  readonly why: string | null;
  readonly sentAt: string | null;
  readonly deliveredAt: string | null;
  readonly openedAt: string | null;
  readonly clickedAt: string | null;
  readonly bouncedAt: string | null;
  readonly unsubscribedAt: string | null;
  readonly suppressed: string | null;
  /** What the vendor told of it. */
  readonly receipts: readonly { readonly event: string; readonly at: string; readonly why: string | null }[];
}
/** An address of theirs that is written to no more. */
export interface Barred { readonly address: string; readonly why: string; readonly note: string | null; readonly at: string }

type Db = Pick<Database, "sql">;
const STAMPS = ["sentAt", "deliveredAt", "openedAt", "clickedAt", "bouncedAt", "unsubscribedAt"] as const;
type Row = Readonly<Record<(typeof STAMPS)[number], number | null>> & { readonly id: string; readonly contact: string; readonly campaign: string; readonly status: string; readonly why: string | null; readonly suppressed: string | null };

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** `ids`: of all records that are the person or theirs. */
export async function mailsOf({ sql }: Db, workspace: string, ids: readonly string[]): Promise<readonly Mailed[]> {
  const rows = await sql<Row[]>`
    select message.campaign_id as id, message.contact_id as contact, coalesce(run.name, message.campaign_id) as campaign, message.status, message.why, sent_at as "sentAt", delivered_at as "deliveredAt", opened_at as "openedAt", clicked_at as "clickedAt",
      bounced_at as "bouncedAt", unsubscribed_at as "unsubscribedAt", suppression.why as suppressed
    from campaign_message message left join campaign_run run on run.workspace_id = message.workspace_id and run.campaign_id = message.campaign_id
      left join suppression on suppression.workspace_id = message.workspace_id and suppression.address_hash = message.address_hash
    where message.workspace_id = ${workspace} and message.contact_id in (select json_array_elements_text(${keys(ids)}::json)) order by run.started_at, message.campaign_id`;
  const told = await sql<{ campaign: string; contact: string; event: string; at: number; why: string | null }[]>`
    select campaign_id as campaign, contact_id as contact, event, at, why from campaign_receipt where workspace_id = ${workspace} and contact_id in (select json_array_elements_text(${keys(ids)}::json)) order by at, event`;
  return rows.map(({ id, contact, ...row }) => ({
    ...row, ...(Object.fromEntries(STAMPS.map((stamp) => [stamp, iso(row[stamp])])) as Record<(typeof STAMPS)[number], string | null>),
    receipts: told.filter((receipt) => receipt.campaign === id && receipt.contact === contact).map(({ event, at, why }) => ({ event, at: new Date(at).toISOString(), why })),
  }));
}

export async function barredOf({ sql }: Db, workspace: string, people: readonly RecordState[]): Promise<readonly Barred[]> {
  const addresses = new Map(people.flatMap((state) => [...elementsOf(state, "emails"), textOf(state, "email")]).filter((email) => email !== "").map((email) => [addressHash(workspace, email), email]));
  const rows = await sql<{ hash: string; why: string; note: string | null; at: number }[]>`
    select address_hash as hash, why, note, at from suppression where workspace_id = ${workspace} and address_hash in (select json_array_elements_text(${keys([...addresses.keys()])}::json)) order by at`;
  return rows.map(({ hash, why, note, at }) => ({ address: addresses.get(hash) ?? "", why, note, at: new Date(at).toISOString() }));
}

/** What came of one mail, as words. */
export const mailLine = ({ status, why, suppressed, receipts, ...row }: Mailed): string =>
  [status, why, ...STAMPS.map((stamp) => row[stamp] && `${stamp.slice(0, -2)} ${row[stamp]}`), suppressed && `written to no more: ${suppressed}`, ...receipts.map(({ event, at }) => `receipt: ${event} ${at}`)].filter(Boolean).join(", ");
