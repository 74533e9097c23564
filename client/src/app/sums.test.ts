import type { Row } from "@outrider/shared/projection";
import { expect, it } from "vitest";
import { sums } from "./sums.ts";

const row = (value: Row["values"][string] | undefined): Row => ({
  id: "x", kind: "deal", title: "", values: value === undefined ? {} : { value }, sets: {}, titles: {}, updatedAt: 0, updatedBy: "", since: {}, conflicts: [], pending: [], deleted: false,
});

it("R3 money is added up by currency, and what has none counts nothing", () => {
  const rows = [row({ amount: 10, currency: "USD" }), row({ amount: 5, currency: "EUR" }), row({ amount: 1, currency: "EUR" }), row(undefined), row("odd")];
  expect(sums(rows, "value")).toEqual([{ amount: 10, currency: "USD" }, { amount: 6, currency: "EUR" }]);
  expect(sums([], "value")).toEqual([]);
});
