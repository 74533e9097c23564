// What one connection is sent of the feed, and where it stands in it: pages until it has reached the head, then what is
// committed, as it is committed. Invariants: nothing goes out by an older view of what this person follows; what is said
// to be held up to a sequence has been sent up to it. It knows nothing of edits but how far they have been judged.
import type { Hello, Lane } from "@outrider/shared/protocol";
import { createCheckpointSums } from "./checkpoint-sums.ts";
import type { Committed } from "./committed.ts";
import { createDescent } from "./descent.ts";
import { advance, arrived, cursorText, falls, pageText, partOf, seenTo, standing, unrested } from "./feed-reader.ts";
import type { SessionDeps, Who, Wire } from "./feed-session-port.ts";
import { createFollowing, type Following } from "./following.ts";
import { createHeldBesides } from "./held-besides.ts";
import type { Head } from "./feed-store.ts";
import type { JudgedLine } from "./judged-line.ts";

export interface Reading {
  readonly following: Following;
  /** The device begins here, having said this. Answers how many rows it will be sent until it has all. */
  begin(lanes: readonly Lane[], hello: Pick<Hello, "cursor" | "holds">): Promise<number>;
  /** The device is sent these by other means. */
  sentBesides(records: readonly string[]): void;
  /** Checksums of what the device does not hold whole are told as well. */
  sumsDue(): void;
  /** There may be more: reads on. */
  wake(): void;
  /** The same, where `members` says that perhaps who belongs to the workspace has changed. */
  lookAgain(members?: boolean): void;
  startFresh(buckets: readonly string[]): void;
  /** Whether it was handed on as it came; else it is read. */
  committed(committed: Committed): void;
  catchUp(head: Pick<Head, "seq" | "membersSeq">): void;
  /** The sequence at which it stands; -1: it has not reached the head yet. */
  place(): number;
  /** Where it stands and nothing is being read; null: it is catching up. */
  atRest(): number | null;
  /** Whether what this person follows is known as of now. */
  isSure(): boolean;
  /** What tells the device that it holds everything up to where it stands. */
  checkpoint(): string;
  /** What tells a device that stands at rest that it is about to be shown what was written up to there; null: it knows. */
  seen(head: number): string | null;
}

export interface ReadingDeps {
  readonly deps: SessionDeps;
  readonly who: Who;
  readonly wire: Pick<Wire, "buffered">;
  readonly own: JudgedLine;
  readonly send: (...messages: readonly string[]) => void;
  /** Nothing is sent for now: it has not been greeted, sends back what was lost, or has gone. */
  readonly isHeld: () => boolean;
  readonly isOver: () => boolean;
  readonly tooSlow: () => void;
  readonly failed: (error: unknown) => void;
  /** This person is no longer of the workspace. */
  readonly left: () => void;
  /** Told right before it is handed on or read: `isNext`: it stands right after what the device has. */
  readonly told: (committed: Committed, isNext: boolean) => void;
  /** A round of reading is over. */
  readonly rested: () => void;
}

/** Rows of the feed in one page, unless told otherwise. */
export const PAGE_ROWS = 500;
const HIGH_WATER = 4 * 1024 * 1024;
const STALLED_AFTER = 60_000;
/** So many pages' rows that a device need not have are passed over before it is told that it stands behind them. */
const PASSED_PAGES = 4;

export function createReading({ deps, who, wire, own, send, isHeld, isOver, tooSlow, failed, left, told, rested }: ReadingDeps): Reading {
  const { pageRows = PAGE_ROWS } = deps;
  const following = createFollowing(deps, who);
  let boot = "";
  let lanes: readonly Lane[] = [];
  let reading = false;
  let again = false;
  let refollowDue = false;
  let refollowing = false;
  /** Rows that were read or handed on and not sent, since the device was last told where it stands: it would have them looked at again. */
  let passed = 0;
  const sums = createCheckpointSums(deps.store, who.workspace, { sleep: deps.sleep, again: () => wake(), ofAll: deps.bugs?.sumsOfAll === true });
  const besides = createHeldBesides({ withhold: deps.bugs?.factsWithheld === true });
  /** About how many records this device is to hold by itself; null: all it may. */
  const most = (): number | null => (following.role === "exec" ? null : (deps.deviceRecords ?? null));
  const descent = createDescent({ store: deps.store, workspace: who.workspace, buckets: () => following.buckets, most, limit: pageRows, tooFar: deps.bugs?.fallsTooFar === true });
  const place = (): number => standing(lanes)?.seq ?? -1;

  function startFresh(buckets: readonly string[]): void {
    if (buckets.length === 0) return;
    const anew = new Set(buckets);
    lanes = [...lanes.map(({ buckets: kept, ...place }) => ({ buckets: kept.filter((bucket) => !anew.has(bucket)), ...place })).filter(({ buckets: kept }) => kept.length > 0), { buckets: [...anew], seq: 0 }];
    send(JSON.stringify({ t: "fresh", buckets: [...anew] }));
    sums.due();
    descent.again();
    wake();
  }

  /** After members have changed: follows what this person follows now. */
  async function refollow(): Promise<void> {
    if (deps.bugs?.neverRefollow) return;
    refollowing = true;
    const found = await following.refresh();
    refollowing = false;
    if (!found) return left();
    const further = unrested(lanes, most());
    if (further.some(falls)) {
      lanes = further;
      descent.again();
      again = true;
    }
    if (!found.changed) return;
    if (lanes.some(({ buckets }) => !buckets.every(following.has))) besides.moved();
    lanes = lanes.map(({ buckets, ...place }) => ({ buckets: buckets.filter(following.has), ...place }));
    if (found.gained.length > 0) startFresh(found.gained);
    again = true;
  }

  /** Another server may have changed who belongs where: nothing goes out by an older view of it. */
  async function followsOthers(membersSeq: number): Promise<boolean> {
    if (membersSeq === following.membersSeq || deps.bugs?.neverRefollow || deps.bugs?.sendsByOldView) return false;
    await refollow();
    return true;
  }

  async function drained(): Promise<boolean> {
    for (let waited = 0; wire.buffered() > HIGH_WATER; waited += 20) {
      if (isOver() || waited > STALLED_AFTER) return false;
      await deps.sleep(20);
    }
    return !isOver();
  }

  async function read(): Promise<void> {
    do {
      again = false;
      if (refollowDue) {
        refollowDue = false;
        await refollow();
      }
      for (let complete = false; !complete && !isOver(); ) {
        if (await readWhole()) continue;
        const from = lanes;
        const page = await deps.store.page(who.workspace, from, pageRows);
        if (lanes !== from) continue;
        if (await followsOthers(page.membersSeq)) continue;
        complete = page.upTo >= page.head;
        boot = page.boot;
        lanes = complete ? arrived(from, following.buckets, deps.bugs?.cursorFromHead ? page.head + 1 : page.head) : advance(from, page.upTo);
        if (complete) own.reached(place());
        const rows = besides.wanted(page.rows, from);
        passed += page.rows.length - rows.length;
        const messages = rows.length + page.gone.length > 0 || passed >= PASSED_PAGES * pageRows ? [pageText(boot, deps.bugs?.headUnsaid ? lanes : seenTo(lanes, page.head), rows, page.gone)] : [];
        if (complete) messages.push(await checkpointText());
        if (messages.length > 0) {
          passed = 0;
          send(...messages);
        }
        if (!(await drained())) return tooSlow();
      }
    } while (again && !isOver());
  }

  /** A step of what comes whole. Answers whether there was any. */
  async function readWhole(): Promise<boolean> {
    const from = lanes;
    const step = await descent.step(from);
    if (!step || lanes !== from || (await followsOthers(step.membersSeq))) return step !== null;
    lanes = step.lanes;
    descent.took(step);
    besides.sent(step.besides);
    if (!lanes.some(falls)) sums.restDue();
    if (step.texts.length > 0) send(...step.texts);
    if (!(await drained())) tooSlow();
    return true;
  }

  const checkpointText = async (): Promise<string> => checkpointAt(await sums.text(lanes, standing(lanes)?.seq));

  const checkpointAt = (more = ""): string => `{"t":"checkpoint","cursor":${cursorText(boot, lanes)},"applied":${own.applied}${more}}`;

  function wake(): void {
    if (isOver() || isHeld()) return;
    again = true;
    if (reading) return;
    reading = true;
    read().catch(failed).finally(() => {
      reading = false;
      if (again && !isOver()) wake();
      rested();
    });
  }

  function lookAgain(members = false): void {
    refollowDue ||= members;
    wake();
  }

  return {
    following,
    async begin(from, { holds, cursor }) {
      besides.begin(holds, cursor?.lanes ?? []);
      lanes = unrested(from, most());
      return await deps.store.count(who.workspace, lanes, await descent.floor(lanes));
    },
    sumsDue: () => sums.restDue(),
    sentBesides: besides.sent,
    wake,
    lookAgain,
    startFresh(buckets) {
      besides.moved();
      startFresh(buckets);
    },
    committed(committed) {
      if (committed.membersChanged) refollowDue = true;
      const isNext = !refollowDue && !isHeld() && !reading && standing(lanes)?.seq === committed.after;
      told(committed, isNext);
      if (!isNext) return wake();
      lanes = lanes.map((lane) => ({ ...lane, seq: committed.upTo }));
      boot = committed.boot;
      const part = partOf(committed, deps.bugs?.handsToAll ? null : following.set);
      const rows = besides.wanted(part.rows, lanes);
      passed += part.rows.length - rows.length;
      const some = rows.length + part.gone.length > 0;
      if (!some && passed < PASSED_PAGES * pageRows) return;
      passed = 0;
      send(...(some ? [pageText(boot, lanes, rows, part.gone)] : []), checkpointAt());
      if (wire.buffered() > HIGH_WATER) wake();
    },
    catchUp({ seq, membersSeq }) {
      const members = membersSeq !== following.membersSeq;
      if (members || place() < seq) lookAgain(members);
    },
    place,
    atRest: () => (reading ? null : (standing(lanes)?.seq ?? null)),
    isSure: () => !refollowDue && !refollowing && !isHeld(),
    checkpoint: () => checkpointAt(),
    seen: (head) => (place() >= head || deps.bugs?.answerUnsaid ? null : pageText(boot, seenTo(lanes, head), [], [])),
  };
}
