import { describe, expect, it } from "vitest";
import { MAKES, meaningOf, PLACES } from "./shortcuts.ts";

describe("keys that work on every page", () => {
  it("W3 g goes and n makes, by the letter after it", () => {
    expect(meaningOf("g", undefined)).toEqual({ do: "wait", after: "g" });
    expect(meaningOf("b", "g")).toEqual({ do: "go", to: "/board" });
    expect(meaningOf("n", undefined)).toEqual({ do: "wait", after: "n" });
    expect(meaningOf("c", "n")).toEqual({ do: "make", kind: "contact" });
    expect(meaningOf("n", "n")).toEqual({ do: "make", kind: "note" });
  });

  it("W3 a letter alone, or after a letter that it does not follow, does nothing", () => {
    expect(meaningOf("d", undefined)).toBeUndefined();
    expect(meaningOf("x", "g")).toBeUndefined();
    expect(meaningOf("b", "n")).toBeUndefined();
  });

  it("W3 g and n begin anew after each other", () => {
    expect(meaningOf("n", "g")).toEqual({ do: "wait", after: "n" });
    expect(meaningOf("?", "g")).toEqual({ do: "help" });
  });

  it("W3 no letter stands for two things", () => {
    for (const table of [PLACES, MAKES]) expect(new Set(table.map(({ key }) => key)).size).toBe(table.length);
    expect(PLACES.map(({ key }) => key)).not.toContain("n");
  });

  it("W2 everything a person adds in a day can be made from anywhere", () => {
    expect(MAKES.map(({ kind }) => kind).sort()).toEqual(["call", "company", "contact", "deal", "lead", "meeting", "note", "task"]);
  });
});
