// Ingestion of a running server, put together: what is received, what works it off, and what can be asked. After each commit
// it looks for what changes what customers come to: merges, rates, the base currency.
import type { Database } from "../db/database.ts";
import type { Feed } from "../feed-port.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Clock, Random } from "../platform/clock.ts";
import type { Log } from "../platform/logger.ts";
import type { ListRecords } from "../rest/list-records.ts";
import { createInbox, type Inbox } from "./inbox.ts";
import { createReadCustomers, type ReadCustomers } from "./read-customers.ts";
import { createReadOrders, type ReadOrders } from "./read-orders.ts";
import { createWorker } from "./worker.ts";

export interface IngestDeps {
  readonly database: Database;
  readonly feed: Pick<Feed, "write" | "afterCommit">;
  readonly jobs: Jobs;
  readonly listRecords: ListRecords;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Pick<Log, "error">;
}

export interface Ingest {
  readonly inbox: Inbox;
  readonly readOrders: ReadOrders;
  readonly readCustomers: ReadCustomers;
  /** Works off all there is in the workspace; for tests. */
  settle(workspace: string): Promise<void>;
  close(): Promise<void>;
}

/** Commits are gathered for so long. */
const LOOK_AFTER_MS = 2_000;

export async function openIngest({ database, feed, jobs, listRecords, clock, random, log }: IngestDeps): Promise<Ingest> {
  const inbox = createInbox({ database, jobs, clock, random });
  const worker = createWorker({ database, write: feed.write, now: clock.now, failed: (why, contact) => log.error({ why, contact }, "what a customer comes to could not be written") });
  jobs.work("ingest", ({ workspace }) => worker.run(workspace));
  for (const workspace of await inbox.left()) await jobs.send("ingest", { workspace });

  const due = new Map<string, NodeJS.Timeout>();
  async function look(workspace: string): Promise<void> {
    const [some] = await database.sql`select from customer where workspace_id = ${workspace} limit 1`;
    if (some) await worker.run(workspace);
  }
  feed.afterCommit((workspace) => {
    if (due.has(workspace)) return;
    due.set(workspace, setTimeout(() => {
      due.delete(workspace);
      look(workspace).catch((error: unknown) => log.error({ error }, "customers could not be brought up to date"));
    }, LOOK_AFTER_MS).unref());
  });

  return {
    inbox, readOrders: createReadOrders(database), readCustomers: createReadCustomers({ database, listRecords }),
    settle: (workspace) => worker.run(workspace),
    async close() {
      for (const timer of due.values()) clearTimeout(timer);
      await worker.stop();
    },
  };
}
