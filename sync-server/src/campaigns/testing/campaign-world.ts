// A workspace with customers and campaigns over a database, without a server around it.
import { randomUUID } from "node:crypto";
import { becomes, MESSAGE_STATUSES } from "@outrider/shared/campaigns";
import { creationOf } from "@outrider/shared/commands";
import { type PackedRecord, type RecordState, unpack } from "@outrider/shared/records";
import type { Value } from "@outrider/shared/schema";
import type { Database } from "../../db/database.ts";
import { createSqlFeedStore } from "../../feed/sql-feed-store.ts";
import { testFeed, type TestFeed } from "../../feed/testing/test-feed.ts";
import { systemRandom } from "../../platform/clock.ts";
import type { Herald } from "../announce.ts";
import { openCampaigns, type Campaigns, type Tempo } from "../open-campaigns.ts";
import type { Vendor } from "../vendor-port.ts";

export interface CampaignWorld {
  readonly test: TestFeed;
  readonly errors: unknown[];
  open(vendor: Vendor, tempo?: Partial<Tempo>, herald?: Herald): Campaigns;
  /** So many customers, with one address each; `values` by their number. */
  customers(count: number, values?: (n: number) => Readonly<Record<string, Value>>, email?: (n: number) => readonly string[]): Promise<readonly string[]>;
  /** A campaign to everybody, as a draft. */
  campaign(values?: Readonly<Record<string, Value>>): Promise<string>;
  record(id: string): Promise<RecordState>;
  rows(campaign: string): Promise<readonly { contact: string; status: string; why: string | null; key: string }[]>;
  until(fits: () => boolean | Promise<boolean>, within?: number): Promise<void>;
  by: { readonly workspace: string; readonly user: string };
}

const BATCH = 250;
/** No other system wants to hear of messages. */
const NOBODY: Herald = { since: () => Promise.resolve(null), tell: () => Promise.resolve(() => undefined) };

/** The database refuses what the table of a message's states does not know, whoever writes it. */
async function watchMoves({ sql }: Pick<Database, "sql">): Promise<void> {
  const moves = MESSAGE_STATUSES.flatMap((from) => becomes(from).map((to) => `'${from} ${to}'`)).join();
  await sql.unsafe(`
    create or replace function watch_message() returns trigger language plpgsql as $$ begin
      if old.status || ' ' || new.status not in (${moves}) then raise exception 'a message went from % to %', old.status, new.status; end if;
      return new;
    end $$`);
  await sql.unsafe("create or replace trigger watch_message before update on campaign_message for each row when (old.status <> new.status) execute function watch_message()");
}

export async function campaignWorld(database: Database): Promise<CampaignWorld> {
  await watchMoves(database);
  const test = await testFeed(createSqlFeedStore({ database }));
  const { workspace } = test;
  const { sql } = database;
  const errors: unknown[] = [];
  const by = { workspace, user: test.people.admin };
  const write = async (changes: readonly Parameters<TestFeed["feed"]["write"]>[3][number][]): Promise<void> => {
    for (let at = 0; at < changes.length; at += BATCH) {
      const written = await test.feed.write(workspace, by.user, "test", changes.slice(at, at + BATCH));
      if (!written.ok) throw new Error(written.error.message);
    }
  };
  async function* everybody(): AsyncIterable<readonly string[]> {
    yield (await sql<{ id: string }[]>`select id from record where workspace_id = ${workspace} and kind = 'contact' order by id`).map(({ id }) => id);
  }
  return {
    test, errors, by,
    open: (vendor, tempo = {}, herald = NOBODY) => openCampaigns({
      herald,
      database, feed: test.feed, audienceOf: everybody, vendor, clock: { now: () => test.clock }, random: systemRandom, log: { error: (details) => void errors.push(details) },
      key: Buffer.alloc(32, 3), address: "https://crm.example", tempo: { lookMs: 20, tellMs: 20, leaseMs: 60_000, batch: [50, 10], ...tempo },
    }),
    async customers(count, values = () => ({}), email = (n) => [`c${n}@example.com`]) {
      const ids = Array.from({ length: count }, () => randomUUID());
      await write(ids.map((id, n) => creationOf(id, { kind: "contact", values: { name: `Customer ${n}`, owner: test.people.exec, ...values(n) }, sets: { emails: email(n) } })));
      return ids;
    },
    async campaign(values = {}) {
      const [id, segment] = [randomUUID(), randomUUID()];
      await write([
        creationOf(segment, { kind: "segment", values: { name: "Everybody" } }),
        creationOf(id, { kind: "campaign", values: { name: "Spring", segment, subject: "Hello {{first_name|there}}", message: "Dear {{name}},\nsee https://shop.example/sale now.", ...values } }),
      ]);
      return id;
    },
    async record(id) {
      const [row] = await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and id = ${id}`;
      if (!row) throw new Error(`there is no record ${id}`);
      return unpack(row.state);
    },
    rows: async (campaign) => await sql<{ contact: string; status: string; why: string | null; key: string }[]>`select contact_id as contact, status, why, key from campaign_message where workspace_id = ${workspace} and campaign_id = ${campaign} order by contact_id`,
    async until(fits, within = 20_000) {
      for (const end = Date.now() + within; !(await fits()); await new Promise((resolve) => setTimeout(resolve, 20))) if (Date.now() > end) throw new Error(`it did not come to that: ${JSON.stringify(errors.map((one) => (one as { error?: Error }).error?.stack ?? one))}`);
    },
  };
}
