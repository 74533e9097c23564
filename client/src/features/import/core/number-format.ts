// How a column of numbers is written: 1,234.56 or 1.234,56. Decided from all its values together; where they leave it
// open ("1.234" alone) the person is asked. Parsing then follows that one decision.

export type DecimalMark = "." | ",";
export type NumberFormat = { readonly mark: DecimalMark } | { readonly ask: "ambiguous" | "mixed"; readonly example: string } ;

const SIGNS: Readonly<Record<string, string>> = { "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₪": "ILS", "zł": "PLN", "US$": "USD", "C$": "CAD", "A$": "AUD", "R$": "BRL" };
const LONGEST_FIRST = Object.keys(SIGNS).sort((a, b) => b.length - a.length);
/** Nearly every number: nothing but digits and at most one mark. */
const SIMPLE = /^\d+(?:[.,]\d+)?$/;
const NUMBER = /^[-+]?(\d+([.,'\u2019 ]\d+)*([.,]\d*)?|[.,]\d+)$/;

export interface RawNumber { readonly digits: string; readonly negative: boolean; readonly currency: string | null }

/** The digits and separators of a value, and the currency written beside them; null where it is no number. */
export function rawNumber(value: string): RawNumber | null {
  if (SIMPLE.test(value)) return { digits: value, negative: false, currency: null };
  let rest = value.replace(/[\u00a0\u202f]/g, " ").trim();
  let [negative, currency]: [boolean, string | null] = [false, null];
  if (/^\(.*\)$/.test(rest)) {
    negative = true;
    rest = rest.slice(1, -1).trim();
  }
  const code = /^([A-Z]{3})(?![A-Z])|(?<![A-Z])([A-Z]{3})$/i.exec(rest);
  const sign = LONGEST_FIRST.find((each) => rest.includes(each));
  if (sign !== undefined) {
    currency = SIGNS[sign] ?? null;
    rest = rest.replace(sign, "").trim();
  } else if (code) {
    currency = (code[1] ?? code[2] ?? "").toUpperCase();
    rest = rest.replace(code[0], "").trim();
  } else rest = rest.replace(/[$¥]/, "").trim();
  rest = rest.replace(/%$/, "").trim().replace(/^([-+]) +/, "$1").replace(/\u2212/, "-");
  if (!NUMBER.test(rest)) return null;
  if (rest.startsWith("-")) negative = true;
  return { digits: rest.replace(/^[-+]/, "").replace(/['\u2019 ]/g, ""), negative, currency };
}

/** What one value says about the decimal mark: the mark, nothing (null), or that it could be either. */
function evidence(digits: string): DecimalMark | "either" | null {
  const [dot, comma] = [digits.lastIndexOf("."), digits.lastIndexOf(",")];
  if (dot === -1 && comma === -1) return null;
  if (dot !== -1 && comma !== -1) return dot > comma ? "." : ",";
  const mark: DecimalMark = dot !== -1 ? "." : ",";
  const other: DecimalMark = mark === "." ? "," : ".";
  const parts = digits.split(mark);
  if (parts.length > 2) return other;
  const [whole = "", part = ""] = parts;
  if (part.length !== 3 || whole.length > 3 || whole === "" || whole.startsWith("0")) return mark;
  return "either";
}

/** Decides from the whole column. Values that are no numbers say nothing. */
export function numberFormat(values: Iterable<string>): NumberFormat {
  const found: { "."?: string; ","?: string; either?: string } = {};
  for (const value of values) {
    const raw = rawNumber(value);
    const says = raw ? evidence(raw.digits) : null;
    if (says !== null) found[says] ??= value;
  }
  if (found["."] !== undefined && found[","] !== undefined) return { ask: "mixed", example: `${found["."]} / ${found[","]}` };
  if (found["."] !== undefined) return { mark: "." };
  if (found[","] !== undefined) return { mark: "," };
  return found.either === undefined ? { mark: "." } : { ask: "ambiguous", example: found.either };
}

/** The number, or null where the value does not follow the format: groups of three before the mark, digits behind it. */
export function parseNumber(value: string, mark: DecimalMark): { readonly amount: number; readonly currency: string | null } | null {
  const raw = rawNumber(value);
  if (!raw) return null;
  const parts = raw.digits.split(mark);
  if (parts.length > 2) return null;
  const [whole = "", part = ""] = parts;
  const groups = whole.split(mark === "." ? "," : ".");
  const [first = "", ...others] = groups;
  if (others.length > 0 && (first === "" || first.length > 3 || others.some((group) => group.length !== 3))) return null;
  if (!/^\d*$/.test(part)) return null;
  const amount = Number(`${groups.join("") || "0"}.${part || "0"}`);
  return Number.isFinite(amount) ? { amount: raw.negative && amount !== 0 ? -amount : amount, currency: raw.currency } : null;
}
