// How a column of days is written: year first, or day or month first. Decided from all its values together; where
// every value could be read both ways the person is asked. Nothing is read by the machine's own habits.
import { isDay } from "@outrider/shared/schema";

export type DateOrder = "dmy" | "mdy";
export type DateFormat = { readonly order: DateOrder } | { readonly ask: "ambiguous" | "mixed"; readonly example: string };

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:.*)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const PARTS = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?:,? +\d{1,2}:.*)?$/;
const DAY_MONTH = /^(?:[a-z]+,? +)?(\d{1,2})(?:st|nd|rd|th|\.)?[- ]+([a-z]{3,9})\.?,?[- ]+(\d{4}|\d{2})(?:,? +\d{1,2}:.*)?$/i;
const MONTH_DAY = /^(?:[a-z]+,? +)?([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?:,? +\d{1,2}:.*)?$/i;
const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

const pad = (text: string | number, length: number): string => String(text).padStart(length, "0");
/** Two digits mean 1970 to 2069. */
const fullYear = (year: string): string => (year.length === 4 ? year : Number(year) < 70 ? `20${year}` : `19${year}`);

function dayOf(year: string, month: string | number, day: string): string | null {
  const text = `${fullYear(year)}-${pad(month, 2)}-${pad(day, 2)}`;
  return isDay(text) ? text : null;
}

function monthOf(word: string): number | null {
  const at = MONTHS.findIndex((month) => month.startsWith(word.toLowerCase().slice(0, word.length)) && word.length >= 3);
  return at === -1 ? null : at + 1;
}

/** The day as `YYYY-MM-DD`, or null where the value names none in that order. The time of day is left out. */
export function parseDate(value: string, order: DateOrder): string | null {
  const given = value.trim();
  const iso = ISO.exec(given) ?? COMPACT.exec(given);
  if (iso) return dayOf(iso[1] ?? "", iso[2] ?? "", iso[3] ?? "");
  const parts = PARTS.exec(given);
  if (parts) {
    const [, one = "", , two = "", year = ""] = parts;
    return order === "dmy" ? dayOf(year, two, one) : dayOf(year, one, two);
  }
  const [dayMonth, monthDay] = [DAY_MONTH.exec(given), MONTH_DAY.exec(given)];
  const [day, word, year] = dayMonth ? [dayMonth[1], dayMonth[2], dayMonth[3]] : monthDay ? [monthDay[2], monthDay[1], monthDay[3]] : [];
  const month = word === undefined ? null : monthOf(word);
  return month === null || day === undefined || year === undefined ? null : dayOf(year, month, day);
}

/** Decides from the whole column. Values with the year first or the month in letters say nothing. */
export function dateFormat(values: Iterable<string>): DateFormat {
  const found: { dmy?: string; mdy?: string; either?: string } = {};
  for (const value of values) {
    if (!PARTS.test(value.trim()) || ISO.test(value.trim())) continue;
    const [dmy, mdy] = [parseDate(value, "dmy"), parseDate(value, "mdy")];
    // The eleventh of the eleventh is the same day either way.
    if (dmy !== null && mdy !== null) {
      if (dmy !== mdy) found.either ??= value;
    } else if (dmy !== null) found.dmy ??= value;
    else if (mdy !== null) found.mdy ??= value;
  }
  if (found.dmy !== undefined && found.mdy !== undefined) return { ask: "mixed", example: `${found.dmy} / ${found.mdy}` };
  if (found.dmy !== undefined) return { order: "dmy" };
  if (found.mdy !== undefined) return { order: "mdy" };
  return found.either === undefined ? { order: "dmy" } : { ask: "ambiguous", example: found.either };
}
