/**
 * The bodies with work or a warm copy: one lane a body, in the order they were last used. Invariant: the updates of one
 * body are tried in the order they came; no body keeps another from its turn. Knows no process.
 */
import type { BodyFault } from "@outrider/shared/bodies";

export type TryJob = {
  readonly update: Uint8Array;
  readonly base: () => Promise<Uint8Array>;
  readonly resolve: (fault: BodyFault | null) => void;
  readonly reject: (error: Error) => void;
  /** It was in hand, or waiting, when the process died: it goes alone. */
  alone: boolean;
  /** It was in hand when the process died. */
  suspect: boolean;
};

export type Lane = {
  readonly key: string;
  jobs: TryJob[];
  /** cold: the process has no copy; loading: what is committed is being read; loaded: it was read; warm: there is a copy. */
  state: "cold" | "loading" | "loaded" | "warm";
  base: Uint8Array | null;
  /** What was tried on the copy since it was read, as far as it is kept. */
  recent: Uint8Array[];
  bytes: number;
  /** The copy holds what was never committed and is to be read anew when what is in hand is done; "whole": with all that was tried since. */
  stale: "copy" | "whole" | null;
};

/** Updates that may still be on their way to the database, and their bytes. */
const MOST_RECENT = 256;
const MOST_RECENT_BYTES = 524_288;

export const newLane = (key: string): Lane => ({ key, jobs: [], state: "cold", base: null, recent: [], bytes: 0, stale: null });

export const remember = (lane: Lane, update: Uint8Array): void => {
  if (lane.stale === "whole") return;
  lane.recent.push(update);
  let bytes = lane.recent.reduce((sum, { length }) => sum + length, 0);
  while (lane.recent.length > MOST_RECENT || bytes > MOST_RECENT_BYTES) bytes -= lane.recent.shift()?.length ?? bytes;
};

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** What was tried is not committed: `update`, or all that is not committed yet. */
export const disown = (lane: Lane, update: Uint8Array | undefined): void => {
  const recent = update === undefined ? [] : lane.recent.filter((one) => !same(one, update));
  if (update !== undefined && recent.length === lane.recent.length) return;
  lane.recent = recent;
  lane.stale = update === undefined || lane.stale === "whole" ? "whole" : "copy";
};

/** The next jobs, by turns, at most `most`; one that goes alone goes alone. */
export const nextJobs = (lanes: Iterable<Lane>, most: number): readonly (readonly [Lane, TryJob])[] => {
  const able = [...lanes].filter(({ state, jobs }) => jobs.length > 0 && (state === "loaded" || state === "warm"));
  const single = able.find(({ jobs }) => jobs[0]?.alone === true);
  if (single?.jobs[0] !== undefined) return [[single, single.jobs[0]]];
  const taken: [Lane, TryJob][] = [];
  for (let turn = 0; taken.length < most; turn++) {
    const before = taken.length;
    for (const lane of able) {
      const job = lane.jobs[turn];
      const blocked = lane.jobs.slice(0, turn + 1).some(({ alone }) => alone);
      if (job !== undefined && !blocked && taken.length < most) taken.push([lane, job]);
    }
    if (taken.length === before) break;
  }
  return taken;
};
