// Messages of a campaign as they lie when a vendor has taken them, for tests and benchmarks of receipts.
import { randomUUID } from "node:crypto";
import type { Database } from "../../db/database.ts";

export interface SentMessages {
  readonly workspace: string;
  readonly campaign: string;
  /** What the vendor calls message n. */
  nameOf(n: number): string;
}

interface Wanted {
  readonly count: number;
  readonly at: number;
  /** Opens and clicks are counted of every so manieth; 0: of none. */
  readonly tracked?: number;
  readonly status?: string;
}

export async function sentMessages({ sql }: Pick<Database, "sql">, { count, at, tracked = 0, status = "SENT" }: Wanted): Promise<SentMessages> {
  const [workspace, campaign] = [randomUUID(), randomUUID()];
  await sql`
    insert into campaign_run (workspace_id, campaign_id, state, name, subject, message, settings, started_by, started_at, wake_at)
    values (${workspace}, ${campaign}, 'sending', 'Spring', 'Hello', 'Dear', '{}'::json, 'somebody', ${at}, ${at})`;
  await sql`
    insert into campaign_message (workspace_id, campaign_id, contact_id, key, status, address_hash, track_hash, next_at, tries, vendor_message_id, sent_at, updated_at)
    select ${workspace}::uuid, ${campaign}, 'contact-' || n, ${campaign} || '.' || n, ${status}, 'hash-' || n, case when ${tracked}::int > 0 and n % greatest(${tracked}::int, 1) = 0 then 'track-' || n || ${campaign} end,
      ${at}::bigint, 1, ${campaign} || '-v' || n, case when ${status} = 'SENT' then ${at}::bigint end, ${at}::bigint
    from generate_series(1, ${count}::int) as n`;
  return { workspace, campaign, nameOf: (n) => `${campaign}-v${n}` };
}
