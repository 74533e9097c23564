// Reads the feed for somebody who is no device (notifications, webhooks), from a cursor that lies in the database.
// Invariants: what is done with a page and the cursor that goes past it are one transaction, so that no page is lost or
// done twice, whatever dies and however many servers follow; records are handed on as they stand, so that several edits
// of one record between two looks are one. Rows of people's own buckets are left out. It knows nobody's purpose.
import type { RecordState } from "@outrider/shared/records";
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import type { Clock } from "../platform/clock.ts";
import { readFollowed } from "./read-followed.ts";

export interface FollowedPage {
  readonly workspace: string;
  readonly rows: readonly { readonly state: RecordState; readonly seq: number }[];
  /** When it began to follow, ms: what was done before is nothing to it. */
  readonly since: number;
}

/** What is to be done with a page. Before it all may be read, and anything done that may be done again. */
export interface PageWork {
  /** In one transaction with the cursor. */
  write(tx: Transaction): Promise<void>;
  /** Once that has committed. */
  done?(): void;
}

export interface FollowerDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly name: string;
  handle(page: FollowedPage): Promise<PageWork>;
  /** Workspaces that are followed at all; all of them unless told. */
  readonly wanted?: (workspace: string) => Promise<boolean>;
  readonly failed: (error: unknown) => void;
  readonly tempo?: { readonly afterMs: number; readonly everyMs: number };
}

export interface Follower {
  /** Something was committed in this workspace. */
  nudge(workspace: string): void;
  /** Follows a workspace from now on, unless it does already. */
  begin(workspace: string): Promise<void>;
  /** Works off all there is; for tests and the end. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Commits are gathered for so long; and so often it looks by itself for what another server was to work off. */
const TEMPO = { afterMs: 400, everyMs: 30_000 };

class Overtaken extends Error {}

export function createFollower({ database, clock, name, handle, wanted = () => Promise.resolve(true), failed, tempo = TEMPO }: FollowerDeps): Follower {
  const { sql } = database;
  const due = new Map<string, NodeJS.Timeout>();
  let closed = false;
  let chain: Promise<void> = Promise.resolve();

  async function begin(workspace: string): Promise<void> {
    await sql`
      insert into follow_cursor (workspace_id, name, seq, since)
      select workspace_id, ${name}, seq, ${clock.now()} from feed_head where workspace_id = ${workspace} on conflict do nothing`;
    await database.sync();
  }

  /** Whether there may be more. */
  async function page(workspace: string): Promise<boolean> {
    const [at] = await sql<{ seq: number; since: number }[]>`select seq, since from follow_cursor where workspace_id = ${workspace} and name = ${name}`;
    if (!at) {
      await begin(workspace);
      return false;
    }
    const { rows, upTo, head } = await readFollowed(sql, workspace, at.seq);
    if (upTo <= at.seq) return false;
    const work = await handle({ workspace, rows, since: at.since });
    try {
      await sql.begin(async (tx) => {
        const moved = await tx`update follow_cursor set seq = ${upTo} where workspace_id = ${workspace} and name = ${name} and seq = ${at.seq} returning seq`;
        if (moved.length === 0) throw new Overtaken();
        await work.write(tx);
      });
    } catch (error) {
      // Another server was quicker with this page: it has done all of it.
      if (error instanceof Overtaken) return true;
      throw error;
    }
    await database.sync();
    work.done?.();
    return upTo < head;
  }

  async function workOff(workspace: string): Promise<void> {
    if (!(await wanted(workspace))) return;
    while (!closed && (await page(workspace)));
  }

  async function round(): Promise<void> {
    const behind = await sql<{ workspace: string }[]>`
      select head.workspace_id as workspace from feed_head head left join follow_cursor at on at.workspace_id = head.workspace_id and at.name = ${name}
      where at.seq is null or at.seq < head.seq`;
    for (const { workspace } of behind) if (!closed) await workOff(workspace);
  }

  const enqueue = (work: () => Promise<void>): Promise<void> => (chain = chain.then(() => (closed ? undefined : work())).catch(failed));
  const looking = setInterval(() => void enqueue(round), tempo.everyMs).unref();
  void enqueue(round);

  return {
    begin,
    nudge(workspace) {
      if (closed || due.has(workspace)) return;
      due.set(workspace, setTimeout(() => {
        due.delete(workspace);
        void enqueue(() => workOff(workspace));
      }, tempo.afterMs).unref());
    },
    settle: () => enqueue(round),
    async close() {
      closed = true;
      clearInterval(looking);
      for (const timer of due.values()) clearTimeout(timer);
      await chain;
    },
  };
}
