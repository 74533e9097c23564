// A server's way to its database: the production store in memory behind a door that takes time, fails, and at which the
// server can lose its power before or after a commit. A dead server's calls are never answered and write nothing.
import type { Batch, FeedStore } from "../../../sync-server/src/feed/feed-store.ts";
import type { Random } from "@outrider/shared/kernel";
import type { Scheduler } from "./scheduler.ts";

export interface ServerDiskOptions {
  readonly store: FeedStore;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly alive: () => boolean;
  /** Asked at each commit. */
  readonly trouble: () => "none" | "crash-before" | "crash-after" | "fail-before" | "fail-after";
  readonly crash: () => void;
  readonly committed: (batch: Batch) => void;
}

/** A promise of its own each time: what waits for one that everybody shares would never be let go. */
const never = (): Promise<never> => new Promise<never>(() => undefined);
const SLOWEST = 6;

export function createServerDisk({ store, scheduler, random, alive, trouble, crash, committed }: ServerDiskOptions): FeedStore {
  const wait = async (): Promise<void> => {
    if (!alive()) return await never();
    await scheduler.sleep(random.int(SLOWEST));
    if (!alive()) return await never();
  };
  /** A read: it sees one moment, between asking and answer. */
  const reading = async <T>(read: () => Promise<T>): Promise<T> => {
    await wait();
    const answer = await read();
    await wait();
    return answer;
  };

  /** Of rich texts, by a chance of its own. */
  const ofRooms = random.stream("rooms");
  const readingOfRooms = async <T>(read: () => Promise<T>): Promise<T> => {
    if (!alive()) return await never();
    await scheduler.sleep(ofRooms.int(SLOWEST));
    if (!alive()) return await never();
    const answer = await read();
    await scheduler.sleep(ofRooms.int(SLOWEST));
    return alive() ? answer : await never();
  };

  return {
    async transact(workspace, work) {
      await wait();
      const kind = trouble();
      let batch: Batch | null = null;
      const turn = store.transact(workspace, async (tx) => {
        const answer = await work({ ...tx, write: async (next) => {
          batch = next;
          await tx.write(next);
        } });
        await scheduler.sleep(random.int(SLOWEST));
        if (!alive()) throw new Error("the server is off");
        if (batch !== null && kind === "crash-before") {
          crash();
          throw new Error("power cut before the commit");
        }
        if (batch !== null && kind === "fail-before") throw new Error("the database failed before the commit");
        return answer;
      });
      try {
        const answer = await turn;
        if (batch !== null) committed(batch);
        if (batch !== null && kind === "crash-after") crash();
        await wait();
        if (batch !== null && kind === "fail-after") throw new Error("the database failed after the commit");
        return answer;
      } catch (error) {
        if (!alive()) return await never();
        throw error;
      }
    },
    page: (workspace, lanes, limit) => reading(() => store.page(workspace, lanes, limit)),
    older: (workspace, lanes, limit) => reading(() => store.older(workspace, lanes, limit)),
    definitions: (workspace, buckets) => reading(() => store.definitions(workspace, buckets)),
    count: (workspace, lanes, floor) => reading(() => store.count(workspace, lanes, floor)),
    edge: (workspace, buckets, limit) => reading(() => store.edge(workspace, buckets, limit)),
    open: (workspace, buckets, marks, before, most) => reading(() => store.open(workspace, buckets, marks, before, most)),
    find: (workspace, buckets, wanted, most) => reading(() => store.find(workspace, buckets, wanted, most)),
    sumsFrom: (workspace, lanes) => reading(() => store.sumsFrom(workspace, lanes)),
    sums: (workspace, buckets) => reading(() => store.sums(workspace, buckets)),
    boot: (workspace, boot, now) => reading(() => store.boot(workspace, boot, now)),
    boots: (workspace) => reading(() => store.boots(workspace)),
    horizon: (workspace) => reading(() => store.horizon(workspace)),
    past: (workspace, wanted) => reading(() => store.past(workspace, wanted)),
    pastBy: (workspace, record, origins) => reading(() => store.pastBy(workspace, record, origins)),
    device: (workspace, id) => reading(() => store.device(workspace, id)),
    typed: (workspace, body, after) => readingOfRooms(() => store.typed(workspace, body, after)),
    unwritten: (workspace) => readingOfRooms(() => store.unwritten(workspace)),
    saveDevice: (workspace, device) => reading(() => store.saveDevice(workspace, device)),
    confirm: (workspace, counters) => reading(() => store.confirm(workspace, counters)),
    members: (workspace) => reading(() => store.members(workspace)),
  };
}
