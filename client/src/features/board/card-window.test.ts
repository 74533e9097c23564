import { describe, expect, it } from "vitest";
import { indicesToDraw } from "./card-window.ts";

describe("the cards of a column that are in the page", () => {
  it("R4 are those in view and a few around them, however many there are", () => {
    expect(indicesToDraw(500, 100, 6, -1)).toEqual([96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109]);
    expect(indicesToDraw(3, 0, 6, -1)).toEqual([0, 1, 2]);
    expect(indicesToDraw(0, 0, 6, -1)).toEqual([]);
  });

  it("R4 hold the dragged one wherever the column is scrolled, once", () => {
    expect(indicesToDraw(500, 100, 1, 2)[0]).toBe(2);
    expect(indicesToDraw(500, 100, 1, 400).at(-1)).toBe(400);
    expect(indicesToDraw(500, 100, 1, 101).filter((index) => index === 101)).toHaveLength(1);
    expect(indicesToDraw(5, 0, 6, 9)).toEqual([0, 1, 2, 3, 4]);
  });

  it("R4 are the last ones where the column has become shorter than it was scrolled", () => {
    expect(indicesToDraw(3, 100, 6, -1)).toEqual([0, 1, 2]);
  });
});
