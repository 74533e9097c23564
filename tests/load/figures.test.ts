import { expect, it } from "vitest";
import { floors, quantile, slopePerMinute } from "./figures.ts";

const line = (perMinute: number) => Array.from({ length: 120 }, (_, second) => ({ at: second * 1000, value: 100 + (perMinute * second) / 60 + (second % 7) }));

it("S13 the slope of what grows is found under what rises and falls by itself", () => {
  expect(slopePerMinute([{ at: 0, value: 1 }, { at: 60_000, value: 4 }])).toBeCloseTo(3);
  expect(slopePerMinute(line(0))).toBeCloseTo(0, 0);
  expect(slopePerMinute(line(5))).toBeCloseTo(5, 0);
  expect(slopePerMinute([{ at: 0, value: 1 }])).toBeNaN();
});

it("S13 the floor of a span is its least value", () => {
  const saw = floors(line(6), 10_000);
  expect(saw).toHaveLength(12);
  expect(slopePerMinute(saw)).toBeCloseTo(6, 0);
});

it("S13 p99 is read by nearest rank", () => {
  expect(quantile(Array.from({ length: 200 }, (_, index) => index + 1), 0.99)).toBe(198);
  expect(quantile([], 0.99)).toBeNaN();
});
