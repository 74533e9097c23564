import { describe, expect, it } from "vitest";
import { baseFigure, type DatedRate, ratesBy } from "./currency.ts";

const rate = (currency: string, from: string, worth: number, base = "EUR"): DatedRate => ({ currency, base, from, rate: worth });
const rates = ratesBy("EUR", [rate("USD", "2026-01-01", 0.9), rate("USD", "2026-03-01", 0.8), rate("GBP", "2026-01-01", 1.2), rate("USD", "2026-02-01", 5, "GBP"), rate("JPY", "2026-01-01", 0)]);

describe("money in the base currency", () => {
  it("R16 a rate holds from its day until the next one's", () => {
    const on = (day: string) => baseFigure({ amount: 100, currency: "USD" }, "EUR", day, rates);
    expect([on("2025-12-31"), on("2026-01-01"), on("2026-02-28"), on("2026-03-01"), on("2030-01-01")]).toEqual([null, 90, 90, 80, 80]);
  });

  it("R16 what is in the base currency needs no rate; what has none, or one of nothing, has no figure", () => {
    expect(baseFigure({ amount: 5, currency: "EUR" }, "EUR", "2026-01-01", rates)).toBe(5);
    expect(baseFigure({ amount: 5, currency: "SEK" }, "EUR", "2026-01-01", rates)).toBe(null);
    expect(baseFigure({ amount: 5, currency: "JPY" }, "EUR", "2026-01-01", rates)).toBe(null);
  });
});
