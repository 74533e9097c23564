import { expect, it } from "vitest";
import { changedSearch, listSearch } from "./list-search.ts";

it("R11 the address of a list keeps what it understands and leaves the rest out", () => {
  expect(listSearch({ q: "acme", sort: "value", descending: true, bin: "yes", other: 1, owner: "" })).toEqual({ q: "acme", sort: "value", descending: true });
  // The router reads figures as numbers.
  expect(listSearch({ q: 2026 })).toEqual({ q: "2026" });
});

it("D1 a list that a figure of the whole led to is behind it until something else is found", () => {
  const behind = listSearch({ stage: "open", filter: "f", counted: true });
  expect(behind).toEqual({ stage: "open", filter: "f", counted: true });
  // In another order, in groups, with other columns it is the same list.
  for (const part of [{ sort: "value", descending: true }, { group: "owner" }, { columns: "title" }, { create: true }]) expect(changedSearch(behind, part)).toEqual({ ...behind, ...part });
  for (const part of [{ q: "acme" }, { stage: undefined }, { filter: "g" }, { bin: true }]) expect(changedSearch(behind, part).counted, JSON.stringify(part)).toBeUndefined();
  expect(listSearch({ counted: "yes" })).toEqual({});
});
