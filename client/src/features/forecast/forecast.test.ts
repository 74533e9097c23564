import { describe, expect, it } from "vitest";
import { barOf, forecastOf, longestOf, mainCurrency } from "./forecast.ts";

const group = (value: string | null, count: number, amount: number, weighted = amount / 2) => ({ value, count, from: 0, totals: [{ currency: "EUR", amount, weighted }] });

describe("the forecast", () => {
  it("R4 has the months that have open deals, this one, and the empty ones between the near ones; what has no date comes last", () => {
    const months = forecastOf([group("2026-09", 1, 5), group("2026-12", 2, 100), group("2027-02", 1, 10), group("2028-01", 1, 7), group(null, 3, 9)], [], "2026-11-21");
    expect(months.map(({ month, state, count }) => [month, state, count])).toEqual([
      ["2026-09", "late", 1], ["2026-11", "now", 0], ["2026-12", "later", 2], ["2027-01", "later", 0], ["2027-02", "later", 1],
      ["2027-03", "later", 0], ["2027-04", "later", 0], ["2028-01", "later", 1], [null, "undated", 3],
    ]);
    expect(forecastOf([], [], "2026-12-31").map(({ month }) => month)).toEqual(["2026-12"]);
  });

  it("R4 shows what is won in a month beside what is open, and not in months that are over", () => {
    const won = [group("2026-09", 1, 50), group("2026-11", 1, 60)];
    const months = forecastOf([group("2026-09", 1, 5), group("2026-12", 1, 1)], won, "2026-11-21");
    expect(months.map(({ month, won: totals }) => [month, totals[0]?.amount])).toEqual([["2026-09", undefined], ["2026-11", 60], ["2026-12", undefined]]);
  });

  it("R4 draws its bars in one currency, the whole and what of it is likely", () => {
    const both = { ...group("2026-12", 2, 100, 25), totals: [{ currency: "EUR", amount: 100, weighted: 25 }, { currency: "USD", amount: 900, weighted: 900 }] };
    const months = forecastOf([group("2026-11", 1, 200, 20), both], [], "2026-11-21");
    expect([mainCurrency([{ currency: "EUR", amount: 300 }]), longestOf(months, "EUR")]).toEqual(["EUR", 200]);
    expect(months.map((month) => barOf(month, "EUR", 200))).toEqual([{ total: 1, weighted: 0.1 }, { total: 0.5, weighted: 0.125 }]);
    expect(barOf({ totals: [] }, "EUR", 200)).toEqual({ total: 0, weighted: 0 });
    expect(barOf(group("2026-11", 1, 1), undefined, 0)).toEqual({ total: 0, weighted: 0 });
  });
});
