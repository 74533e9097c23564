// Adds up money of several currencies, each by itself: no rate is guessed.
import type { Row } from "@outrider/shared/projection";
import { type Money, moneyOf } from "@outrider/shared/schema";

/** Largest first. */
export function sums(rows: readonly Row[], field: string): readonly Money[] {
  const amounts = new Map<string, number>();
  for (const row of rows) {
    const money = moneyOf(row.values[field]);
    if (money !== null) amounts.set(money.currency, (amounts.get(money.currency) ?? 0) + money.amount);
  }
  return [...amounts].map(([currency, amount]) => ({ amount, currency })).sort((a, b) => b.amount - a.amount);
}
