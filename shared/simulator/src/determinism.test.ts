// The simulator itself: a seed is a run, and a run has all that it claims to have.
import { expect, test } from "vitest";
import { FAULTS } from "./plan.ts";
import { simulate } from "./simulate.ts";

const SAMPLE = [3, 14, 15, 92, 65];
// A copy of a profile has another clock: what it sends that was made before it was copied has no one clock.
const withoutJumps = FAULTS.filter((fault) => fault !== "clock-jump" && fault !== "clone");

test("S3 the same seed gives the same run, event for event", async () => {
  for (const seed of SAMPLE) {
    const [one, two] = [await simulate(seed), await simulate(seed)];
    expect([two.hash, two.events]).toEqual([one.hash, one.events]);
  }
  expect((await simulate(3)).hash).not.toBe((await simulate(4)).hash);
});

test("S3 clocks that are wrong by a constant, from a year behind to ten years ahead, change no record", async () => {
  for (let seed = 1; seed <= 25; seed++) {
    const wrong = await simulate(seed, { faults: withoutJumps });
    const right = await simulate(seed, { faults: withoutJumps, rightClocks: true });
    expect(wrong.findings).toEqual([]);
    expect(right.records()).toBe(wrong.records());
  }
});
