// Owns how many messages of a campaign go out in a second: from the start of the campaign until the simulated vendor has every
// one and the database says so, and until what people see says so too. The campaign's own code over a real database, in one process.
import { campaignWorld } from "../../sync-server/src/campaigns/testing/campaign-world.ts";
import { createSimulatedVendor } from "../../sync-server/src/campaigns/vendors/simulated-vendor.ts";
import { openDatabase } from "../../sync-server/src/db/open-database.ts";
import type { Row } from "../metric.ts";
import type { Peer } from "../peer.ts";
import { outrider, outriderPostgres } from "../peers/outrider.ts";
import type { Context } from "../sync/context.ts";

const CUSTOMERS = { quick: 2_000, whole: 20_000 } as const;
const WITHIN = 600_000;

async function messagesOf(peer: Peer, count: number, { withFolder, say }: Context): Promise<Row[]> {
  return await withFolder(peer, async (at) => {
    const { DATABASE_URL: databaseUrl } = peer.launch(at()).env ?? {};
    const database = await openDatabase(databaseUrl === undefined ? { dataDirectory: at().dir } : { databaseUrl }, { lost: (error) => console.error(error), trouble: (what, error) => console.error(what, error) });
    try {
      const world = await campaignWorld(database);
      say(`messages ${peer.name}: ${count.toLocaleString("en")} customers`);
      await world.customers(count);
      const campaign = await world.campaign();
      const campaigns = world.open(createSimulatedVendor({ later: () => Promise.resolve(), clock: { now: () => Date.now() } }), { lookMs: 1000, tellMs: 1000, batch: [500, 20] });
      const began = performance.now();
      const started = await campaigns.start(world.by, campaign, "UTC");
      if (!started.ok) throw new Error(JSON.stringify(started.error));
      const run = async () => (await database.sql<{ state: string; told: boolean }[]>`select state, changes = told as told from campaign_run where campaign_id = ${campaign}`)[0];
      await world.until(async () => (await run())?.state === "sent", WITHIN);
      const sent = performance.now() - began;
      await world.until(async () => (await run())?.told === true, WITHIN);
      const told = performance.now() - began;
      await campaigns.close();
      const common = { id: "campaigns", peer: peer.name, ours: true, runs: count, note: `${count.toLocaleString("en")} customers` } as const;
      return [{ ...common, of: "messages handed over", metric: "messages", value: (count / sent) * 1_000 }, { ...common, of: "and told to people", metric: "messages", value: (count / told) * 1_000 }];
    } finally {
      await database.close();
    }
  });
}

/** On the embedded database, and on PostgreSQL where there is one. */
export async function runMessages(quick: boolean, context: Context): Promise<Row[]> {
  const rows: Row[] = [];
  for (const peer of [outrider, outriderPostgres]) if (peer.missing?.() === undefined) rows.push(...(await messagesOf(peer, CUSTOMERS[quick ? "quick" : "whole"], context)));
  return rows;
}
