import fc from "fast-check";
import { expect, test } from "vitest";
import { niceTicks } from "./nice-ticks.ts";

test("D1 a scale begins at nothing, ends at or above the highest figure, and has few marks evenly apart", () => {
  expect([niceTicks(0), niceTicks(3), niceTicks(37), niceTicks(400_000)]).toEqual([[0, 1], [0, 1, 2, 3], [0, 10, 20, 30, 40], [0, 100_000, 200_000, 300_000, 400_000]]);
  fc.assert(fc.property(fc.double({ min: 1e-3, max: 1e12, noNaN: true }), (highest) => {
    const ticks = niceTicks(highest);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest * (1 - 1e-9));
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
  }));
});
