import { entities, moneyOf } from "@outrider/shared/schema";
import { describe, expect, it } from "vitest";
import { showField, showValue } from "./show-value.ts";

describe("showValue", () => {
  const { deal, lead, member, task } = entities;

  it("R3 links are shown by their titles, and by an honest word where the record is not here", () => {
    expect(showValue(deal.fields.stage, "s1", { s1: "Won" })).toBe("Won");
    expect(showValue(deal.fields.stage, "s2", { s1: "Won" })).toBe("Not on this device");
  });

  it("R1 choices, flags and roles are words", () => {
    expect(showValue(lead.fields.status, "new", {})).toBe("New");
    expect(showValue(member.fields.role, "exec", {})).toBe("Sales executive");
    expect([showValue(task.fields.done, true, {}), showValue(task.fields.done, false, {})]).toEqual(["Yes", "No"]);
  });

  it("R2 R3 a year has no thousands, and a word of this product is one of the catalogue in a text too", () => {
    expect([showField("company", "founded", 1941, {}), showField("company", "employees", 1941, {})]).toEqual(["1941", "1,941"]);
    expect([showField("deal", "source", "referral", {}), showField("deal", "source", "my uncle", {})]).toEqual(["Referral", "my uncle"]);
  });

  it("R3 nothing is shown as nothing, and a value of another shape does not break the page", () => {
    for (const value of [null, undefined, ""]) expect(showValue(deal.fields.value, value, {})).toBe("");
    expect(showValue(deal.fields.value, "12", {})).toBe("");
    expect(showValue(deal.fields.title, "<b>x</b>", {})).toBe("<b>x</b>");
    expect(moneyOf({ amount: "1", currency: "EUR" })).toBe(null);
    expect(moneyOf({ amount: 1, currency: "EUR" })).toEqual({ amount: 1, currency: "EUR" });
  });

  it("S12 a field that this version does not know is shown as it came", () => {
    expect(showField("deal", "newField", { a: 1 }, {})).toBe('{"a":1}');
    expect(showField("deal", "newField", null, {})).toBe("");
  });
});
