// When a campaign's messages went out and what came of them, by the hour in UTC. Counted from the rows, so that it is all of them
// however long the campaign took.
import type { Database } from "../db/database.ts";

/** `at`: when the hour begins, ISO 8601. */
export interface Hour { readonly at: string; readonly sent: number; readonly delivered: number; readonly opened: number; readonly clicked: number }

const HOUR_MS = 3_600_000;
/** Forty days of hours: what came later is in the figures, and in no column. */
const MOST_HOURS = 960;

/** Hours in which something happened, in their order; null: it was never started. */
export const createSentByHour = ({ sql }: Pick<Database, "sql">) => async (workspace: string, campaign: string): Promise<readonly Hour[] | null> => {
  const [run] = await sql`select from campaign_run where workspace_id = ${workspace} and campaign_id = ${campaign}`;
  if (!run) return null;
  const rows = await sql<{ hour: number; sent: number; delivered: number; opened: number; clicked: number }[]>`
    select at / ${HOUR_MS}::bigint as hour, count(*) filter (where what = 'sent') as sent, count(*) filter (where what = 'delivered') as delivered, count(*) filter (where what = 'opened') as opened, count(*) filter (where what = 'clicked') as clicked
    from campaign_message, lateral (values (case when status = 'SENT' then sent_at end, 'sent'), (delivered_at, 'delivered'), (opened_at, 'opened'), (clicked_at, 'clicked')) as event (at, what)
    where workspace_id = ${workspace} and campaign_id = ${campaign} and at is not null group by 1 order by 1 limit ${MOST_HOURS}`;
  return rows.map(({ hour, ...counts }) => ({ at: new Date(hour * HOUR_MS).toISOString(), ...counts }));
};
