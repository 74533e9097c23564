// Money of any currency in the workspace's base currency, by the rate of its day. Invariant: where no rate holds nothing is
// guessed: the amount stands beside the sum, in its own currency.
import { baseFigure, type Money, ratesBy } from "@outrider/shared/schema";
import type { Facts } from "./fact-book.ts";

/** A sum in the base currency, and what stands beside it in currencies without a rate, largest first. */
export interface Sum { readonly value: number; readonly others: readonly Money[] }

export interface BaseMoney {
  readonly currency: string;
  /** What one unit is worth on that day; null where no rate holds. */
  rate(currency: string, day: string): number | null;
  /** What it is worth; 0 where it has no currency, or one without a rate on that day. */
  worth(amount: number, currency: string, day: string): number;
  /** Currencies that had no rate so far, in order. */
  readonly withoutRate: readonly string[];
}

/** The workspace's currency; where it has none, the one most deals are in. */
function baseOf(facts: Facts): string {
  for (const { currency } of facts.of("settings").values()) if (currency !== "") return currency;
  const counts = new Map<string, number>();
  for (const { currency } of facts.of("deal").values()) if (currency !== "") counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))[0]?.[0] ?? "EUR";
}

export function baseMoneyOf(facts: Facts): BaseMoney {
  const currency = baseOf(facts);
  const rates = ratesBy(currency, [...facts.of("rate").values()]);
  const without = new Set<string>();
  const rate = (given: string, day: string): number | null => {
    if (given === currency) return 1;
    const worth = baseFigure({ amount: 1, currency: given }, currency, day, rates);
    if (worth === null) without.add(given);
    return worth;
  };
  return {
    currency, rate,
    worth: (amount, given, day) => (given === "" || amount === 0 ? 0 : amount * (rate(given, day) ?? 0)),
    get withoutRate() { return [...without].sort(); },
  };
}

/** Adds up, deal by deal. */
export function createSum(money: BaseMoney) {
  let value = 0;
  const others = new Map<string, number>();
  return {
    /** share: 0 to 1. Answers what it is worth in the base currency. */
    add(amount: number, currency: string, day: string, share = 1): number {
      if (currency === "" || amount === 0) return 0;
      const rate = money.rate(currency, day);
      if (rate === null) {
        others.set(currency, (others.get(currency) ?? 0) + amount * share);
        return 0;
      }
      value += amount * rate * share;
      return amount * rate * share;
    },
    made: (): Sum => ({ value, others: [...others].map(([currency, amount]) => ({ currency, amount })).sort((a, b) => b.amount - a.amount || (a.currency < b.currency ? -1 : 1)) }),
  };
}
