import { describe, expect, it } from "vitest";
import { sortedPlace } from "./pinned-place.ts";

/** What is shown, by the sorted list and where the held row is pinned. */
const shown = (sorted: string, held: string, pinned: number): string =>
  [...sorted].map((_, index) => {
    const place = sortedPlace(index, pinned, sorted.indexOf(held));
    return place === null ? held : sorted[place];
  }).join("");

describe("a row that is edited in a sorted list", () => {
  it("R4 stays where it was, and all others with it, wherever its new values send it", () => {
    expect(shown("dabce", "d", 3)).toBe("abcde");
    expect(shown("acdeb", "b", 1)).toBe("abcde");
    expect(shown("abcde", "c", 2)).toBe("abcde");
    expect(shown("bcdea", "a", 0)).toBe("abcde");
    expect(shown("eabcd", "e", 4)).toBe("abcde");
  });

  it("R4 is taken to have gone before all others where it is not in sight", () => {
    expect([98, 99, 100, 101].map((index) => sortedPlace(index, 100, undefined))).toEqual([99, 100, null, 101]);
  });
});
