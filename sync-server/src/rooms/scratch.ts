/**
 * Tries updates of bodies before they are believed, where they can do no harm. Invariant: an update that was refused
 * sends its body to a second process, which starts only then: whoever goes on attacking there keeps nobody waiting but
 * those who write in the same body. Updates of one body are tried in the order of the calls wherever it is tried.
 */
import type { BodyFault } from "@outrider/shared/bodies";
import { type BenchOptions, createBench } from "./scratch-bench.ts";
import type { Settled } from "./scratch-messages.ts";

export type ScratchOptions = Omit<BenchOptions, "niceness">;

export type Scratch = {
  /** null: it may be committed. Updates of one key are tried in the order of the calls. Rejects when `base` does or no process starts. */
  tryUpdate(key: string, base: () => Promise<Uint8Array>, update: Uint8Array): Promise<BodyFault | null>;
  /** An update that was tried was not committed, or none of those that are not yet: the copy is read anew. One that was refused here needs no word. */
  drop(key: string, update?: Uint8Array): void;
  settle(base: Uint8Array, updates: readonly Uint8Array[]): Promise<Settled | BodyFault>;
  /** The processes that run now: that of all bodies, that of the suspects. */
  pids(): readonly (number | undefined)[];
  close(): void;
};

/** Bodies under suspicion: the oldest is let off where there are more. */
const MOST_SUSPECTS = 1_000;
/** Suspects take the processor from nobody. */
const BEHIND_OTHERS = 10;
/** Says nothing against who sent it: what it builds on may have been lost on the way. */
const NO_SUSPICION = "missing";

export const createScratch = (options: ScratchOptions = {}): Scratch => {
  const all = createBench(options);
  const suspects = createBench({ ...options, niceness: BEHIND_OTHERS });
  /** Bodies that are tried among the suspects, as soon as who waited for them before is answered. */
  const suspected = new Map<string, Promise<void>>();
  /** The last call for each body among all; the ones before it are answered before it is. */
  const last = new Map<string, Promise<unknown>>();

  const suspect = (key: string): void => {
    if (suspected.has(key)) return;
    const waited = last.get(key) ?? Promise.resolve();
    // What was tried and may not be committed yet moves with it.
    suspected.set(key, waited.then(() => suspects.give(key, all.take(key) ?? []), () => undefined));
    if (suspected.size > MOST_SUSPECTS) pardon();
  };

  const pardon = (): void => {
    for (const oldest of suspected.keys()) {
      const recent = suspects.take(oldest);
      if (recent === null) continue;
      if (recent.length > 0) all.give(oldest, recent);
      suspected.delete(oldest);
      return;
    }
  };

  const amongAll = async (key: string, base: () => Promise<Uint8Array>, update: Uint8Array): Promise<BodyFault | null> => {
    const call = all.tryUpdate(key, base, update);
    const settled = call.then(() => undefined, () => undefined);
    last.set(key, settled);
    try {
      return await call;
    } finally {
      if (last.get(key) === settled) last.delete(key);
    }
  };

  return {
    async tryUpdate(key, base, update) {
      const moved = suspected.get(key);
      if (moved !== undefined) {
        await moved;
        return await suspects.tryUpdate(key, base, update);
      }
      const fault = await amongAll(key, base, update);
      if (fault !== null && fault.code !== NO_SUSPICION) suspect(key);
      return fault;
    },
    drop(key, update) {
      all.drop(key, update);
      suspects.drop(key, update);
    },
    settle: all.settle,
    pids: () => [all.pid(), suspects.pid()],
    close() {
      all.close();
      suspects.close();
    },
  };
};
