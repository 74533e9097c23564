// Sums of several currencies as one in the workspace's base currency, by today's rates. Invariant: where a rate is
// missing nothing is guessed: the sums stay as they are.
import { baseFigure, type DatedRate, ratesBy } from "@outrider/shared/schema";
import { useCallback, useMemo } from "react";
import { type Total, useLiveQuery } from "../read/index.ts";

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

/** The sums in one currency where that can be said, else as they came. today: `YYYY-MM-DD`. */
export function useBaseTotals(today: string): (totals: readonly Total[]) => readonly Total[] {
  const { rows: own } = useLiveQuery({ kind: "settings", limit: 1 });
  const base = own[0]?.values["currency"];
  const { rows } = useLiveQuery(typeof base === "string" ? { kind: "rate", where: [{ field: "base", op: "is", value: base }], limit: 1000 } : null);
  const rates = useMemo(() => ratesBy(typeof base === "string" ? base : "", rows.map(({ values }): DatedRate => ({
    currency: String(values["currency"]), base: String(values["base"]), from: String(values["from"]), rate: Number(values["rate"] ?? 0),
  }))), [rows, base]);
  return useCallback((totals) => {
    const one = typeof base === "string" && totals.length > 0 ? inBase(totals, base, today, rates) : null;
    return one === null ? totals : [one];
  }, [base, today, rates]);
}
