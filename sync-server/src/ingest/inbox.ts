// The inbox: rows that were taken, until they are worked off. Invariants: nothing of a request is worked off before all of
// its rows are there; the rows, the receipt and the job that works them off come to be in one transaction, which is what
// the answer 202 rests on; of two requests of one name one stands. Rows come as a stream: memory holds a chunk of them.
import { DAY_MS } from "@outrider/shared/kernel";
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Clock, Random } from "../platform/clock.ts";
import type { RowFault } from "./rows/row-fault.ts";

export type IngestOf = "customers" | "orders";
export interface Refused extends RowFault { readonly row: number }
/** A row of a request: what it says, or what is wrong with it. */
export type Taken = { readonly row: number; readonly body: object } | Refused;

export interface Receipt {
  readonly id: string;
  readonly of: IngestOf;
  readonly state: "waiting" | "working" | "done";
  readonly received_at: string;
  readonly finished_at: string | null;
  readonly accepted: number;
  readonly refused: number;
  /** Of the accepted ones. */
  readonly waiting: number;
  readonly done: number;
  readonly failed: number;
  /** Rows refused at once, and rows that could not be worked off: the first of each. */
  readonly refusals: readonly Refused[];
  readonly failures: readonly Refused[];
}

/** A request whose rows are here, and of which nothing is worked off yet. */
export interface Staged {
  readonly accepted: number;
  readonly refused: number;
  readonly refusals: readonly Refused[];
  /** Durable when it answers: the receipt's id. `edit`: the call's own name; where one of that name stands, it is that one. */
  commit(edit?: string): Promise<string>;
  discard(): Promise<void>;
}

const CHUNK = 1_000;
/** Of all that are wrong in a request. */
const MOST_TOLD = 1_000;
/** What was being received when a server died is nobody's. */
const LEFT_AFTER_MS = 3_600_000;
/** How long it can be asked what came of a request. */
const KEPT_MS = 30 * DAY_MS;

const isTaken = (error: unknown): boolean => typeof error === "object" && error !== null && "code" in error && error.code === "23505";

interface Deps { readonly database: Database; readonly jobs: Pick<Jobs, "send" | "wake">; readonly clock: Clock; readonly random: Random }
interface Asked { readonly workspace: string; readonly user: string; readonly of: IngestOf; readonly unknown: "create" | "refuse" }

export function createInbox({ database, jobs, clock, random }: Deps) {
  const { sql } = database;

  async function put(tx: Transaction, workspace: string, id: string, rows: readonly { readonly row: number; readonly body: object }[]): Promise<void> {
    if (rows.length === 0) return;
    await tx`
      insert into ingest_row (workspace_id, receipt_id, row, body)
      select ${workspace}, ${id}, (taken->>0)::int, taken->1 from json_array_elements(${JSON.stringify(rows.map(({ row, body }) => [row, body]))}::json) as taken`;
  }

  return {
    async stage({ workspace, user, of, unknown }: Asked, rows: AsyncIterable<Taken>): Promise<Staged> {
      const id = random.uuid();
      const receivedAt = clock.now();
      const refusals: Refused[] = [];
      let [chunk, accepted, refused, begun]: [{ row: number; body: object }[], number, number, boolean] = [[], 0, 0, false];
      const begin = async (tx: Transaction): Promise<void> => {
        if (!begun) await tx`insert into ingest_receipt (workspace_id, id, user_id, of, unknown, received_at) values (${workspace}, ${id}, ${user}, ${of}, ${unknown}, ${receivedAt})`;
      };
      const discard = async (): Promise<void> => {
        if (!begun) return;
        await sql.begin(async (tx) => {
          await tx`delete from ingest_row where workspace_id = ${workspace} and receipt_id = ${id}`;
          await tx`delete from ingest_receipt where workspace_id = ${workspace} and id = ${id}`;
        });
      };
      try {
        for await (const taken of rows) {
          if (!("body" in taken)) {
            refused += 1;
            if (refusals.length < MOST_TOLD) refusals.push(taken);
            continue;
          }
          accepted += 1;
          chunk.push(taken);
          if (chunk.length < CHUNK) continue;
          const full = chunk;
          chunk = [];
          await sql.begin(async (tx) => {
            await begin(tx);
            await put(tx, workspace, id, full);
          });
          begun = true;
        }
      } catch (error) {
        await discard();
        throw error;
      }
      return {
        accepted, refused, refusals, discard,
        async commit(edit) {
          const make = (): Promise<string> => sql.begin(async (tx) => {
            if (edit !== undefined) {
              const [before] = await tx<{ id: string }[]>`select id from ingest_receipt where workspace_id = ${workspace} and edit = ${edit}`;
              if (before) return before.id;
            }
            await begin(tx);
            await put(tx, workspace, id, chunk);
            await tx`
              update ingest_receipt set ready = true, edit = ${edit ?? null}, accepted = ${accepted}, refused = ${refused}, refusals = ${JSON.stringify(refusals)}::json,
                finished_at = ${accepted === 0 ? receivedAt : null} where workspace_id = ${workspace} and id = ${id}`;
            if (accepted > 0) await jobs.send("ingest", { workspace }, { within: tx });
            return id;
          });
          // Two at once: the second finds the first once that has committed.
          const stands = await make().catch((error: unknown) => (isTaken(error) ? make() : Promise.reject(error)));
          await database.sync();
          if (stands !== id) await discard();
          jobs.wake("ingest");
          return stands;
        },
      };
    },

    /** Null: nobody knows of it, or it is somebody else's. `all`: whoever asks may see those of others. */
    async receipt(workspace: string, id: string, user: string, all: boolean): Promise<Receipt | null> {
      const [row] = await sql<{ of: IngestOf; user: string; receivedAt: number; finishedAt: number | null; accepted: number; refused: number; done: number; failed: number; refusals: readonly Refused[] | null }[]>`
        select of, user_id as "user", received_at as "receivedAt", finished_at as "finishedAt", accepted, refused, done, failed, refusals from ingest_receipt
        where workspace_id = ${workspace} and id = ${id} and ready`;
      if (!row || (!all && row.user !== user)) return null;
      const failures = await sql<Refused[]>`select row, field, message from ingest_failure where workspace_id = ${workspace} and receipt_id = ${id} order by row limit ${MOST_TOLD}`;
      const { of, receivedAt, finishedAt, accepted, refused, done, failed, refusals } = row;
      const waiting = accepted - done - failed;
      return {
        id, of, state: finishedAt !== null ? "done" : waiting === accepted ? "waiting" : "working", received_at: new Date(receivedAt).toISOString(), finished_at: finishedAt === null ? null : new Date(finishedAt).toISOString(),
        accepted, refused, waiting, done, failed, refusals: refusals ?? [], failures: failures.map((failure) => ({ ...failure })),
      };
    },

    /** Workspaces in which something is left to be done. */
    async left(): Promise<readonly string[]> {
      const rows = await sql<{ workspace: string }[]>`
        select workspace_id as workspace from ingest_receipt where finished_at is null and ready union select workspace_id from customer where dirty`;
      return rows.map(({ workspace }) => workspace);
    },

    /** Drops what was never received to its end, and receipts that nobody asks for any more; so many at most. Answers how many. */
    async sweep(limit: number): Promise<number> {
      const now = clock.now();
      const old = await sql<{ workspace: string; id: string }[]>`
        select workspace_id as workspace, id from ingest_receipt where (not ready and received_at < ${now - LEFT_AFTER_MS}) or finished_at < ${now - KEPT_MS} limit ${limit}`;
      for (const { workspace, id } of old) {
        await sql.begin(async (tx) => {
          await tx`delete from ingest_row where workspace_id = ${workspace} and receipt_id = ${id}`;
          await tx`delete from ingest_failure where workspace_id = ${workspace} and receipt_id = ${id}`;
          await tx`delete from ingest_receipt where workspace_id = ${workspace} and id = ${id}`;
        });
      }
      return old.length;
    },
  };
}
export type Inbox = ReturnType<typeof createInbox>;
