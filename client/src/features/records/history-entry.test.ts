import { expect, it } from "vitest";
import { elementsOfChange, wayBack, type FieldNow } from "./history-entry.ts";

const stamp = { field: "x", at: 1, origin: "d.1", by: "somebody" };
const now: FieldNow = { id: "r", name: "title", guard: "edit", current: "Now", elements: [] };

it("R15 an earlier value comes back by an ordinary edit, an owner by being given the record", () => {
  expect(wayBack({ ...stamp, how: "set", value: "Before" }, now)).toEqual({ name: "edit", args: { id: "r", values: { title: "Before" } } });
  expect(wayBack({ ...stamp, how: "gave-way", value: null }, now)).toEqual({ name: "edit", args: { id: "r", values: { title: null } } });
  expect(wayBack({ ...stamp, how: "set", value: "m" }, { ...now, name: "owner", guard: "assign" })).toEqual({ name: "assign", args: { id: "r", to: "m" } });
  expect(wayBack({ ...stamp, how: "set", value: null }, { ...now, name: "owner", guard: "assign" })).toBeNull();
});

it("R15 what stands is not brought back, money of the same amount neither", () => {
  expect(wayBack({ ...stamp, how: "set", value: "Now" }, now)).toBeNull();
  expect(wayBack({ ...stamp, how: "set", value: { currency: "EUR", amount: 5 } }, { ...now, current: { amount: 5, currency: "EUR" } })).toBeNull();
});

it("R15 of a set, elements that were removed and are not there come back", () => {
  const change = { ...stamp, how: "changed" as const, value: { added: ["a"], removed: ["b", "c"] } };
  expect(wayBack(change, { ...now, name: "tags", elements: ["c"] })).toEqual({ name: "edit", args: { id: "r", add: { tags: ["b"] } } });
  expect(wayBack(change, { ...now, name: "tags", elements: ["b", "c"] })).toBeNull();
  expect(elementsOfChange({ added: [1, "x"], removed: null })).toEqual({ added: ["x"], removed: [] });
  expect(elementsOfChange("odd")).toEqual({ added: [], removed: [] });
});
