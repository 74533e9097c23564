import { describe, expect, it } from "vitest";
import { groupedRows } from "./grouped-rows.ts";

const groups = [{ value: "a", from: 0, count: 2 }, { value: "b", from: 2, count: 1 }, { value: null, from: 3, count: 3 }];

describe("a list in groups", () => {
  it("R4 has a line before each group, and below it the group's rows", () => {
    const { count, headAt, rowAt } = groupedRows(6, groups);
    const lines = Array.from({ length: count }, (_, line) => headAt(line)?.value ?? (headAt(line) === undefined ? rowAt(line) : "none"));
    expect(lines).toEqual(["a", 0, 1, "b", 2, "none", 3, 4, 5]);
  });

  it("R4 loads, for a head in view, the rows below it", () => {
    const { rowAt } = groupedRows(6, groups);
    expect([0, 3, 5].map(rowAt)).toEqual([0, 2, 3]);
  });

  it("R4 without groups a line is a row", () => {
    for (const none of [undefined, []]) {
      const { count, headAt, rowAt } = groupedRows(4, none);
      expect([count, headAt(0), rowAt(3)]).toEqual([4, undefined, 3]);
    }
  });
});
