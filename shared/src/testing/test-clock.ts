// A clock that moves only when it is told to. Times are ms.
export interface TestClock {
  now(): number;
  /** Moves the clock on (or, with a negative number, back) and answers the new time. */
  tick(ms?: number): number;
}

export function createTestClock(start = 1_700_000_000_000): TestClock {
  let time = start;
  return { now: () => time, tick: (ms = 1000) => (time += ms) };
}
