// The feed of one server: the door, the connections and the boots, put together over a store. It knows no socket library,
// no SQL and no HTTP, so that the simulator runs this very code.
import { refusal, type Refusal } from "@outrider/shared/access";
import { err, ok, type Result } from "@outrider/shared/kernel";
import { type Change, type Group, type RecordState } from "@outrider/shared/records";
import { editWhy, SCHEMA_VERSION } from "@outrider/shared/schema";
import type { AcceptBugs } from "./accept.ts";
import type { Committed } from "./committed.ts";
import { createConfirmations } from "./confirmations.ts";
import { createFeedSession } from "./feed-session.ts";
import type { FeedSession, SessionDeps, Who, Wire } from "./feed-session-port.ts";
import type { Boot, FeedStore } from "./feed-store.ts";
import { createHub, type Hub } from "./hub.ts";
import { createBodies } from "../rooms/bodies.ts";
import { createPresence, type Presence } from "../rooms/presence.ts";
import type { Scratch } from "../rooms/scratch.ts";
import { createWritingDown, settleHere, type WritingDownBugs } from "../rooms/writing-down.ts";
import { createYSession, type YRoom, type YSession, type YWire } from "../rooms/y-session.ts";
import type { System } from "./entry.ts";
import { createPipeline, type Pipeline } from "./pipeline.ts";
import type { Signing } from "./signing.ts";
import { timedPipeline } from "./timed-pipeline.ts";

export interface FeedDeps {
  readonly store: FeedStore;
  readonly signing: Signing;
  readonly now: () => number;
  readonly newId: () => string;
  readonly newDeviceId: () => string;
  readonly sleep: (ms: number) => Promise<void>;
  /** As of the pipeline. */
  readonly gather?: () => Promise<void>;
  readonly isLive: (session: string) => Promise<boolean>;
  readonly log: (event: string, details: Readonly<Record<string, unknown>>) => void;
  /** As of a session. */
  readonly said?: NonNullable<SessionDeps["said"]>;
  /** Times an edit. */
  readonly edit?: () => () => void;
  /** Tells the other servers of a commit. */
  readonly hint?: (workspace: string, committed: Committed) => void;
  /** Rows of the feed in one page; 500 unless told. */
  readonly pageRows?: number;
  /** As of a session. */
  readonly deviceRecords?: number;
  readonly sumsAgainMs?: number;
  /** Tries what is typed into rich texts and makes their documents; in this process and unbounded unless told. */
  readonly scratch?: Scratch;
  /** Who is in which room; of this server alone unless told. */
  readonly presence?: Presence;
  readonly audit?: NonNullable<SessionDeps["audit"]>;
  readonly bugs?: AcceptBugs & WritingDownBugs & NonNullable<SessionDeps["bugs"]>;
}

export interface Feed {
  open(who: Who, wire: Wire): FeedSession;
  /** Another program, in the room of one rich text. */
  openRoom(who: Who, room: YRoom, wire: YWire): YSession;
  /** Writes changes as the server itself (`by` is who caused them), in one group, durable when it answers. */
  write(workspace: string, by: string, command: string, changes: readonly Change[], writes?: System["writes"]): Promise<Result<number, Refusal>>;
  members(workspace: string): Promise<readonly RecordState[]>;
  readonly hub: Hub;
  readonly pipeline: Pipeline;
  /** Asks the database whether anything has come that this server was not told of: one question a workspace. */
  look(): Promise<void>;
  /** Ends all connections once what was submitted is answered. */
  close(): Promise<void>;
}

/** So often a server looks for what another one was to write down. */
const LOOK_AROUND_MS = 20_000;

export function createFeed(deps: FeedDeps): Feed {
  const hub = createHub();
  const boot = deps.newId();
  const booted = new Map<string, Promise<readonly Boot[]>>();
  const confirmations = createConfirmations({ store: deps.store, sleep: deps.sleep, failed: (error) => deps.log("feed.confirm-failed", { error }) });
  const queue = createPipeline({
    store: deps.store, signing: deps.signing, now: deps.now, ...(deps.bugs && { bugs: deps.bugs }), ...(deps.gather && { gather: deps.gather }),
    committed(workspace, committed) {
      hub.committed(workspace, committed);
      if (committed.typed.length > 0) writingDown.typed(workspace, new Set(committed.typed.map(({ body }) => body)));
      deps.hint?.(workspace, committed);
    },
    failed: (error) => deps.log("feed.batch-failed", { error }),
    // It may have been committed all the same: whoever is connected looks.
    unsure(workspace) {
      hub.hint(workspace, true);
      writingDown.resume(workspace);
    },
  });

  const pipeline = deps.edit ? timedPipeline(queue, deps.edit) : queue;

  /** This server's start is noted in a workspace before anybody is given a cursor there. */
  async function boots(workspace: string): Promise<readonly Boot[]> {
    if (booted.has(workspace)) {
      await booted.get(workspace);
      return await deps.store.boots(workspace);
    }
    const noted = deps.store.boot(workspace, boot, deps.now());
    booted.set(workspace, noted);
    noted.then(() => writingDown.resume(workspace), () => booted.delete(workspace));
    return await noted;
  }

  let counter = 0;
  const presence = deps.presence ?? createPresence();
  const bodies = createBodies(deps.store, deps.scratch);

  async function write(workspace: string, by: string, command: string, changes: readonly Change[], writes?: System["writes"]): Promise<Result<number, Refusal>> {
    counter += 1;
    const group: Group = { id: deps.newId(), counter, at: deps.now(), schema: SCHEMA_VERSION, command, changes };
    const result = await pipeline.submit(workspace, { from: "system", group, device: `s-${boot}`, user: by, ...(writes && { writes }) });
    if (result.kind !== "verdict") return err(refusal("bad-change", editWhy("not-judged")));
    return result.verdict.result === "applied" ? ok(result.verdict.seq) : err(result.verdict.refusal);
  }

  const writingDown = createWritingDown({
    store: deps.store, settle: deps.scratch?.settle ?? settleHere, after: afterSleep(deps.sleep), failed: (error) => deps.log("room.write-failed", { error }), ...(deps.bugs && { bugs: deps.bugs }),
    write: async (workspace, change, writes) => (await write(workspace, "", "writeDown", [change], writes)).ok,
  });

  const lookedAround = new Map<string, number>();
  async function lookAround(workspace: string): Promise<void> {
    const at = deps.now();
    if (at - (lookedAround.get(workspace) ?? 0) < LOOK_AROUND_MS) return;
    lookedAround.set(workspace, at);
    await writingDown.lookAround(workspace);
  }

  return {
    hub,
    pipeline,
    members: (workspace) => deps.store.members(workspace),
    open(who, wire) {
      const session: FeedSession = createFeedSession({ ...deps, pipeline, presence, inspect: bodies.inspect, refused: bodies.refused, boots, confirm: confirmations.note, onGreeted: () => hub.replace(session) }, who, wire, () => hub.remove(session));
      hub.add(session);
      return session;
    },
    openRoom(who, room, wire) {
      const session: YSession = createYSession({ ...deps, pipeline, presence, inspect: bodies.inspect, refused: bodies.refused, state: bodies.state }, who, room, wire, () => hub.remove(session));
      hub.add(session);
      return session;
    },
    write,
    async look() {
      for (const workspace of hub.workspaces()) {
        const { head: seq, membersSeq } = await deps.store.page(workspace, [], 0);
        // What this server writes itself is told first: what then is missing came from elsewhere.
        await pipeline.told(workspace);
        hub.standing(workspace, { seq, membersSeq });
        await lookAround(workspace);
      }
    },
    async close() {
      await pipeline.idle();
      await confirmations.flush();
      await writingDown.close();
      for (const session of hub.sessions()) session.bye("busy", "The server is stopping.");
    },
  };
}

/** Runs once after so many ms, unless it is called off. */
function afterSleep(sleep: FeedDeps["sleep"]): (ms: number, run: () => void) => () => void {
  return (ms, run) => {
    let off = false;
    void sleep(ms).then(() => off || run());
    return () => void (off = true);
  };
}
