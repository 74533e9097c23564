// Calendar days as rules count them: text `YYYY-MM-DD` in the Gregorian calendar, without a time zone or a clock.
import { dayNumber, dayOfNumber } from "@outrider/shared/kernel";
import type { Period } from "@outrider/shared/schema";

const MONTHS_IN = { month: 1, quarter: 3, year: 12 } as const satisfies Record<Exclude<Period, "week">, number>;
/** The first of January 1970 was a Thursday. */
const MONDAY = 4;
/** So that days stay text of ten characters, which is compared as text. */
const [FIRST, LAST] = [dayNumber(1000, 1, 1), dayNumber(9999, 12, 31)];

export const FIRST_DAY = "1000-01-01";
export const LAST_DAY = "9999-12-31";

const partsOf = (day: string): readonly [number, number, number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];

const dayText = (number: number): string => dayOfNumber(Math.min(LAST, Math.max(FIRST, number)));

/** The day so many days later; the ends of the calendar stand for what lies beyond them. */
export const dayAfter = (day: string, days: number): string => dayText(dayNumber(...partsOf(day)) + days);

/** Days since 1970-01-01. */
export const dayNumberOf = (day: string): number => dayNumber(...partsOf(day));

/** Whole days from one day to another; negative where the other is earlier. */
export const daysBetween = (from: string, to: string): number => dayNumber(...partsOf(to)) - dayNumber(...partsOf(from));

/** The first and the last day of the period that is so many after the one a day lies in. */
export function periodAround(day: string, period: Period, shift: number): readonly [string, string] {
  const [year, month] = partsOf(day);
  if (period === "week") {
    const number = dayNumber(...partsOf(day));
    const monday = number - ((((number - MONDAY) % 7) + 7) % 7) + 7 * shift;
    return [dayText(monday), dayText(monday + 6)];
  }
  const months = MONTHS_IN[period];
  const first = (Math.floor((year * 12 + month - 1) / months) + shift) * months;
  const start = (at: number): number => dayNumber(Math.floor(at / 12), (((at % 12) + 12) % 12) + 1, 1);
  return [dayText(start(first)), dayText(start(first + months) - 1)];
}
