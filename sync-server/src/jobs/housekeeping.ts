// The daily round of throwing away what nobody can need any more: of the feed, and of signing in;
// and of what a workspace decided to keep no longer.
import { setTimeout as sleep } from "node:timers/promises";
import { dropOldCounts } from "../auth/counters.ts";
import { dropEndedSignIns, dropOldDevices } from "../auth/ended-sign-ins.ts";
import type { Database } from "../db/database.ts";
import { keepHouse } from "../feed/housekeeping.ts";
import { createSqlHousekeeping } from "../feed/sql-housekeeping.ts";
import type { Clock } from "../platform/clock.ts";
import { inBatches } from "../platform/in-batches.ts";
import type { Log } from "../platform/logger.ts";
import { dropOldNames } from "../rest/idempotency.ts";
import type { Chore } from "./daily.ts";

type Deps = {
  readonly database: Database;
  /** What the workspaces decided to keep no longer. */
  readonly privacy: { readonly retention: { rounds(signal?: AbortSignal): Promise<void> }; readonly use: { dropOld(limit: number): Promise<number> }; dropOldNotices(limit: number): Promise<number> };
  /** Drops bytes of files that nobody finished or that have no record any more. */
  readonly files: { sweep(limit: number): Promise<number> };
  /** Drops receipts of long ago, and what was never received to its end. */
  readonly ingest: { readonly inbox: { sweep(limit: number): Promise<number> } };
  /** Drops what the assistant counted, kept and wrote down too long ago. */
  readonly assistant: { dropOld(limit: number): Promise<number> };
  readonly clock: Clock;
  readonly log: Log;
};

const BATCH = 1000;
const PAUSE_MS = 50;

export const createHousekeeping = ({ database, privacy, files, ingest, assistant, clock, log }: Deps): Chore => {
  const store = createSqlHousekeeping(database);
  const pause = (): Promise<void> => sleep(PAUSE_MS);
  return async (signal) => {
    const now = clock.now();
    const swept = await keepHouse({ store, pause, batch: BATCH }, now, signal);
    const signIns = await inBatches((limit) => dropEndedSignIns(database, now, limit), { batch: BATCH, pause, signal });
    const devices = await inBatches((limit) => dropOldDevices(database, now, limit), { batch: BATCH, pause, signal });
    const names = await inBatches((limit) => dropOldNames(database, now, limit), { batch: BATCH, pause, signal });
    const notices = await inBatches((limit) => privacy.dropOldNotices(limit), { batch: BATCH, pause, signal });
    const counts = await inBatches((limit) => dropOldCounts(database, now, limit), { batch: BATCH, pause, signal });
    await privacy.retention.rounds(signal);
    const uses = await inBatches((limit) => privacy.use.dropOld(limit), { batch: BATCH, pause, signal });
    const unfinished = await inBatches((limit) => files.sweep(limit), { batch: BATCH, pause, signal });
    const asked = await inBatches((limit) => assistant.dropOld(limit), { batch: BATCH, pause, signal });
    const receipts = await inBatches((limit) => ingest.inbox.sweep(limit), { batch: BATCH, pause, signal });
    log.info({ ...swept, signIns, devices, names, notices, counts, uses, unfinished, asked, receipts }, "housekeeping");
  };
};
