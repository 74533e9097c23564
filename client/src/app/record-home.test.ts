import type { Row } from "@outrider/shared/projection";
import { describe, expect, it } from "vitest";
import { homeOf } from "./record-home.tsx";

const row = (parts: Partial<Row>): Row => ({ id: "a", kind: "task", title: "Call back", values: {}, sets: {}, titles: {}, updatedAt: 0, updatedBy: "", since: {}, conflicts: [], pending: [], deleted: false, ...parts });

describe("where a row is looked at", () => {
  it("W4 is its own page, or that of what it hangs on, by what the row itself says", () => {
    expect(homeOf(row({ kind: "deal", title: "Looms" }))).toEqual({ kind: "deal", id: "a", title: "Looms" });
    expect(homeOf(row({ values: { root: "d" }, rootKind: "deal", titles: { d: "Looms" } }))).toEqual({ kind: "deal", id: "d", title: "Looms" });
  });

  it("W4 is that of what stands for it since the two were merged", () => {
    expect(homeOf(row({ values: { root: "d" }, rootKind: "deal", rootStands: "e", titles: { d: "Looms" } }))).toEqual({ kind: "deal", id: "e", title: "Looms" });
  });

  it("W4 is nowhere where what it hangs on is not here or has no page", () => {
    expect(homeOf(row({}))).toBeNull();
    expect(homeOf(row({ values: { root: "d" } }))).toBeNull();
    expect(homeOf(row({ values: { root: "d" }, rootKind: "activity", titles: { d: "A call" } }))).toBeNull();
  });
});
