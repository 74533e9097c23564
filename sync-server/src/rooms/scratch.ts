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
  /** Bodies that are to be tried among the suspects, and whether they have moved there. */
  const suspected = new Map<string, { moved: boolean }>();

  /** Moves a body when nobody waits for it, so that the order holds. */
  const benchOf = (key: string): typeof all => {
    const suspect = suspected.get(key);
    if (suspect === undefined) return all;
    if (!suspect.moved) {
      const recent = all.take(key);
      if (recent === null) return all;
      suspects.give(key, recent);
      suspect.moved = true;
    }
    return suspects;
  };

  const suspect = (key: string): void => {
    if (suspected.has(key)) return;
    suspected.set(key, { moved: false });
    if (suspected.size <= MOST_SUSPECTS) return;
    for (const [oldest, { moved }] of suspected) {
      const recent = moved ? suspects.take(oldest) : [];
      if (recent === null || oldest === key) continue;
      if (moved) all.give(oldest, recent);
      suspected.delete(oldest);
      return;
    }
  };

  return {
    async tryUpdate(key, base, update) {
      const fault = await benchOf(key).tryUpdate(key, base, update);
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
