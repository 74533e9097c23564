import { describe, expect, it } from "vitest";
import { ACTIONS, fitting, meant, stepTo } from "./palette-items.ts";

const labels = (typed: string) => fitting(ACTIONS, typed).map(({ label }) => label);

describe("the palette", () => {
  it("R12 W3 offers what fits the beginnings of words, in any order and any case", () => {
    expect(labels("new de")).toEqual(["New deal"]);
    expect(labels("BOARD go")).toEqual(["Go to Board"]);
    expect(labels("deal")).toEqual(["New deal", "Go to Deals"]);
    expect(labels("oard")).toEqual([]);
    expect(labels("")).toHaveLength(ACTIONS.length);
  });

  it("R12 W3 knows an action whose name is being typed from a word that occurs in one", () => {
    expect(meant("Go to Sync", "GO to  sy")).toBe(true);
    expect(meant("New deal", "new")).toBe(false);
    expect(meant("New deal", "deal new")).toBe(false);
  });

  it("R12 W3 goes round by the arrows and stops at the ends by the page keys", () => {
    expect(stepTo("ArrowDown", 2, 3)).toBe(0);
    expect(stepTo("ArrowUp", 0, 3)).toBe(2);
    expect(stepTo("PageDown", 0, 3)).toBe(2);
    expect(stepTo("PageUp", 1, 3)).toBe(0);
    expect(stepTo("a", 1, 3)).toBeUndefined();
    expect(stepTo("ArrowDown", 0, 0)).toBeUndefined();
  });
});
