import { entityOf, type Field } from "@outrider/shared/schema";
import { describe, expect, it } from "vitest";
import { PAGE_KINDS } from "../../app/record-route.ts";
import { fieldFor, pageFields, planOf, sortLabel } from "./kinds.ts";

describe.each(PAGE_KINDS)("table of %s", (kind) => {
  const plan = planOf(kind);
  const { fields, title } = entityOf(kind);

  it("R1 names only fields that the schema has, and one title of a row", () => {
    const named = [...plan.columns.map(({ field }) => field), ...plan.create, ...plan.createMore, ...plan.main, ...plan.linked.map(({ kind: other, field }) => fieldFor(other, field) && title), ...plan.filters];
    for (const name of named) expect(Object.keys(fields)).toContain(name);
    expect(plan.columns.filter(({ phone }) => phone === "title").map(({ field }) => field)).toEqual([title]);
  });

  it("R1 a new one asks for everything that is required, save its owner, who is its author", () => {
    const required = Object.entries(fields).filter(([name, field]) => field.required && name !== "owner").map(([name]) => name);
    for (const name of required) expect(plan.create).toContain(name);
  });

  it("R1 every field is on the page once", () => {
    const { main, rest } = pageFields(kind);
    const all = [...main, ...rest];
    expect(new Set(all).size).toBe(all.length);
    // What follows from orders and campaigns stands in a place of its own.
    for (const [name, { guard }] of Object.entries<Field>(fields)) if (guard !== "system" && !/^(deletedAt|mergedInto|stage|stakeholders|decisionMakers|champions|influencers|endUsers|blockers|procurement|converted.*|externalId)$/.test(name)) expect(all).toContain(name);
  });

  it("R3 every order has a name", () => {
    for (const by of [plan.sort.by, ...plan.columns.map(({ field }) => field)]) expect(sortLabel(kind, by)).not.toBe("");
  });
});
