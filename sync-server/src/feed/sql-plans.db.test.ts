// How the database reads. Plans are made when a server starts, often over empty tables, and kept: what they do to a
// grown table must not depend on what the planner knew.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, type Sql } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import { openDatabase } from "../db/open-database.ts";
import { type TestPlace, testPlaces } from "../db/testing/each-database.ts";
import { failLoudly } from "../db/testing/fail-loudly.ts";
import type { FeedTx } from "./feed-store.ts";
import { createSqlFeedStore } from "./sql-feed-store.ts";
import { stateOf, writeGroups } from "./testing/feed-writer.ts";

describe.each(testPlaces)("the plans of the feed (%s)", (_, make) => {
  let place: TestPlace;
  let database: Database;
  // One connection, so that the plans kept are those the test has caused.
  let sql: Sql;
  beforeAll(async () => {
    place = await make();
    database = await openDatabase(place.place, failLoudly);
    sql = "databaseUrl" in place.place ? connect({ target: { url: place.place.databaseUrl }, max: 1 }).sql : database.sql;
  });
  afterAll(async () => {
    if (sql !== database.sql) await sql.end();
    await database.close();
    await place.remove();
  });

  it("S13 nothing is read through from end to end, though the plans were made over empty tables", async () => {
    const store = createSqlFeedStore({ database: { sql, sync: database.sync } });
    const workspace = randomUUID();
    const ids = Array.from({ length: 3_000 }, () => randomUUID());
    const some = ids.slice(0, 200);
    const buckets = Array.from({ length: 20 }, (_unused, index) => `u:${index}`);
    const read = async (tx: FeedTx) => {
      await Promise.all([
        tx.records(some), tx.children(some), tx.places(some), tx.verdicts(some), tx.refused(some), tx.devices(some), tx.erased(some), tx.members(),
      ]);
    };
    const readAll = async () => {
      await store.transact(workspace, read);
      await store.page(workspace, [{ buckets, seq: 0 }], 100);
      await store.count(workspace, [{ buckets, seq: 0 }]);
      await store.members(workspace);
      await store.confirm(workspace, "d", 5);
    };
    const scans = async () => {
      await sql`select pg_stat_force_next_flush()`;
      return await sql<{ name: string; scans: number }[]>`
        select relname as name, seq_scan as scans from pg_stat_user_tables where relname in ('record', 'feed', 'verdict') order by relname`;
    };
    for (let turn = 0; turn < 10; turn++) await readAll();
    await writeGroups(store, workspace, ids.map((id, index) => [{ state: stateOf(id, "task", { root: some[index % 200] ?? "" }), buckets: [`u:${index % 20}`] }]), {
      verdicts: ids.map((group, counter) => ({
        device: "d", creates: [], verdict: { group, counter, result: "refused", refusal: { code: "not-found", message: "no" } },
      })),
    });
    const before = await scans();
    expect(before).toHaveLength(3);
    for (let turn = 0; turn < 10; turn++) await readAll();
    expect([...(await scans())]).toEqual([...before]);
  });
});
