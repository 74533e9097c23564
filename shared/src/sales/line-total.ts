// What the lines of a deal come to. Amounts stay in their own currencies: nothing is exchanged here.
import { type Money, moneyOf, type Value } from "@outrider/shared/schema";

type Values = Readonly<Record<string, Value | undefined>>;

const figure = (value: Value | undefined, otherwise: number): number => (typeof value === "number" ? value : otherwise);

/** In hundredths, as invoices are: half a cent away from zero, and not what binary fractions make of it. */
const cents = (amount: number): number => Math.round((amount + Math.sign(amount) * Number.EPSILON * Math.abs(amount)) * 100) / 100;

/** Quantity (one, unless told) times unit price, less the discount in percent. Null: it has no price. */
export function lineTotal(line: Values): Money | null {
  const price = moneyOf(line["unitPrice"]);
  if (price === null) return null;
  return { amount: cents((figure(line["quantity"], 1) * price.amount * (100 - figure(line["discount"], 0))) / 100), currency: price.currency };
}

/** The sums of all lines that have a price, by currency, in the order in which the currencies come first. */
export function linesTotal(lines: readonly Values[]): readonly Money[] {
  const sums = new Map<string, number>();
  for (const line of lines) {
    const total = lineTotal(line);
    if (total !== null) sums.set(total.currency, cents((sums.get(total.currency) ?? 0) + total.amount));
  }
  return [...sums].map(([currency, amount]) => ({ amount, currency }));
}
