// The feed store on Postgres, embedded or not. A transaction reads without a lock and writes in one statement, which takes
// hold only where nobody has written since; if somebody has, the work is done over under the lock of the workspace's row
// of feed_head. Invariants: whoever writes to a workspace changes that row first, so that sequences become visible in
// their order and a reader never passes one that is still to come; what has returned is committed and synced.
import type { RecordState } from "@outrider/shared/records";
import type { Database } from "../db/database.ts";
import type { Sql, Transaction } from "../db/client.ts";
import type { FeedStore, FeedTx, TypedRow } from "./feed-store.ts";
import { readPast, readPastBy } from "./sql-past.ts";
import { createMembersCache } from "./members-cache.ts";
import { lockHead } from "./sql-head.ts";
import { devicesOf, insertDevices, membersOf, statesOf } from "./sql-rows.ts";
import { readDefinitions, readOlder } from "./sql-older.ts";
import { readFound, readOpen } from "./sql-find.ts";
import { sumsFrom } from "./sql-sums-from.ts";
import { countRows, readEdge, readPage } from "./sql-page.ts";
import { beginFeedTx } from "./sql-feed-tx.ts";
import { writeBatch } from "./sql-write.ts";

export interface SqlFeedStoreOptions {
  readonly database: Pick<Database, "sql" | "sync">;
  /** Told after a commit that left something for the audit log. */
  readonly audited?: (workspace: string) => void;
}

export function createSqlFeedStore({ database, audited }: SqlFeedStoreOptions): FeedStore {
  const { sql } = database;
  const cache = createMembersCache();
  const boots = (workspace: string) =>
    sql<{ boot: string; firstSeq: number }[]>`
      select boot, first_seq as "firstSeq" from feed_boot where workspace_id = ${workspace} order by ordinal`;

  /** How many are writing or wait for the disk: what was read beside them may be theirs. */
  let unsynced = 0;
  /**
   * Gives what `work` gave when that, and whatever it may have read, is durable. `work` says before it first writes. After a failed
   * sync what was written stays counted, so that nothing that may be lost is given to anybody later.
   */
  async function durably<T>(work: (writes: () => void) => Promise<T>): Promise<T> {
    let writing = 0;
    let value: T;
    try {
      value = await work(() => {
        unsynced += 1 - writing;
        writing = 1;
      });
    } catch (error) {
      unsynced -= writing;
      throw error;
    }
    if (unsynced > 0) await database.sync();
    unsynced -= writing;
    return value;
  }

  /** Null where another transaction has written meanwhile. */
  async function attempt<T>(db: Sql | Transaction, workspace: string, work: (tx: FeedTx) => Promise<T>, writes: () => void): Promise<{ readonly value: T; readonly audits: boolean } | null> {
    const { tx, written } = beginFeedTx(db, workspace, cache);
    const value = await work(tx);
    const writing = await written();
    if (writing) writes();
    return !writing || (await writeBatch(db, workspace, writing)) ? { value, audits: (writing?.batch.audits?.length ?? 0) > 0 } : null;
  }

  return {
    async transact(workspace, work) {
      const { value, audits } = await durably(async (writes) => (await attempt(sql, workspace, work, writes)) ?? (await sql.begin(async (tx) => {
        await lockHead(tx, workspace);
        const locked = await attempt(tx, workspace, work, writes);
        if (!locked) throw new Error(`workspace ${workspace} was written to under its lock`);
        return locked;
      })));
      if (audits) audited?.(workspace);
      return value;
    },
    page: (workspace, lanes, limit) => readPage(sql, workspace, lanes, limit),
    older: (workspace, lanes, limit) => readOlder(sql, workspace, lanes, limit),
    definitions: (workspace, buckets) => readDefinitions(sql, workspace, buckets),
    count: (workspace, lanes, floor) => countRows(sql, workspace, lanes, floor),
    edge: (workspace, buckets, limit) => readEdge(sql, workspace, buckets, limit),
    open: (workspace, buckets, marks, before, most) => readOpen(sql, workspace, buckets, marks, before, most),
    find: (workspace, buckets, wanted, most) => readFound(sql, workspace, buckets, wanted, most),
    sumsFrom: (workspace, lanes) => sumsFrom(sql, workspace, lanes),
    async sums(workspace, buckets) {
      const rows = await sql<{ bucket: string; rows: number; sum: number }[]>`
        select bucket, rows, sum from bucket_sum where workspace_id = ${workspace} and bucket = any(${[...buckets]}::text[])`;
      const found = new Map(rows.map(({ bucket, rows: count, sum }) => [bucket, { rows: count, sum }]));
      return new Map(buckets.map((bucket) => [bucket, found.get(bucket) ?? { rows: 0, sum: 0 }]));
    },
    async boot(workspace, boot, now) {
      await durably(async (writes) => {
        writes();
        await sql.begin(async (tx) => {
          const { seq } = await lockHead(tx, workspace);
          await tx`
            insert into feed_boot (workspace_id, boot, ordinal, first_seq, at)
            select ${workspace}, ${boot}, coalesce(max(ordinal), 0) + 1, ${seq}, ${now} from feed_boot where workspace_id = ${workspace}
            on conflict do nothing`;
        });
      });
      return [...(await boots(workspace))];
    },
    boots: async (workspace) => [...(await boots(workspace))],
    async horizon(workspace) {
      const [head] = await sql<{ horizon: number }[]>`select horizon from feed_head where workspace_id = ${workspace}`;
      return head?.horizon ?? 0;
    },
    device: async (workspace, id) => (await devicesOf(sql, workspace, [id]))[0] ?? null,
    async saveDevice(workspace, device) {
      await durably(async (writes) => {
        writes();
        await insertDevices(sql, workspace, [device]);
      });
    },
    async confirm(workspace, counters) {
      await sql`
        update verdict set body = null where workspace_id = ${workspace} and ctid = any(array(
          select kept.ctid from unnest(${[...counters.keys()]}::text[], ${[...counters.values()]}::bigint[]) as confirmed (device, counter) cross join lateral (
            select verdict.ctid from verdict
            where workspace_id = ${workspace} and device_id = confirmed.device and verdict.counter <= confirmed.counter and body is not null and not refused
            offset 0 for update
          ) kept))`;
    },
    typed: async (workspace, body, after) => [
      ...(await sql<TypedRow[]>`select body_id as body, seq, update from typed where workspace_id = ${workspace} and body_id = ${body} and seq > ${after} order by seq`),
    ],
    async unwritten(workspace) {
      const rows = await sql<{ body: string }[]>`select distinct body_id as body from typed where workspace_id = ${workspace}`;
      return rows.map(({ body }) => body);
    },
    async members(workspace): Promise<readonly RecordState[]> {
      const [head] = await sql<{ seq: number; membersSeq: number }[]>`
        select seq, members_seq as "membersSeq" from feed_head where workspace_id = ${workspace}`;
      if (!head) return [];
      return cache.get(workspace, head) ?? statesOf(await membersOf(sql, workspace));
    },
    past: (workspace, wanted) => readPast(sql, workspace, wanted),
    pastBy: (workspace, record, origins) => readPastBy(sql, workspace, record, origins),
  };
}
