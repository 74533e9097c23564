// Who has gone into a segment, or out of it, since it was looked at last: for other systems that ask. Who was in it is
// noted in the database; the rule's own SQL says who differs. Invariants: a move is noted and put on its way in one
// transaction, so that it is told once whatever dies and however many servers look; whoever is in a segment when it is begun
// is told to nobody; where nobody asks nothing is looked for or kept. It knows no webhook.
import { createHash } from "node:crypto";
import { type PackedRecord, isDeleted, type RecordState, textOf, unpack, valueOf } from "@outrider/shared/records";
import { isRule, type Rule } from "@outrider/shared/schema";
import type { Transaction } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import { membersOf, statesOf } from "../feed/sql-rows.ts";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/logger.ts";
import type { Segments } from "./segments-port.ts";

export interface MoveNews { readonly event: "segment.entered" | "segment.left"; /** The contact. */ readonly record: string; /** ms */ readonly at: number; readonly data: Readonly<Record<string, unknown>> }
/** Whoever carries it to other systems. */
export interface MoveHerald {
  /** Since when somebody wants to hear of it, ms; null: nobody does. */
  since(workspace: string): Promise<number | null>;
  /** Within the transaction; call the answer when it is committed. */
  tell(tx: Transaction, workspace: string, news: readonly MoveNews[]): Promise<() => void>;
}

export interface SegmentMovesDeps {
  readonly database: Database;
  readonly segments: Pick<Segments, "moved">;
  readonly herald: MoveHerald;
  /** Where a look is put down to be done, and who does it. */
  readonly queue: { send(workspace: string): Promise<void>; work(handle: (workspace: string) => Promise<void>): void };
  readonly clock: Clock;
  readonly log: Pick<Log, "error">;
  readonly everyMs?: number;
}

export interface SegmentMoves {
  /** Puts down that the segments of each workspace in which somebody asks are to be looked at. */
  round(): Promise<void>;
  close(): Promise<void>;
}

interface Watch { readonly rule: string; readonly begun: boolean; readonly seq: number; readonly lookedAt: number; readonly took: number }
interface Watched { readonly workspace: string; readonly id: string; readonly name: string; readonly rule: Rule; readonly hash: string }

const EVERY_MS = 60_000;
/** Also where nothing was written: somebody becomes inactive by time alone. */
const AGAIN_MS = 900_000;
/** A segment takes no more than this part of the time. */
const PART = 20;
/** Moves in one transaction, and of one segment in one look; the others wait for the next. */
const BATCH = 500;
const MOST = 5_000;

const hashOf = (rule: unknown): string => createHash("sha256").update(JSON.stringify(rule)).digest("base64url");
/** Such a rule finds others for everybody. */
const saysMe = (rule: Rule): boolean => JSON.stringify(rule).includes('"me":true');

export function openSegmentMoves({ database, segments, herald, queue, clock, log, everyMs = EVERY_MS }: SegmentMovesDeps): SegmentMoves {
  const { sql } = database;
  let closed = false;

  async function watchedIn(workspace: string): Promise<readonly Watched[]> {
    const rows = await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and kind = 'segment'`;
    return rows.map(({ state }): RecordState => unpack(state)).flatMap((state) => {
      const rule: unknown = valueOf(state, "rule");
      return isDeleted(state) || !isRule(rule) || saysMe(rule) ? [] : [{ workspace, id: state.id, name: textOf(state, "name"), rule, hash: hashOf(rule) }];
    });
  }

  /** Whose eyes see everybody. */
  async function adminOf(workspace: string): Promise<string | null> {
    const admins = statesOf(await membersOf(sql, workspace)).filter((state) => textOf(state, "role") === "admin" && valueOf(state, "active") === true && !isDeleted(state));
    return admins.map(({ id }) => id).sort()[0] ?? null;
  }

  async function watchOf(tx: Transaction | typeof sql, { workspace, id }: Watched, locked = false): Promise<Watch | null> {
    const [row] = await tx<Watch[]>`
      select rule, begun, seq, looked_at as "lookedAt", took from segment_watch where workspace_id = ${workspace} and segment_id = ${id} ${locked ? tx`for update` : tx``}`;
    return row ?? null;
  }

  /** Notes a batch of moves and puts them on their way; how many there were. Another server may have noted some of them. */
  async function note(watched: Watched, viewer: string): Promise<number> {
    const { workspace, id, name, rule, hash } = watched;
    const moved = await segments.moved({ workspace, viewer }, rule, id, BATCH);
    if (moved === null) return 0;
    let told = (): void => undefined;
    const holds = await sql.begin(async (tx) => {
      const watch = await watchOf(tx, watched, true);
      if (watch?.rule !== hash) return false;
      const came = await tx<{ contact: string }[]>`
        insert into segment_member (workspace_id, segment_id, contact_id) select ${workspace}, ${id}, found::uuid from json_array_elements_text(${JSON.stringify(moved.entered)}::json) found
        on conflict do nothing returning contact_id::text as contact`;
      const went = await tx<{ contact: string }[]>`
        delete from segment_member where workspace_id = ${workspace} and segment_id = ${id} and contact_id in (select found::uuid from json_array_elements_text(${JSON.stringify(moved.left)}::json) found) returning contact_id::text as contact`;
      if (!watch.begun || came.length + went.length === 0) return true;
      const at = clock.now();
      const news = (event: MoveNews["event"], rows: readonly { readonly contact: string }[]): MoveNews[] =>
        rows.map(({ contact }) => ({ event, record: contact, at, data: { kind: "segment_move", id, name, customer_id: contact } }));
      told = await herald.tell(tx, workspace, [...news("segment.entered", came), ...news("segment.left", went)]);
      return true;
    });
    told();
    return holds ? moved.entered.length + moved.left.length : 0;
  }

  async function look(watched: Watched, viewer: string, seq: number): Promise<void> {
    const { workspace, id, hash } = watched;
    const before = await watchOf(sql, watched);
    const now = clock.now();
    if (before?.rule !== hash) {
      await sql`
        insert into segment_watch (workspace_id, segment_id, rule, begun, seq, looked_at, took) values (${workspace}, ${id}, ${hash}, false, 0, 0, 0)
        on conflict (workspace_id, segment_id) do update set rule = excluded.rule, begun = false, seq = 0, looked_at = 0, took = 0`;
    } else if (before.begun && now - before.lookedAt < (before.seq === seq ? AGAIN_MS : before.took * PART)) return;
    const begun = before?.rule === hash && before.begun;
    const started = performance.now();
    let [noted, batches] = [0, 0];
    let last = BATCH;
    // What was there at the beginning is noted whole, however much it is: nothing of it is told.
    for (; last > 0 && (!begun || noted < MOST) && !closed; noted += last, batches++) last = await note(watched, viewer);
    if (closed) return;
    const took = Math.round((performance.now() - started) / Math.max(1, batches));
    await sql`
      update segment_watch set begun = begun or ${last === 0}, seq = ${last === 0 ? seq : 0}, looked_at = ${last === 0 ? now : 0}, took = ${took} where workspace_id = ${workspace} and segment_id = ${id} and rule = ${hash}`;
  }

  async function forget(workspace: string, but: readonly string[]): Promise<void> {
    for (const table of ["segment_member", "segment_watch"] as const) {
      await sql`delete from ${sql(table)} where workspace_id = ${workspace} and segment_id not in (select json_array_elements_text(${JSON.stringify(but)}::json))`;
    }
  }

  async function work(workspace: string): Promise<void> {
    const viewer = (await herald.since(workspace)) === null ? null : await adminOf(workspace);
    if (viewer === null) return await forget(workspace, []);
    const [head] = await sql<{ seq: number }[]>`select seq from feed_head where workspace_id = ${workspace}`;
    const all = await watchedIn(workspace);
    await forget(workspace, all.map(({ id }) => id));
    for (const watched of all) if (!closed) await look(watched, viewer, head?.seq ?? 0);
    await database.sync();
  }

  async function round(): Promise<void> {
    const rows = await sql<{ workspace: string }[]>`select workspace_id as workspace from webhook where active and events::text like '%"segment.entered"%' or active and events::text like '%"segment.left"%' union select workspace_id from segment_watch`;
    for (const { workspace } of rows) await queue.send(workspace);
  }

  queue.work(work);
  let going: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    going = round().catch((error: unknown) => log.error({ error }, "who moves in and out of segments could not be looked at"));
  }, everyMs).unref();
  return {
    round,
    async close() {
      closed = true;
      clearInterval(timer);
      await going;
    },
  };
}
