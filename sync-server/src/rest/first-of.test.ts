import fc from "fast-check";
import { expect, it } from "vitest";
import { firstOf } from "./first-of.ts";

it("I1 the first few of many are those that sorting all would put first, in that order", () => {
  const compare = (a: readonly [number, number], b: readonly [number, number]): number => a[0] - b[0] || a[1] - b[1];
  fc.assert(fc.property(fc.array(fc.nat(20)), fc.integer({ min: -1, max: 40 }), (numbers, count) => {
    const items = numbers.map((number, index) => [number, index] as const);
    expect(firstOf(items, count, compare)).toEqual([...items].sort(compare).slice(0, Math.max(0, count)));
  }));
});
