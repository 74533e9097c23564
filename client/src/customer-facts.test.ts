// What follows from orders and campaigns is shown and never offered to be changed: on the page, in a cell, to many at once,
// as a column of an import, in a merge, from a field's history, in a proposal. It can be a column, ordered and filtered by.
import { entities, type Field } from "@outrider/shared/schema";
import { expect, test } from "vitest";
import { maySettle } from "./app/may-settle.ts";
import { compared } from "./features/duplicates/merge-view.ts";
import { targetsOf } from "./features/import/core/targets.ts";
import { bulkFields } from "./features/records/bulk/bulk-calls.ts";
import { wayBack } from "./features/records/history-entry.ts";
import { canEditCell, offeredColumns, pageFields, planOf, sortLabel } from "./features/records/kinds.ts";
import { builtInViews } from "./features/records/views/built-in.ts";
import { filterFields } from "./features/records/views/filter-fields.ts";
import { isPlain, sameShape, searchOf, shapeOf } from "./features/records/views/list-view.ts";
import { campaignsOf, isCustomer } from "./features/records/customer/customer-facts.ts";

const FACTS = Object.entries(entities.contact.fields as Readonly<Record<string, Field>>).filter(([, { guard }]) => guard === "system").map(([name]) => name);
const money = { amount: 5, currency: "EUR" };

test("M1 M2 R2 facts of a customer are offered to nobody to be changed", () => {
  expect(FACTS).toEqual(expect.arrayContaining(["spend", "visits", "lastActive", "receivedCampaigns"]));
  const { main, rest } = pageFields("contact");
  const { create, createMore } = planOf("contact");
  const offered = [...main, ...rest, ...create, ...createMore, ...bulkFields("contact", []), ...targetsOf("contact").map(({ key }) => key), ...offeredColumns("contact", []).filter((name) => canEditCell("contact", name))];
  expect(offered.filter((name) => FACTS.includes(name))).toEqual([]);
  for (const name of ["mail", "tracking", "timeZone"]) {
    expect(rest).toContain(name);
    expect(bulkFields("contact", [])).toContain(name);
    expect(canEditCell("contact", name)).toBe(true);
  }
});

test("M1 M2 R14 two contacts that are made one are not asked which one's facts, and nobody brings one back or settles one", () => {
  const one = { kind: "contact" as const, values: { name: "Ines", spend: money, visits: 4, lastActive: 9, title: "Pilot" }, sets: { receivedCampaigns: ["a"] } };
  const other = { kind: "contact" as const, values: { name: "Ines", spend: { ...money, amount: 7 }, visits: 2 }, sets: { receivedCampaigns: ["b"], openedCampaigns: ["b"] } };
  expect(compared(one, other).map(({ field }) => field).filter((field) => FACTS.includes(field))).toEqual([]);
  const may = { edit: true, assign: true, share: true, delete: true };
  for (const name of FACTS) {
    expect(maySettle(may, "contact", name)).toBe(false);
    expect(wayBack({ field: name, at: 1, origin: "d.1", by: "x", how: "set", value: 1 }, { id: "r", name, guard: "system", current: 2, elements: [] })).toBeNull();
  }
  expect(maySettle(may, "contact", "title")).toBe(true);
});

test("M1 R11 facts can be columns, ordered and filtered by; the view of customers is one that its address says", () => {
  const paths = filterFields("contact", []).map(({ path }) => path);
  for (const name of ["spend", "visits", "lastActive"]) {
    expect(offeredColumns("contact", [])).toContain(name);
    expect(paths).toContain(name);
    expect(sortLabel("contact", name)).not.toBe("");
  }
  const [customers] = builtInViews.contact;
  const shape = customers?.shape ?? {};
  expect(isPlain("contact", shape)).toBe(false);
  expect(sameShape("contact", shapeOf("contact", searchOf("contact", shape)), shape)).toBe(true);
});

test("M1 R2 a contact is a customer where there are facts of orders, and its campaigns stand by what happened with them", () => {
  expect(isCustomer({ values: { name: "Ines" }, sets: {} })).toBe(false);
  expect(isCustomer({ values: { visits: 1 }, sets: {} })).toBe(true);
  expect(isCustomer({ values: { spend: money }, sets: {} })).toBe(true);
  expect(campaignsOf({ values: {}, sets: { receivedCampaigns: ["a", "b"], clickedCampaigns: [] } })).toEqual([{ how: "received", ids: ["a", "b"] }]);
});
