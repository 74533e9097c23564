// Works the inbox off, a workspace at a time. Invariant: of all servers one has a workspace's turn, so that batches and what
// they come to are written one after the other; whoever dies leaves the turn, and all that was not written is found again.
import { hash32 } from "@outrider/shared/kernel";
import type { Database } from "../db/database.ts";
import type { SystemWrite } from "../feed-port.ts";
import { type Claimed, claimRows } from "./claim-rows.ts";
import { createKnownContacts } from "./known-contacts.ts";
import { type Failed, placeRows, type Placed } from "./place-rows.ts";
import { putBatch } from "./put-batch.ts";
import { createTellFacts, worthIn } from "./tell-facts.ts";
import { writeGroups } from "./write-groups.ts";

interface Deps { readonly database: Database; readonly write: SystemWrite; readonly now: () => number; readonly failed: (what: string, contact: string) => void; /** Rows in one transaction. */ readonly batch?: number }

export interface Worker {
  /** Works off all there is in the workspace. */
  run(workspace: string): Promise<void>;
  /** Takes no next batch; resolves when none is in hand. */
  stop(): Promise<void>;
}

const BATCH = 1_000;
/** Customers come again in the next batch: while there are more, what they come to is written only so often. */
const TOLD_EVERY_MS = 5_000;
/** Any number, as long as no other program locks the same on this database. */
const LOCK = 7_208_413;

export function createWorker({ database, write, now, failed, batch = BATCH }: Deps): Worker {
  const { sql } = database;
  const known = createKnownContacts(database, now);
  const tellFacts = createTellFacts({ database, write, known, failed });
  const turns = new Map<string, Promise<void>>();
  let stopping = false;

  /** One after the other in this process, and by a lock among several. */
  async function inTurn(workspace: string, work: () => Promise<void>): Promise<void> {
    const before = turns.get(workspace);
    const mine = (before ?? Promise.resolve()).catch(() => undefined).then(async () => {
      if (database.kind === "pglite") return await work();
      const held = await sql.reserve();
      try {
        await held`select pg_advisory_lock(${LOCK}, ${hash32(workspace) | 0})`;
        try {
          await work();
        } finally {
          await held`select pg_advisory_unlock(${LOCK}, ${hash32(workspace) | 0})`;
        }
      } finally {
        held.release();
      }
    });
    turns.set(workspace, mine);
    try {
      await mine;
    } finally {
      if (turns.get(workspace) === mine) turns.delete(workspace);
    }
  }

  async function workOff(workspace: string, rows: readonly Claimed[]): Promise<void> {
    const { placed, failed: unplaced, writes } = await placeRows(database, workspace, rows, now());
    const refused = new Map<string, string>();
    for (const by of new Set(writes.map((one) => one.by))) {
      const mine = writes.filter((one) => one.by === by).map(({ change }) => change);
      for (const [contact, why] of await writeGroups(write, { workspace, by, command: "ingest" }, mine)) refused.set(contact, why);
    }
    // Addresses of whom was just made are known from the feed as anybody's are.
    if (writes.length > 0) await known.catchUp(workspace);
    const [kept, lost]: [Placed[], Failed[]] = [[], []];
    for (const one of placed) {
      const why = refused.get(one.survivor);
      if (why === undefined) kept.push(one);
      else lost.push({ claimed: one.claimed, field: "", message: `The customer could not be written: ${why}` });
    }
    const { base } = await worthIn(database, workspace);
    await putBatch(database, { workspace, placed: kept, failed: [...unplaced, ...lost], base });
  }

  async function tell(workspace: string): Promise<void> {
    while (!stopping && (await tellFacts(workspace)) > 0);
    if (stopping) return;
    await sql`
      update ingest_receipt r set finished_at = ${now()} where workspace_id = ${workspace} and finished_at is null and ready
        and not exists (select from ingest_row where ingest_row.workspace_id = r.workspace_id and receipt_id = r.id)`;
    await database.sync();
  }

  return {
    run: (workspace) => inTurn(workspace, async () => {
      let toldAt = now();
      while (!stopping) {
        await known.catchUp(workspace);
        const rows = await claimRows(database, workspace, batch);
        if (rows.length > 0) await workOff(workspace, rows);
        if (rows.length < batch || now() - toldAt >= TOLD_EVERY_MS) {
          await tell(workspace);
          toldAt = now();
        }
        if (rows.length === 0) return;
      }
    }),
    async stop() {
      stopping = true;
      await Promise.allSettled(turns.values());
    },
  };
}
