import { expect, it } from "vitest";
import { listSearch } from "./list-search.ts";

it("R11 the address of a list keeps what it understands and leaves the rest out", () => {
  expect(listSearch({ q: "acme", sort: "value", descending: true, bin: "yes", other: 1, owner: "" })).toEqual({ q: "acme", sort: "value", descending: true });
  // The router reads figures as numbers.
  expect(listSearch({ q: 2026 })).toEqual({ q: "2026" });
});
