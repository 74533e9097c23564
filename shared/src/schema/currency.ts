// Money in the base currency of a workspace, by its dated rates. A rate holds from its day until the next one's. It
// knows no record and no clock: the day is an argument.
import type { Money } from "./field.ts";

/** One unit of `currency` is worth `rate` units of `base` from the day `from` (YYYY-MM-DD) on. */
export interface DatedRate { readonly currency: string; readonly base: string; readonly from: string; readonly rate: number }

/** The rates against one base, by currency, latest day first. */
export function ratesBy(base: string, rates: readonly DatedRate[]): ReadonlyMap<string, readonly DatedRate[]> {
  const by = new Map<string, DatedRate[]>();
  for (const rate of rates) if (rate.base === base && rate.rate > 0) by.set(rate.currency, [...(by.get(rate.currency) ?? []), rate]);
  for (const list of by.values()) list.sort((a, b) => (a.from < b.from ? 1 : -1));
  return by;
}

/** The amount in the base currency on a day; null where no rate holds then. */
export function baseFigure({ amount, currency }: Money, base: string, day: string, rates: ReadonlyMap<string, readonly DatedRate[]>): number | null {
  if (currency === base) return amount;
  const found = rates.get(currency)?.find(({ from }) => from <= day);
  return found ? amount * found.rate : null;
}
