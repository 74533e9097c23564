// Decimals as they are written, exactly: an amount never goes through binary fractions. Invariant: what is made here has at
// most 12 digits before the point and as many behind it as the place that names it allows.

/** So many digits before the point any of them may have, as DECIMAL has it. */
export const WHOLE_DIGITS = 12;
/** So many digits behind the point an amount or a price may have. */
export const AMOUNT_DIGITS = 6;
/** And a quantity. */
export const QUANTITY_DIGITS = 3;

const DECIMAL = /^([+-]?)(\d{1,12})(?:\.(\d{0,9}))?$/;

/** In units of 10^-digits; null where it is no such decimal. */
export function scaled(given: unknown, digits: number): bigint | null {
  const text = typeof given === "number" ? String(given) : typeof given === "string" ? given.trim() : "";
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, sign = "", whole = "", part = ""] = match;
  const kept = part.replace(/0+$/, "");
  if (kept.length > digits) return null;
  const value = BigInt(whole + kept.padEnd(digits, "0"));
  return sign === "-" ? -value : value;
}

/** Back to a decimal, without zeros at its end. */
export function unscaled(value: bigint, digits: number): string {
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, "0");
  const [whole, part] = [text.slice(0, -digits), text.slice(-digits).replace(/0+$/, "")];
  return `${value < 0n ? "-" : ""}${whole}${part === "" ? "" : `.${part}`}`;
}

/** Divided by 10^digits, half away from zero. */
export function rounded(value: bigint, digits: number): bigint {
  const by = 10n ** BigInt(digits);
  const half = by / 2n;
  return value < 0n ? -((-value + half) / by) : (value + half) / by;
}
