import { describe, expect, it } from "vitest";
import { belonging } from "./quick-start.ts";

const company = { id: "c1", kind: "company", title: "Halden Marine", values: {}, titles: {} } as const;
const contact = { id: "p1", kind: "contact", title: "Ananya Rao", values: { company: "c1" }, titles: { c1: "Halden Marine" } } as const;
const lead = { id: "l1", kind: "lead", title: "Tom", values: { company: "Halden Marine" }, titles: {} } as const;

describe("what is made from an open record", () => {
  it("W2 R3 a deal made from a person belongs to him and to his company, a person made from a company to it", () => {
    expect(belonging("deal", contact)).toEqual({ initial: { company: "c1", contact: "p1" }, titles: { company: "Halden Marine", contact: "Ananya Rao" } });
    expect(belonging("contact", company)).toEqual({ initial: { company: "c1" }, titles: { company: "Halden Marine" } });
    expect(belonging("contact", contact).initial).toEqual({ company: "c1" });
  });

  it("W2 nothing is taken from a lead, which names its company in words, nor for kinds that link to nothing", () => {
    expect(belonging("deal", lead).initial).toEqual({});
    expect(belonging("lead", company).initial).toEqual({});
    expect(belonging("company", contact).initial).toEqual({});
    expect(belonging("deal", undefined)).toEqual({ initial: {}, titles: {} });
  });
});
