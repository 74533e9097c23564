import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canBeNear, distance, distanceToStart, lettersIn } from "./distance.ts";
import { createVocabulary, likeliest, slipsOf, type Vocabulary } from "./vocabulary.ts";

/** As it is written in books: the least number of steps, tried out. */
function slowly(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)));
  const at = (i: number, j: number): number => table[i]?.[j] as number;
  for (let i = 1; i <= a.length; i++) for (let j = 1; j <= b.length; j++) {
    const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
    (table[i] as number[])[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1), swap);
  }
  return at(a.length, b.length);
}

const arbWord = fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 9 });

const nearest = (words: Vocabulary, typed: string, unfinished = false): readonly string[] => likeliest(words.nearest(typed, unfinished));

describe("mistyped words", () => {
  it("R12 R14 slips are counted as in the books, bounded, and to the nearest beginning of a word", () => {
    fc.assert(fc.property(arbWord, arbWord, fc.integer({ min: 1, max: 3 }), (a, b, limit) => {
      const far = slowly(a, b);
      expect(Math.min(limit + 1, distance(a, b, limit))).toBe(Math.min(limit + 1, far));
      const starts = Array.from({ length: b.length + 1 }, (_, end) => slowly(a, b.slice(0, end)));
      expect(Math.min(limit + 1, distanceToStart(a, b, limit))).toBe(Math.min(limit + 1, ...starts));
      // What cannot be near by its letters is not near.
      if (!canBeNear(lettersIn(a), lettersIn(b), limit)) expect(far).toBeGreaterThan(limit);
      if (!canBeNear(lettersIn(a) & ~lettersIn(b), 0, limit)) expect(Math.min(...starts)).toBeGreaterThan(limit);
    }), { numRuns: 3_000 });
  });

  it("R12 no slip is forgiven below four letters, one below eight, two from there on", () => {
    expect(["abc", "abcd", "abcdefg", "abcdefgh"].map(slipsOf)).toEqual([0, 1, 1, 2]);
    const words = createVocabulary();
    words.add("smith johnson rotterdam cat\nj.smith@x.test order 1234");
    expect(nearest(words, "smiht")).toEqual(["smith"]);
    expect(nearest(words, "smht")).toEqual([]);
    expect(nearest(words, "rotterdsm")).toEqual(["rotterdam"]);
    expect(nearest(words, "roterdsm")).toEqual(["rotterdam"]);
    expect(nearest(words, "rotrdsm")).toEqual([]);
    expect(nearest(words, "kat")).toEqual([]);
    expect(nearest(words, "1243")).toEqual([]);
    expect(nearest(words, "j.smiht")).toEqual([]);
  });

  it("R12 a word that is still being typed is near to one that begins like it, one that is done is not", () => {
    const words = createVocabulary();
    words.add("johnson johansen");
    expect(nearest(words, "jonhs", true)).toEqual(["johnson"]);
    expect(nearest(words, "jonhs")).toEqual([]);
    // A whole word that is as near comes before one that only begins so.
    words.add("smith smithson");
    expect(nearest(words, "smiht", true)).toEqual(["smith"]);
  });

  it("R12 the nearest come alone, the most frequent first, and what is gone is not offered", () => {
    const words = createVocabulary();
    words.add("smith smith smits");
    words.add("smite smith");
    expect(nearest(words, "smitg")).toEqual(["smith", "smite", "smits"]);
    words.add("smitg2 samitg");
    words.remove("smith smith smits");
    words.remove("samitg");
    expect(nearest(words, "smitg")).toEqual(["smite", "smith"]);
    expect([words.holds("mit"), words.holds("smits")]).toEqual([true, false]);
  });
});
