import { idOf, stateOf } from "@outrider/shared/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { adviceFigures, adviceIn } from "./index.ts";

const ALL = { from: 0, until: 1_000 };
const given = (index: number, values: Readonly<Record<string, string | number>>) => adviceIn(stateOf("feedback", idOf(`feedback ${index}`), { values: { suggestion: "call", shownAt: 500, ...values } }));

it("D2 what was promised is held against what came, stretch by stretch", () => {
  const figures = adviceFigures([
    given(1, { confidence: 82, outcome: "worked", useful: "yes", doneAt: 600 }), given(2, { confidence: 88, outcome: "failed", useful: "yes" }), given(3, { confidence: 15, outcome: "failed", useful: "no" }),
    given(4, { confidence: 40 }), given(5, { outcome: "worked" }), given(6, { confidence: 90, outcome: "worked", shownAt: 2_000 }), given(7, { confidence: 90, outcome: "worked", deletedAt: 1 }),
  ], ALL);
  expect(figures).toMatchObject({ given: 5, useful: 2, notUseful: 1, done: 1, worked: 2, failed: 2, acceptance: 2 / 3 });
  expect(figures.bins).toEqual([{ from: 10, to: 20, count: 1, promised: 15, came: 0 }, { from: 80, to: 90, count: 2, promised: 85, came: 0.5 }]);
  expect(figures.error).toBeCloseTo((0.15 + 2 * 0.35) / 3);
});

it("D2 of nothing nothing is said", () => {
  expect(adviceFigures([], ALL)).toMatchObject({ given: 0, acceptance: null, error: null, bins: [] });
});

it("D2 every outcome with a promise is in exactly one stretch, and no share leaves its bounds", () => {
  fc.assert(fc.property(fc.array(fc.record({ confidence: fc.integer({ min: 0, max: 100 }), outcome: fc.constantFrom("worked", "failed") })), (rows) => {
    const { bins, error } = adviceFigures(rows.map((row, index) => given(index, row)), ALL);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
    for (const { from, to, promised, came } of bins) expect(promised >= from && promised <= to && came >= 0 && came <= 1).toBe(true);
    expect(error === null ? rows.length : error >= 0 && error <= 1).toBe(rows.length === 0 ? 0 : true);
  }));
});
