// A question as words and figures: "over €1.5m" is the word "over" and the figure 1,500,000.
import { fold } from "@outrider/shared/kernel";

export interface Token {
  /** As it was typed, and folded. */
  readonly raw: string;
  readonly text: string;
  /** Null: a word. */
  readonly figure: number | null;
}

const SIZES: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, grand: 1e3, m: 1e6, mio: 1e6, mn: 1e6, million: 1e6 };
const COUNTS: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, thirty: 30 };
const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, fortnight: 14, month: 30, quarter: 91, year: 365 };

const TOKEN = /[€$£]?\s?(\d[\d.,]*\d|\d)\s?(k|m|mio|mn|thousand|grand|million)?(?![\p{L}\p{N}])(?:\s?(?:%|percent|[€$£]|eur|usd|gbp|chf|euros?|dollars?|pounds?)(?!\p{L}))?|[<>]=?|[\p{L}\p{N}][\p{L}\p{N}&'’.-]*[\p{L}\p{N}]|[\p{L}\p{N}]/giu;

/** "50,000" and "50.000" are fifty thousand, "5,00,000" five lakh, "1.5" and "1,5" one and a half; NaN: none of it. */
export function figureOf(digits: string, size = ""): number {
  const grouped = /^(\d{1,3}(?:[.,]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})([.,]\d{1,2})?$/.exec(digits);
  const plain = grouped ? `${(grouped[1] ?? "").replace(/[.,]/g, "")}${(grouped[2] ?? "").replace(",", ".")}` : digits.replace(",", ".");
  return Number(plain) * (SIZES[size.toLowerCase()] ?? 1);
}

export function tokensIn(question: string): readonly Token[] {
  return [...question.matchAll(TOKEN)].map(([raw, digits, size = ""]) => {
    const figure = digits === undefined ? Number.NaN : figureOf(digits, size);
    return { raw: raw.trim(), text: fold(raw.trim()).replace(/’/g, "'"), figure: Number.isFinite(figure) ? figure : null };
  });
}

/** A whole count in figures or in words; null: it is none. */
export function countIn({ text, figure }: Token): number | null {
  const count = figure ?? (Object.hasOwn(COUNTS, text) ? (COUNTS[text] ?? null) : null);
  return count !== null && Number.isInteger(count) && count >= 0 && count <= 5_000 ? count : null;
}

/** Days in a unit of time; null: it is none. */
export function unitDays({ text }: Token): number | null {
  const unit = text.replace(/s$/, "");
  return Object.hasOwn(DAYS, unit) ? (DAYS[unit] ?? null) : null;
}
