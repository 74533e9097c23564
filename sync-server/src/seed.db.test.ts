import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openDatabase } from "./db/open-database.ts";
import { emptyPlaces } from "./db/testing/each-database.ts";
import { failLoudly } from "./db/testing/fail-loudly.ts";
import { readEnv } from "./env.ts";
import { createLog } from "./platform/logger.ts";
import { seedWorkspace, type SeedOptions } from "./seed.ts";

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const log = createLog({ level: "warn" });

describe.each(emptyPlaces)("seeding %s", (kind, make) => {
  it("O5 fills a workspace with as many records as are asked for, once for each seed, and not under a running server", async () => {
    const { place, remove } = await make();
    cleanUps.push(remove);
    const own = await mkdtemp(join(tmpdir(), "outrider-seed-"));
    cleanUps.push(() => rm(own, { recursive: true, force: true }));
    const env = readEnv({ NODE_ENV: "test", ...("databaseUrl" in place ? { DATABASE_URL: place.databaseUrl, DATA_DIR: own } : { DATA_DIR: place.dataDirectory }) });
    const told: number[] = [];
    const seed = (more: Partial<SeedOptions>) => seedWorkspace({ env, log, size: 300, seed: "one", ...more });

    const seeded = await seed({ onProgress: (done) => told.push(done) });
    expect(seeded.workspace.name).toBe("Outrider Demo");
    expect(seeded.records).toBeGreaterThanOrEqual(300);
    expect(told.at(-1)).toBe(seeded.records);

    const database = await openDatabase(place, failLoudly);
    const counted = async (): Promise<Readonly<Record<string, number>>> => {
      const rows = await database.sql<{ kind: string; count: number }[]>`select kind, count(*)::int as count from record group by kind`;
      return Object.fromEntries(rows.map((row) => [row.kind, row.count]));
    };
    const before = await counted();
    const records = Object.entries(before).reduce((sum, [name, count]) => sum + (["pipeline", "stage", "member"].includes(name) ? 0 : count), 0);
    // The sample of a fresh workspace, and what was asked for.
    expect(records).toBeGreaterThanOrEqual(2_000 + seeded.records);
    expect(records).toBeLessThan(2_100 + seeded.records);
    expect(before["proposal"]).toBeUndefined();
    const [shop] = await database.sql<Record<string, number>[]>`
      select (select count(*) from customer_order) as orders, (select count(*) from customer where not dirty) as customers, (select count(*) from campaign_message) as messages,
        (select count(*) from campaign_run where state = 'sent' and changes = told) as sent, (select count(*) from ingest_row) as waiting`;
    expect(shop).toMatchObject({ customers: 60, sent: 1, waiting: 0 });
    expect(shop?.["orders"]).toBeGreaterThan(200);
    expect(shop?.["messages"]).toBeGreaterThan(30);
    if (kind === "pglite") await expect(seed({ seed: "two" })).rejects.toThrow(/is in use by process/);
    await database.close();

    await expect(seed({})).rejects.toThrow(/“one” has been sown in this workspace already/);
    await expect(seed({ seed: "two", workspace: "Elsewhere" })).rejects.toThrow(/There is no workspace “Elsewhere”; there are Outrider Demo/);
    expect((await seed({ seed: "two", workspace: "Outrider Demo", size: 50 })).records).toBeGreaterThanOrEqual(50);
  });
});
