import { ratesBy } from "@outrider/shared/schema";
import { expect, it } from "vitest";
import { inBase, saidTotals, withoutRate } from "./use-base-totals.ts";

const rates = ratesBy("EUR", [{ currency: "USD", base: "EUR", from: "2026-01-01", rate: 0.5 }]);

it("R16 sums of several currencies become one by the day's rates, and none where a rate is missing", () => {
  expect(inBase([{ currency: "EUR", amount: 10, weighted: 5 }, { currency: "USD", amount: 8 }], "EUR", "2026-02-01", rates)).toEqual({ currency: "EUR", amount: 14, weighted: 9 });
  expect(inBase([{ currency: "USD", amount: 8 }], "EUR", "2025-12-31", rates)).toBe(null);
  expect(inBase([{ currency: "EUR", amount: 10 }, { currency: "SEK", amount: 1 }], "EUR", "2026-02-01", rates)).toBe(null);
});

it("R16 while it is not known whether there are rates, nothing is said that would be another sum a moment later", () => {
  const two = [{ currency: "EUR", amount: 10 }, { currency: "USD", amount: 8 }];
  const one = { currency: "EUR", amount: 14 };
  expect(saidTotals(two, undefined, false, null)).toEqual([]);
  expect(saidTotals(two, "EUR", false, null)).toEqual([]);
  expect(saidTotals(two, "EUR", false, one)).toEqual([]);
  expect(saidTotals([{ currency: "EUR", amount: 10 }], "EUR", false, { currency: "EUR", amount: 10 })).toEqual([{ currency: "EUR", amount: 10 }]);
  expect(saidTotals(two, "EUR", true, one)).toEqual([one]);
  expect(saidTotals(two, "EUR", true, null)).toEqual(two);
});

it("R16 the currencies that keep several sums from becoming one are named", () => {
  const sums = [{ currency: "SEK", amount: 1 }, { currency: "EUR", amount: 10 }, { currency: "USD", amount: 8 }, { currency: "NOK", amount: 3 }, { currency: "SEK", amount: 4 }];
  expect(withoutRate(sums, "EUR", "2026-02-01", rates)).toEqual(["NOK", "SEK"]);
  expect(withoutRate(sums.slice(1, 3), "EUR", "2026-02-01", rates)).toEqual([]);
  // A rate that begins later is none yet; and money of one currency is one sum already.
  expect(withoutRate(sums.slice(1, 3), "EUR", "2025-12-31", rates)).toEqual(["USD"]);
  expect(withoutRate([{ currency: "SEK", amount: 1 }, { currency: "SEK", amount: 2 }], "EUR", "2026-02-01", rates)).toEqual([]);
});
