// What people see of campaigns: the counts on a campaign's record and, on each contact, which campaigns they got, opened and
// clicked, and that they want no more. All of it is counted anew from the messages, so that it is right whatever died in between,
// and written through the feed at most once a second, seldomer where counting takes long.
import { changeOf } from "@outrider/shared/commands";
import { addsOf, type Change, elementsOf, type RecordState, textOf } from "@outrider/shared/records";
import type { Database } from "../db/database.ts";
import type { Feed } from "../feed-port.ts";
import { statesById } from "./records-of.ts";
import { type Run, runOf } from "./run.ts";

export interface FactsDeps {
  readonly database: Database;
  readonly write: Feed["write"];
  /** Tells other systems of some messages; whether there may be more. */
  readonly announce: (run: Run) => Promise<boolean>;
}

const BATCH = 250;
/** Of contacts, between two looks at the counts. */
const BATCHES = 8;
const RECEIVED = 1;
const OPENED = 2;
const CLICKED = 4;
const UNSUBSCRIBED = 8;
const SETS = [[RECEIVED, "receivedCampaigns"], [OPENED, "openedCampaigns"], [CLICKED, "clickedCampaigns"]] as const;

type Counts = Readonly<Record<"audience" | "skipped" | "queued" | "sent" | "failed" | "unknown" | "delivered" | "opened" | "clicked" | "bounced" | "unsubscribed", number>>;

export function createFacts({ database, write, announce }: FactsDeps) {
  const { sql } = database;
  const wanted = sql`(case when status = 'SENT' then 1 else 0 end) + (case when opened_at is null then 0 else 2 end) + (case when clicked_at is null then 0 else 4 end) + (case when unsubscribed_at is null then 0 else 8 end)`;

  async function countsOf(workspace: string, campaign: string): Promise<Counts> {
    const [row] = await sql<Counts[]>`
      select count(*) as audience, count(*) filter (where status = 'SKIPPED') as skipped, count(*) filter (where status in ('QUEUED', 'HANDING')) as queued, count(*) filter (where status = 'SENT') as sent,
        count(*) filter (where status = 'FAILED') as failed, count(*) filter (where status = 'UNKNOWN') as unknown, count(delivered_at) as delivered, count(opened_at) as opened, count(clicked_at) as clicked,
        count(bounced_at) as bounced, count(unsubscribed_at) as unsubscribed
      from campaign_message where workspace_id = ${workspace} and campaign_id = ${campaign}`;
    return row as Counts;
  }

  async function writeAll(workspace: string, by: string, changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    const written = await write(workspace, by, "campaign", changes);
    if (!written.ok) throw new Error(`facts of a campaign could not be written: ${written.error.message}`);
  }

  async function tellCampaign({ workspace, campaign, state, startedAt, startedBy, endedAt }: Run): Promise<void> {
    const counts = await countsOf(workspace, campaign);
    const record = (await statesById(sql, workspace, [campaign])).get(campaign);
    const change = record && changeOf(record, { ...counts, state, startedAt, startedBy, endedAt });
    if (change && Object.keys(change.set ?? {}).length > 0) await writeAll(workspace, startedBy, [change]);
  }

  function contactChange(contact: RecordState, campaign: string, is: number): Change | null {
    const add: Record<string, readonly string[]> = {};
    const remove: Record<string, Readonly<Record<string, readonly string[]>>> = {};
    for (const [bit, field] of SETS) {
      const has = elementsOf(contact, field).includes(campaign);
      if ((is & bit) !== 0 && !has) add[field] = [campaign];
      if ((is & bit) === 0 && has) remove[field] = { [campaign]: addsOf(contact, field, campaign) };
    }
    const no = (is & UNSUBSCRIBED) !== 0 && textOf(contact, "mail") !== "no" ? changeOf(contact, { mail: "no" }).set : undefined;
    if (Object.keys(add).length + Object.keys(remove).length === 0 && !no) return null;
    return { id: contact.id, kind: "contact", ...(no && { set: no }), ...(Object.keys(add).length > 0 && { add }), ...(Object.keys(remove).length > 0 && { remove }) };
  }

  /** One batch of contacts; whether there may be more. */
  async function tellContacts({ workspace, campaign, startedBy }: Run): Promise<boolean> {
    const rows = await sql<{ contact: string; is: number }[]>`
      select contact_id as contact, ${wanted} as is from campaign_message where workspace_id = ${workspace} and campaign_id = ${campaign} and told <> ${wanted} limit ${BATCH}`;
    if (rows.length === 0) return false;
    const contacts = await statesById(sql, workspace, rows.map(({ contact }) => contact));
    await writeAll(workspace, startedBy, rows.flatMap(({ contact, is }) => {
      const state = contacts.get(contact);
      return (state && contactChange(state, campaign, is)) ?? [];
    }));
    // What was told is what was read: a row that has moved on since is told again.
    await sql`
      update campaign_message message set told = row.is from json_to_recordset(${JSON.stringify(rows)}::json) as row (contact text, "is" int)
      where message.workspace_id = ${workspace} and message.campaign_id = ${campaign} and message.contact_id = row.contact`;
    return rows.length === BATCH;
  }

  return {
    /** Campaigns whose facts are behind. */
    behind: async (): Promise<readonly { readonly workspace: string; readonly campaign: string }[]> => await sql<{ workspace: string; campaign: string }[]>`select workspace_id as workspace, campaign_id as campaign from campaign_run where changes <> told`,
    /** Brings one up to now: its counts, and so many contacts of it that the next counts are not late. Whether that was all. */
    async tell(workspace: string, campaign: string): Promise<boolean> {
      const run = await runOf(sql, workspace, campaign);
      if (!run) return true;
      await tellCampaign(run);
      for (let batches = 0; batches < BATCHES; batches += 1) {
        const [more, news] = [await tellContacts(run), await announce(run)];
        if (more || news) continue;
        await sql`update campaign_run set told = ${run.changes} where workspace_id = ${workspace} and campaign_id = ${campaign} and told < ${run.changes}`;
        return true;
      }
      return false;
    },
  };
}
