// Reads the feed for somebody who is no device (notifications, webhooks), from a cursor that lies in the database.
// Invariants: what is done with a page and the cursor that goes past it are one transaction, so that no page is lost or
// done twice, whatever dies and however many servers follow; records are handed on as they stand, so that several edits
// of one record between two looks are one. Rows of people's own buckets are left out. It knows nobody's purpose.
import { type PackedRecord, type RecordState, unpack } from "@outrider/shared/records";
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import type { Clock } from "../platform/clock.ts";

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

const PAGE = 500;
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
    const { rows, upTo, head } = await read(workspace, at.seq);
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

  async function read(workspace: string, after: number): Promise<{ rows: { state: RecordState; seq: number }[]; upTo: number; head: number }> {
    // A record lies in each of its buckets at the sequence at which it was last written or moved there.
    const rows = await sql<{ head: number; at: number | null; seq: number | null; state: PackedRecord | null }[]>`
      with moved as (
        select at.record_id as id, max(at.seq) as at from bucket_sum bucket cross join lateral (
          select record_id, seq from feed where workspace_id = bucket.workspace_id and feed.bucket = bucket.bucket and seq > ${after} and not removed
          order by seq fetch first ${PAGE} rows with ties
        ) at where bucket.workspace_id = ${workspace} and bucket.bucket not like 'n:%' group by at.record_id order by max(at.seq) fetch first ${PAGE} rows with ties
      )
      select head.seq as head, moved.at, record.seq, record.state from feed_head head left join moved on true
        left join record on record.workspace_id = ${workspace} and record.id = moved.id
      where head.workspace_id = ${workspace} order by moved.at`;
    const head = rows[0]?.head ?? 0;
    const found = rows.flatMap(({ at, seq, state }) => (at === null ? [] : [{ at, seq, state }]));
    return {
      head, upTo: found.length < PAGE ? head : (found.at(-1)?.at ?? head),
      rows: found.flatMap(({ seq, state }) => (seq !== null && state !== null && seq > after ? [{ state: unpack(state), seq }] : [])),
    };
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
