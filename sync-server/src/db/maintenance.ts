/**
 * The housekeeping that a Postgres server does by itself and the embedded one does not: VACUUM, ANALYZE and
 * checkpoints. Without it an updated table grows for ever and recovery after a kill reads the whole log.
 * A checkpoint is surrounded by syncs of the data files, so that what the old log would have repaired is on the
 * disk before that log is dropped; between the two syncs a power cut could still tear the last buffers.
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Sql } from "./client.ts";
import { syncTree } from "./sync-files.ts";

export type Maintenance = { runOnce(): Promise<void>; stop(): Promise<void> };

const EVERY_MS = 60_000;
/** Segments of 16 MB: at this many a checkpoint is due. */
const WAL_SEGMENTS = 8;

export const createMaintenance = (sql: Sql, directory: string, report: (error: unknown) => void): Maintenance => {
  let running: Promise<void> = Promise.resolve();
  let segmentsKept = 0;

  const vacuum = async (): Promise<void> => {
    // Counts of changed rows are handed in once a second at most; ask for what there is now.
    await sql`select pg_stat_force_next_flush()`;
    // The rule of Postgres's own autovacuum with its defaults, with fewer rows.
    const due = await sql<{ schema: string; name: string }[]>`
      select schemaname as schema, relname as name from pg_stat_user_tables
      where n_dead_tup > 500 + 0.2 * n_live_tup or n_mod_since_analyze > 500 + 0.1 * n_live_tup`;
    for (const { schema, name } of due) await sql`vacuum (analyze) ${sql(schema)}.${sql(name)}`;
  };

  const checkpoint = async (): Promise<void> => {
    const count = await walSegments(directory);
    if (count < segmentsKept + WAL_SEGMENTS) return;
    await syncTree(directory);
    await sql`checkpoint`;
    await syncTree(directory);
    segmentsKept = await walSegments(directory);
  };

  const runOnce = async (): Promise<void> => {
    await vacuum();
    await checkpoint();
  };

  const timer = setInterval(() => {
    running = runOnce().catch(report);
  }, EVERY_MS);
  timer.unref();

  return {
    runOnce,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
};

const walSegments = async (directory: string): Promise<number> =>
  (await readdir(join(directory, "pg_wal"))).filter((name) => name.length === 24).length;
