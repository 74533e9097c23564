// Owns the sizes of a run: what is measured with how much, how often and how long it may take.

export interface Plan {
  readonly catchUp: { readonly counts: readonly number[]; readonly runs: number; readonly limitMs: number };
  readonly kills: { readonly runs: number; readonly records: number; readonly perSecond: number };
  readonly live: {
    readonly rooms: number;
    readonly members: number;
    readonly perSecond: number;
    /** Seconds of the same load before what is measured. */
    readonly warmUp: number;
    readonly seconds: number;
    readonly runs: number;
  };
  /** Of rich texts: people typing, and what is typed when the server is killed. Less comes in a second, so compilers take longer. */
  readonly rooms: Plan["live"];
  readonly typing: Plan["kills"];
  readonly accept: { readonly batch: number; readonly seconds: number; readonly runs: number };
  readonly storm: {
    readonly teams: number;
    readonly devicesEach: number;
    readonly edits: number;
    /** All are back within so many ms. */
    readonly withinMs: number;
  };
  readonly api: { readonly records: number; readonly seconds: number };
  readonly stale: { readonly trials: number };
  readonly start: { readonly records: number; readonly runs: number };
  readonly device: { readonly records: number; readonly colds: number };
}

export const full: Plan = {
  catchUp: { counts: [2_000, 10_000, 50_000], runs: 3, limitMs: 180_000 },
  kills: { runs: 10, records: 20, perSecond: 200 },
  live: { rooms: 20, members: 10, perSecond: 1_000, warmUp: 5, seconds: 15, runs: 3 },
  rooms: { rooms: 40, members: 10, perSecond: 400, warmUp: 15, seconds: 30, runs: 3 },
  typing: { runs: 10, records: 20, perSecond: 200 },
  accept: { batch: 500, seconds: 10, runs: 3 },
  storm: { teams: 20, devicesEach: 50, edits: 200, withinMs: 10_000 },
  api: { records: 100_000, seconds: 10 },
  stale: { trials: 4_000 },
  start: { records: 100_000, runs: 5 },
  device: { records: 100_000, colds: 5 },
};

export const quick: Plan = {
  catchUp: { counts: [2_000], runs: 1, limitMs: 60_000 },
  kills: { runs: 2, records: 20, perSecond: 200 },
  live: { rooms: 20, members: 10, perSecond: 1_000, warmUp: 3, seconds: 5, runs: 1 },
  rooms: { rooms: 40, members: 10, perSecond: 400, warmUp: 3, seconds: 5, runs: 1 },
  typing: { runs: 2, records: 20, perSecond: 200 },
  accept: { batch: 500, seconds: 3, runs: 1 },
  storm: { teams: 3, devicesEach: 10, edits: 50, withinMs: 2_000 },
  api: { records: 2_000, seconds: 2 },
  stale: { trials: 200 },
  start: { records: 2_000, runs: 1 },
  device: { records: 2_000, colds: 1 },
};
