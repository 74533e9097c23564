// Money of any currency in the workspace's base currency, by the rate of its day. Invariant: where no rate holds nothing is
// guessed: the amount counts for nothing and its currency is named.
import { baseFigure, ratesBy } from "@outrider/shared/schema";
import type { Facts } from "./fact-book.ts";

export interface BaseMoney {
  readonly currency: string;
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
  return {
    currency,
    worth(amount, given, day) {
      if (given === "" || amount === 0) return 0;
      const worth = baseFigure({ amount, currency: given }, currency, day, rates);
      if (worth === null) without.add(given);
      return worth ?? 0;
    },
    get withoutRate() { return [...without].sort(); },
  };
}
