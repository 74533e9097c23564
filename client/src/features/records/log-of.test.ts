import { describe, expect, it } from "vitest";
import { logOf, type TypedLog } from "./log-of.ts";

const typed = (part: Partial<TypedLog>): TypedLog => ({ type: "call", outcome: "", text: "", at: "", minutes: "", direction: "", ...part });

describe("log", () => {
  it("R5 an outcome alone is enough, and so are words alone", () => {
    expect(logOf("r", typed({ outcome: "No answer" }))).toEqual({ ok: true, value: { root: "r", type: "call", text: "", outcome: "No answer" } });
    expect(logOf("r", typed({ text: " hello " }))).toEqual({ ok: true, value: { root: "r", type: "call", text: "hello" } });
    expect(logOf("r", typed({})).ok).toBe(false);
  });

  it("R5 time, length and direction go with it where they are given, and wrong ones are refused", () => {
    expect(logOf("r", typed({ text: "x", at: "2026-05-03T07:05", minutes: "15", direction: "in" }))).toMatchObject({
      value: { at: new Date(2026, 4, 3, 7, 5).getTime(), duration: 15, direction: "in" },
    });
    for (const wrong of [{ minutes: "long" }, { minutes: "-1" }, { at: "soon" }]) expect(logOf("r", typed({ text: "x", ...wrong })).ok).toBe(false);
  });

  it("R5 a note is words alone", () => expect(logOf("r", typed({ type: "note", text: "x", minutes: "5", direction: "in" }))).toEqual({ ok: true, value: { root: "r", type: "note", text: "x" } }));
});
