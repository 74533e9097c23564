// How the database reads. Plans are made when a server starts, often over small tables, and kept: what they do to a
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

  it("S13 a read touches what it names and no more, though its plan was made when there was little", async () => {
    const store = createSqlFeedStore({ database: { sql, sync: database.sync } });
    const workspace = randomUUID();
    const ids = Array.from({ length: 5_000 }, () => randomUUID());
    const some = ids.slice(0, 500);
    const lanes = [{ buckets: ["u:1", "u:2"], seq: 100 }];
    const read = async (tx: FeedTx) => {
      await Promise.all([
        tx.records(some), tx.children(some), tx.places(some), tx.verdicts(some), tx.refused(["d1"]), tx.devices(["d1"]), tx.erased(some), tx.members(),
      ]);
    };
    const readAll = async () => {
      await store.transact(workspace, read);
      await store.page(workspace, lanes, 10);
      await store.older(workspace, [{ buckets: ["u:1", "u:2"], seq: 5_000, below: 4_900 }], 10);
      await store.definitions(workspace, ["u:1", "u:2"]);
      await store.count(workspace, [{ buckets: ["u:1"], seq: 4_900 }]);
      await store.edge(workspace, ["u:1", "u:2"], 10);
      for (const wanted of [{ ids: ids.slice(0, 20) }, { root: ids[1] as string }, { kind: "task", before: 4_900 }, { words: ["nothing"], kinds: ["task"] }]) await store.find(workspace, ["u:1", "u:2"], wanted, 10);
      await store.open(workspace, ["u:1", "u:2"], ["stage"], 4_900, 10);
      await store.sumsFrom(workspace, [{ buckets: ["u:1"], seq: 5_000, below: 4_900, rest: 10 }]);
      await store.members(workspace);
      await store.confirm(workspace, new Map([["d1", 5]]));
    };
    /** Rows and index entries read so far. */
    const touched = async () => {
      await sql`select pg_stat_force_next_flush()`;
      const [sum] = await sql<{ touched: number }[]>`
        select (select sum(seq_tup_read) from pg_stat_user_tables where relname in ('record', 'feed', 'verdict'))::bigint
          + (select sum(idx_tup_read) from pg_stat_user_indexes where relname in ('record', 'feed', 'verdict'))::bigint as touched`;
      return sum?.touched ?? Number.NaN;
    };
    const write = (from: number, to: number) =>
      writeGroups(store, workspace, ids.slice(from, to).map((id, index) => [{ state: stateOf(id, "task", { root: randomUUID() }), buckets: [`u:${index % 20}`] }]), {
        verdicts: ids.slice(from, to).map((group, counter) => ({
          device: `d${counter % 500}`, creates: [], verdict: { group, counter, result: "refused", refusal: { code: "not-found", message: "no" } },
        })),
      });
    await write(0, 500);
    for (let turn = 0; turn < 10; turn++) await readAll();
    await write(500, ids.length);
    const before = await touched();
    await readAll();
    const least = (await touched()) - before;
    expect(least).toBeGreaterThan(1_000);
    expect(least).toBeLessThan(3_000);
  });
});
