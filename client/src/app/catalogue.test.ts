import { describe, expect, it } from "vitest";
import { spoken } from "./catalogue.ts";
import { counted, formOf, listed } from "./plural.ts";
import { longer, mirrored } from "./pseudo.ts";

describe("the catalogue", () => {
  it("R16 speaks every text of a room, in tables and lists and out of functions, and leaves the rest", () => {
    const words = { title: "Deals", more: { none: "Nothing", steps: ["One", "Two"] }, of: (have: number) => ({ title: `${have} here`, done: false }), limit: 3 };
    const loud = spoken(words, (text) => text.toUpperCase()) as typeof words;
    expect({ ...loud, of: loud.of(4) }).toEqual({ title: "DEALS", more: { none: "NOTHING", steps: ["ONE", "TWO"] }, of: { title: "4 HERE", done: false }, limit: 3 });
  });

  it("R16 the long language is two fifths longer and accented, and keeps figures and signs", () => {
    for (const text of ["Save", "New deal", "What you have saved stays. The page reloads once."]) {
      expect(longer(text).length).toBeGreaterThanOrEqual(Math.floor(text.length * 1.35));
      expect(longer(text).length).toBeLessThanOrEqual(Math.ceil(text.length * 1.45) + 1);
      expect(longer(text)).not.toMatch(/[aeiou]/);
    }
    expect(longer("€84,000")).toBe("€84,000");
    expect(longer("12 MB")).toContain("12 ");
  });

  it("R16 the language from right to left turns each text and nothing but texts", () => {
    expect(mirrored("Deals")).toBe("\u202eDeals\u202c");
    expect(mirrored("12")).toBe("12");
  });
});

describe("plurals and lists", () => {
  it("R16 take the form of the language's own rule", () => {
    const edits = { one: "edit", other: "edits" };
    expect([0, 1, 2, 1204].map((count) => counted(count, edits))).toEqual(["0 edits", "1 edit", "2 edits", "1,204 edits"]);
    expect(formOf(1, { other: "items" })).toBe("items");
  });

  it("R16 put several things in a row", () => {
    expect([listed([]), listed(["a"]), listed(["a", "b", "c"])]).toEqual(["", "a", "a, b, c"]);
  });
});
