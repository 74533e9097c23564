import { stateOf } from "@outrider/shared/testing";
import { rowOf } from "@outrider/shared/projection";
import { describe, expect, it } from "vitest";
import { NOTHING_TYPED, objectionOf, statusOf, typedOf } from "./objection-draft.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const row = (values: Readonly<Record<string, string | number>>) => rowOf(stateOf("objection", ID, { values }), () => undefined);

describe("an objection that is typed", () => {
  it("R7 what was not said is nothing, and words lose the blanks around them", () => {
    expect(objectionOf({ ...NOTHING_TYPED, text: "  Too dear \n" })).toEqual({ ok: true, value: { text: "Too dear", category: null, severity: null, response: null, raisedBy: null, at: null } });
  });

  it("R7 what is wrong is said, with its name", () => {
    expect(objectionOf(NOTHING_TYPED)).toEqual({ ok: false, error: "What they said must not be empty." });
    expect(objectionOf({ ...NOTHING_TYPED, text: "Too dear", at: "yesterday" })).toEqual({ ok: false, error: "When must be a day and a time." });
    expect(objectionOf({ ...NOTHING_TYPED, text: "x".repeat(20_001) }).ok).toBe(false);
  });

  it("R7 what stands is read back as it was typed, to the minute", () => {
    const at = new Date(2026, 9, 5, 14, 30).getTime();
    const typed = typedOf(row({ text: "Too dear", category: "price", raisedBy: ID, at }));
    expect(typed).toEqual({ ...NOTHING_TYPED, text: "Too dear", category: "price", raisedBy: ID, at: "2026-10-05T14:30" });
    expect(objectionOf(typed)).toMatchObject({ ok: true, value: { at, raisedBy: ID } });
  });

  it("R7 one that says nothing of how it stands is open", () => {
    expect([statusOf(row({ text: "x" })), statusOf(row({ text: "x", status: "lost" })), statusOf(row({ text: "x", status: "resolved" }))]).toEqual(["open", "lost", "resolved"]);
  });
});
