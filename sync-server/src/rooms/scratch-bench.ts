/**
 * One process that tries updates, and who waits for it. Invariant: whatever an update does to Yjs, it does it there,
 * within `limitMs` and `heapMb`, and is refused; an update that did nothing wrong is never refused because of another.
 * Does not know what is committed: that is asked for.
 */
import { type BodyFault, faultOf } from "@outrider/shared/bodies";
import { type Lane, type TryJob, disown, newLane, nextJobs, remember } from "./scratch-lanes.ts";
import type { Answer, Settled, Work } from "./scratch-messages.ts";
import { type ScratchProcess, startScratchProcess } from "./scratch-process.ts";
import { createWatchdog } from "./watchdog.ts";

export type BenchOptions = {
  /** Heap of the process, in MiB. */
  readonly heapMb?: number;
  /** How far the process stands behind this one for the processor, up to 19. */
  readonly niceness?: number;
  /** For one update, from when its turn comes; what takes longer is refused and the process started anew. */
  readonly limitMs?: number;
  /** Updates handed over at once. */
  readonly batch?: number;
  /** Warm copies kept, and the bytes of their states. */
  readonly copies?: number;
  readonly copyBytes?: number;
  /** Told when the process died though nobody closed it. */
  readonly onDeath?: (how: string) => void;
};

export type Bench = {
  tryUpdate(key: string, base: () => Promise<Uint8Array>, update: Uint8Array): Promise<BodyFault | null>;
  drop(key: string, update?: Uint8Array): void;
  /** Forgets a body nobody waits for, and gives what was tried on it and may not be committed yet; null where somebody waits. */
  take(key: string): readonly Uint8Array[] | null;
  /** What another bench has tried on a body. */
  give(key: string, recent: readonly Uint8Array[]): void;
  settle(base: Uint8Array, updates: readonly Uint8Array[]): Promise<Settled | BodyFault>;
  /** The process that runs now. */
  pid(): number | undefined;
  close(): void;
};

type SettleJob = {
  readonly base: Uint8Array;
  readonly updates: readonly Uint8Array[];
  readonly resolve: (settled: Settled | BodyFault) => void;
  readonly reject: (error: Error) => void;
  suspect: boolean;
};

type InHand = { readonly id: number; readonly lane: Lane; readonly job: TryJob; readonly loaded: boolean } | { readonly id: number; readonly settle: SettleJob };

/** A process that does not even start so often will not. */
const MOST_STARTS = 3;

const DEFAULTS = { heapMb: 192, niceness: 0, limitMs: 1_500, batch: 16, copies: 256, copyBytes: 2_097_152 };

export const createBench = (given: BenchOptions = {}): Bench => {
  const options = { ...DEFAULTS, ...given };
  const lanes = new Map<string, Lane>();
  const settles: SettleJob[] = [];
  let forgotten: string[] = [];
  let process: ScratchProcess | null = null;
  let ready = false;
  let failedStarts = 0;
  let inHand: InHand[] = [];
  /** It was killed because it took too long. */
  let hung = false;
  let scheduled = false;
  let closed = false;
  let ids = 0;
  const watchdog = createWatchdog(options.limitMs, () => process?.cpuMs() ?? null, () => {
    hung = true;
    process?.kill();
  });

  const schedule = (): void => {
    if (scheduled || closed) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      pump();
    });
  };

  const laneOf = (key: string): Lane => {
    const lane = lanes.get(key) ?? newLane(key);
    // The last used is last.
    lanes.delete(key);
    lanes.set(key, lane);
    return lane;
  };

  const load = (lane: Lane): void => {
    const job = lane.jobs[0];
    if (job === undefined) return;
    lane.state = "loading";
    job.base().then(
      (base) => {
        lane.base = base;
        lane.state = "loaded";
        schedule();
      },
      (error: unknown) => {
        lane.state = "cold";
        lane.jobs = lane.jobs.filter((one) => one !== job);
        job.reject(error instanceof Error ? error : new Error(String(error)));
        schedule();
      },
    );
  };

  const chill = (lane: Lane): void => {
    if (lane.state === "warm") lane.state = "cold";
    lane.bytes = 0;
  };

  const evict = (): void => {
    let bytes = 0;
    for (const lane of lanes.values()) bytes += lane.bytes;
    for (const lane of lanes.values()) {
      if (lanes.size <= options.copies && bytes <= options.copyBytes) return;
      if (lane.jobs.length > 0 || lane.state === "loading") continue;
      bytes -= lane.bytes;
      lanes.delete(lane.key);
      forgotten.push(lane.key);
    }
  };

  const start = (): void => {
    ready = false;
    process = startScratchProcess(options.heapMb, options.niceness, {
      onReady: () => {
        ready = true;
        failedStarts = 0;
        schedule();
      },
      onAnswer: ({ id, answer }) => hear(id, answer),
      onDeath: died,
    });
  };

  const pump = (): void => {
    if (closed || inHand.length > 0) return;
    for (const lane of lanes.values()) if (lane.state === "cold" && lane.jobs.length > 0) load(lane);
    const work: Work[] = [];
    const taken: InHand[] = [];
    const settle = settles.at(0);
    if (settle !== undefined) {
      taken.push({ id: ++ids, settle });
      work.push({ type: "settle", id: ids, base: settle.base, updates: settle.updates });
    }
    const jobs = settle?.suspect === true ? [] : nextJobs(lanes.values(), options.batch);
    // What goes alone goes alone.
    if (jobs[0]?.[1].alone === true) {
      taken.length = 0;
      work.length = 0;
    }
    if (taken.length + jobs.length === 0) return;
    if (process === null) start();
    if (!ready) return;
    for (const [lane, job] of jobs) {
      const parts = lane.state === "loaded" && lane.base !== null ? { base: lane.base, recent: lane.recent.slice() } : null;
      lane.base = null;
      lane.state = "warm";
      taken.push({ id: ++ids, lane, job, loaded: parts !== null });
      work.push({ type: "try", id: ids, key: lane.key, update: job.update, load: parts });
    }
    inHand = taken;
    watchdog.start();
    process?.send({ forget: forgotten, work });
    forgotten = [];
  };

  const done = (): void => {
    watchdog.stop();
    for (const lane of lanes.values()) {
      if (lane.stale === null) continue;
      chill(lane);
      lane.stale = null;
      forgotten.push(lane.key);
    }
    evict();
    schedule();
  };

  const finish = (lane: Lane, job: TryJob, fault: BodyFault | null): void => {
    lane.jobs = lane.jobs.filter((one) => one !== job);
    job.resolve(fault);
  };

  const hear = (id: number, answer: Answer): void => {
    const at = inHand[0];
    if (at?.id !== id) return;
    inHand.shift();
    watchdog.progress();
    if ("settle" in at) {
      settles.shift();
      if (answer.kind === "settled") at.settle.resolve(answer.settled);
    } else tried(at.lane, at.job, at.loaded, answer);
    if (inHand.length === 0) done();
  };

  const tried = (lane: Lane, job: TryJob, loaded: boolean, answer: Answer): void => {
    if (answer.kind === "kept") {
      lane.bytes = answer.bytes;
      remember(lane, job.update);
      return finish(lane, job, null);
    }
    chill(lane);
    if (answer.kind === "refused") finish(lane, job, answer.fault);
    // What it refers to may have been committed by another server since the copy was read: it is read once more.
    else if (answer.kind === "pending" && loaded) finish(lane, job, faultOf("missing"));
    else if (answer.kind === "broken") {
      lane.jobs = lane.jobs.filter((one) => one !== job);
      job.reject(new Error(`a stored body cannot be read: ${answer.message}`));
    }
  };

  const died = (how: string): void => {
    process = null;
    const wasReady = ready;
    ready = false;
    if (closed) return;
    options.onDeath?.(how);
    for (const lane of lanes.values()) chill(lane);
    forgotten = [];
    const [first, ...others] = inHand;
    inHand = [];
    for (const one of others) if (!("settle" in one)) one.job.alone = true;
    if (first !== undefined) blame(first);
    hung = false;
    if (!wasReady && ++failedStarts >= MOST_STARTS) giveUp(new Error(`the process that tries updates of notes does not start (${how})`));
    done();
  };

  // Who dies alone, or takes too long, is refused. Whoever was in hand at another death is tried once more: a process
  // may be killed for reasons of its own.
  const blame = (one: InHand): void => {
    const job = "settle" in one ? one.settle : one.job;
    const guilty = hung || job.suspect;
    job.suspect = true;
    if ("settle" in one) {
      if (!guilty) return;
      settles.shift();
      return one.settle.resolve(faultOf("bad-content"));
    }
    one.job.alone = true;
    if (guilty) finish(one.lane, one.job, faultOf("bad-content"));
  };

  const giveUp = (error: Error): void => {
    failedStarts = 0;
    for (const lane of lanes.values()) {
      for (const job of lane.jobs) job.reject(error);
      lane.jobs = [];
    }
    for (const job of settles.splice(0)) job.reject(error);
  };

  const ended = (): Promise<never> => Promise.reject(new Error("the trials of notes are closed"));

  return {
    tryUpdate(key, base, update) {
      if (closed) return ended();
      return new Promise((resolve, reject) => {
        laneOf(key).jobs.push({ update, base, resolve, reject, alone: false, suspect: false });
        schedule();
      });
    },
    drop(key, update) {
      const lane = lanes.get(key);
      if (lane === undefined) return;
      disown(lane, update);
      if (inHand.length === 0) done();
    },
    take(key) {
      const lane = lanes.get(key);
      if (lane === undefined) return [];
      // What is in hand is among them.
      if (lane.jobs.length > 0) return null;
      lanes.delete(key);
      forgotten.push(key);
      return lane.recent;
    },
    give(key, recent) {
      laneOf(key).recent = [...recent];
    },
    settle(base, updates) {
      if (closed) return ended();
      return new Promise((resolve, reject) => {
        settles.push({ base, updates, resolve, reject, suspect: false });
        schedule();
      });
    },
    pid: () => process?.pid,
    close() {
      if (closed) return;
      closed = true;
      watchdog.stop();
      process?.kill();
      giveUp(new Error("the trials of notes are closed"));
    },
  };
};
