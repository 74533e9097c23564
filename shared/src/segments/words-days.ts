// Days and periods as people name them: "March", "5 March 2025", "Q1 2025", "last quarter", "the start of the year". A month without
// a year is the last that has begun. "03/04/2025" is two days and so none.
import { dayNumber, dayOfNumber } from "@outrider/shared/kernel";
import { isDay, type Period, PERIODS, type RuleValue } from "@outrider/shared/schema";
import { periodAround } from "./day.ts";
import type { Language } from "./words-language.ts";
import { lengthAt, type Lexicon, lexicon, phraseAt } from "./words-phrases.ts";
import type { WordToken } from "./words-tokens.ts";

/** The first and the last day that are meant; `value`: how a rule says it, where it goes on with the calendar. */
export interface Days { readonly length: number; readonly first: string; readonly last: string; readonly value?: RuleValue }

export type DaysReader = (tokens: readonly WordToken[], at: number) => Days | null;

const ORDINAL = new Set(["st", "nd", "rd", "th"]);
const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2199;

const day = (year: number, month: number, of: number): string => dayOfNumber(dayNumber(year, month, of));
const one = (length: number, text: string): Days | null => (isDay(text) ? { length, first: text, last: text } : null);
const pad = (part: string | number): string => String(part).padStart(2, "0");

/** "2025-03-01", "1.3.2025", and with slashes where they can be read in one way. */
function written(text: string): string | null {
  const [a = "", b = "", c = ""] = text.split(/[./-]/);
  if (a.length === 4) return `${a}-${pad(b)}-${pad(c)}`;
  if (text.includes(".") || Number(a) > 12 || a === b) return `${c}-${pad(b)}-${pad(a)}`;
  return Number(b) > 12 ? `${c}-${pad(a)}-${pad(b)}` : null;
}

export function daysReader(language: Language, today: string): DaysReader {
  const months = lexicon(language.months.map((phrases, index) => [phrases, index + 1] as const));
  const weekdays = lexicon(language.weekdays.map((phrases, index) => [phrases, index] as const));
  const periods: Lexicon<Period> = lexicon(PERIODS.map((period) => [language.periods[period], period] as const));
  const [shifts, near] = [lexicon(Object.entries(language.shifts)), lexicon(Object.entries(language.days))];
  const [start, end, of] = [lexicon([[language.start, true]]), lexicon([[language.end, true]]), lexicon([[language.of, true]])];
  const [thisYear, thisMonth] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];

  function yearAt(tokens: readonly WordToken[], at: number): { readonly length: number; readonly year: number } | null {
    const skipped = tokens[at]?.text === "," ? 1 : lengthAt(tokens, at, of);
    const token = tokens[at + skipped];
    const year = token?.kind === "number" && /^\d{4}$/.test(token.text) ? Number(token.text) : Number.NaN;
    return year >= EARLIEST_YEAR && year <= LATEST_YEAR ? { length: skipped + 1, year } : null;
  }
  function dayOfMonthAt(tokens: readonly WordToken[], at: number): { readonly length: number; readonly day: number } | null {
    const token = tokens[at];
    if (token?.kind !== "number" || !/^\d{1,2}$/.test(token.text)) return null;
    const number = Number(token.text);
    return number < 1 || number > 31 ? null : { length: ORDINAL.has(tokens[at + 1]?.text ?? "") ? 2 : 1, day: number };
  }
  const dated = (length: number, month: number, of_: number, year: number | undefined): Days | null => {
    const text = (in_: number): string => `${in_}-${pad(month)}-${pad(of_)}`;
    return one(length, text(year ?? (text(thisYear) <= today ? thisYear : thisYear - 1)));
  };
  const monthOf = (length: number, month: number, year: number): Days => ({ length, first: day(year, month, 1), last: dayOfNumber(dayNumber(year, month + 1, 1) - 1) });
  const periodOf = (length: number, period: Period, shift: number): Days => {
    const [first, last] = periodAround(today, period, shift);
    return { length, first, last, value: { period, shift } };
  };

  function monthAt(tokens: readonly WordToken[], at: number): Days | null {
    const before = dayOfMonthAt(tokens, at);
    const skipped = before ? before.length + lengthAt(tokens, at + before.length, of) : 0;
    const found = phraseAt(tokens, at + skipped, months);
    if (!found) return null;
    const then = at + skipped + found.length;
    if (before) {
      const year = yearAt(tokens, then);
      return dated(then + (year?.length ?? 0) - at, found.meaning, before.day, year?.year);
    }
    const after = dayOfMonthAt(tokens, then);
    if (after) {
      const year = yearAt(tokens, then + after.length);
      return dated(then + after.length + (year?.length ?? 0) - at, found.meaning, after.day, year?.year);
    }
    const year = yearAt(tokens, then);
    return monthOf(then + (year?.length ?? 0) - at, found.meaning, year?.year ?? (found.meaning <= thisMonth ? thisYear : thisYear - 1));
  }

  /** "Q1 2025". */
  function quarterAt(tokens: readonly WordToken[], at: number): Days | null {
    const which = /^q([1-4])$/.exec(tokens[at]?.text ?? "")?.[1];
    if (which === undefined) return null;
    const month = 3 * (Number(which) - 1) + 1;
    const year = yearAt(tokens, at + 1);
    const in_ = year?.year ?? (month <= thisMonth ? thisYear : thisYear - 1);
    return { length: 1 + (year?.length ?? 0), first: day(in_, month, 1), last: dayOfNumber(dayNumber(in_, month + 3, 1) - 1) };
  }

  function shiftedAt(tokens: readonly WordToken[], at: number): Days | null {
    const close = phraseAt(tokens, at, near);
    if (close) {
      const text = dayOfNumber(dayNumber(thisYear, thisMonth, Number(today.slice(8, 10))) + close.meaning);
      return { length: close.length, first: text, last: text, value: { days: close.meaning } };
    }
    const shift = phraseAt(tokens, at, shifts);
    if (!shift) return null;
    const period = phraseAt(tokens, at + shift.length, periods);
    if (period) return periodOf(shift.length + period.length, period.meaning, shift.meaning);
    // "last March" is the one before this, "this March" this year's.
    const month = phraseAt(tokens, at + shift.length, months);
    if (month && shift.meaning <= 0) return monthOf(shift.length + month.length, month.meaning, shift.meaning === 0 || month.meaning < thisMonth ? thisYear : thisYear - 1);
    return shift.meaning <= 0 ? weekdayAt(tokens, at + shift.length, shift.length) : null;
  }

  function weekdayAt(tokens: readonly WordToken[], at: number, before = 0): Days | null {
    const found = phraseAt(tokens, at, weekdays);
    if (!found) return null;
    const number = dayNumber(thisYear, thisMonth, Number(today.slice(8, 10)));
    // The first of January 1970 was a Thursday; Monday is 0.
    const weekday = (((number + 3) % 7) + 7) % 7;
    const back = (weekday - found.meaning + 7) % 7 || 7;
    return one(before + found.length, dayOfNumber(number - back));
  }

  function edgeAt(tokens: readonly WordToken[], at: number): Days | null {
    const [begins, ends] = [lengthAt(tokens, at, start), lengthAt(tokens, at, end)];
    const edge = begins || ends;
    if (edge === 0) return null;
    const period = phraseAt(tokens, at + edge, periods);
    const inner = period ? periodOf(period.length, period.meaning, 0) : plainAt(tokens, at + edge);
    if (!inner) return null;
    const text = begins > 0 ? inner.first : inner.last;
    return { length: edge + inner.length, first: text, last: text };
  }

  function plainAt(tokens: readonly WordToken[], at: number): Days | null {
    const token = tokens[at];
    if (token === undefined) return null;
    if (token.kind === "day") {
      const text = written(token.text);
      return text === null ? null : one(1, text);
    }
    const year = token.kind === "number" ? yearAt(tokens, at) : null;
    return monthAt(tokens, at) ?? (year ? { length: year.length, first: `${year.year}-01-01`, last: `${year.year}-12-31` } : null) ?? quarterAt(tokens, at) ?? shiftedAt(tokens, at) ?? weekdayAt(tokens, at);
  }

  return (tokens, at) => {
    // "the 5th of March".
    const skipped = lengthAt(tokens, at, of) > 0 && tokens[at]?.text !== "," ? lengthAt(tokens, at, of) : 0;
    const found = edgeAt(tokens, at + skipped) ?? plainAt(tokens, at + skipped);
    return found && { ...found, length: found.length + skipped };
  };
}
