// Money out of a value of any kind.
import type { Money, Value } from "./field.ts";

/** Null where the value is no money. */
export function moneyOf(value: Value | undefined): Money | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { amount, currency } = value as Readonly<Record<string, Value>>;
  return typeof amount === "number" && typeof currency === "string" ? { amount, currency } : null;
}
