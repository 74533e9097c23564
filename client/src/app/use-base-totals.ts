// Sums of several currencies as one in the workspace's base currency, by today's rates. Invariant: where a rate is
// missing nothing is guessed: the sums stay as they are, and it is said which rates are missing. While it is not known yet whether there are rates (they are being
// read, or on their way to a new device) nothing is said that would be another sum a moment later.
import { baseFigure, type DatedRate } from "@outrider/shared/schema";
import { useMemo } from "react";
import type { Total } from "../read/index.ts";
import { format } from "./format.ts";
import { words } from "./money-texts.ts";
import { listed } from "./plural.ts";
import { useRates } from "./use-rates.ts";

/** What the sums are in the base currency, or null where one has no rate on that day. */
export function inBase(totals: readonly Total[], base: string, day: string, rates: ReadonlyMap<string, readonly DatedRate[]>): Total | null {
  const sum = { currency: base, amount: 0, weighted: 0 };
  for (const { amount, weighted, currency } of totals) {
    const worth = baseFigure({ amount: 1, currency }, base, day, rates);
    if (worth === null) return null;
    sum.amount += amount * worth;
    sum.weighted += (weighted ?? amount) * worth;
  }
  return sum;
}

/** The currencies that have no rate on that day, in order; where there is one currency alone none is missed. */
export function withoutRate(totals: readonly Total[], base: string, day: string, rates: ReadonlyMap<string, readonly DatedRate[]>): readonly string[] {
  const currencies = [...new Set(totals.map(({ currency }) => currency))];
  return currencies.length < 2 ? [] : currencies.filter((currency) => baseFigure({ amount: 1, currency }, base, day, rates) === null).sort();
}

/** What can be said of the sums: in one currency, else as they came; none while it is not `known` whether there are rates and they are not in the base currency alone. */
export function saidTotals(totals: readonly Total[], base: string | undefined, known: boolean, inOne: Total | null): readonly Total[] {
  if (inOne !== null) return known || totals.every(({ currency }) => currency === base) ? [inOne] : [];
  return known ? totals : [];
}

interface BaseTotals {
  /** The sums in one currency where that can be said, else as they came. */
  of(totals: readonly Total[]): readonly Total[];
  /** As they are read: whole units, at most so many currencies, and with the rates that are missing for one sum. */
  read(totals: readonly Total[], most: number): { readonly sums: readonly string[]; readonly lacks: string };
}

/** today: `YYYY-MM-DD`. */
export function useBaseTotals(today: string): BaseTotals {
  const { base, rates, known } = useRates();
  return useMemo(() => {
    const of = (totals: readonly Total[]): readonly Total[] => saidTotals(totals, base, known, base !== undefined && totals.length > 0 ? inBase(totals, base, today, rates) : null);
    return {
      of,
      read(totals, most) {
        const money = totals.filter(({ currency }) => currency !== "");
        const lacking = known && base !== undefined ? withoutRate(money, base, today, rates) : [];
        return { sums: of(money).slice(0, most).map(({ amount, currency }) => format.money({ amount: Math.round(amount), currency })), lacks: lacking.length === 0 ? "" : words.noRate(listed(lacking)) };
      },
    };
  }, [base, known, today, rates]);
}
