import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markedOf } from "./words-marks.ts";

describe("the words of a rule as they were understood", () => {
  it("M4 what was not understood is marked where it stands, and nothing of the sentence is lost or doubled", () => {
    expect(markedOf("spent over 5K and zorp", [{ start: 18, end: 22 }])).toEqual([{ text: "spent over 5K and ", unread: false }, { text: "zorp", unread: true }]);
    const span = fc.tuple(fc.integer({ min: -3, max: 40 }), fc.integer({ min: -3, max: 40 })).map(([start, end]) => ({ start, end }));
    fc.assert(fc.property(fc.string({ maxLength: 30 }), fc.array(span, { maxLength: 5 }), (sentence, spans) => {
      const parts = markedOf(sentence, spans);
      expect(parts.map(({ text }) => text).join("")).toBe(sentence);
      expect(parts.every(({ text }) => text !== "")).toBe(true);
    }));
  });
});
