// Calendar days as text, `YYYY-MM-DD`, reckoned without a clock and without a time zone (the proleptic Gregorian calendar).
import { dayAfter, numberOfDay } from "@outrider/shared/kernel";

/** 1: Monday to 7: Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const pad = (part: number, width: number): string => String(part).padStart(width, "0");
const dayOf = (year: number, month: number, day: number): string => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
const parts = (day: string): readonly [year: number, month: number, day: number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];

/** How many days from the first to the last, both counted. */
export const daysIn = (from: string, to: string): number => numberOfDay(to) - numberOfDay(from) + 1;

/** The first of the month that lies so many months away. */
export function addMonths(day: string, months: number): string {
  const [year, month] = parts(day);
  const at = year * 12 + month - 1 + months;
  return dayOf(Math.floor(at / 12), (((at % 12) + 12) % 12) + 1, 1);
}

export const monthStart = (day: string): string => addMonths(day, 0);
export const quarterStart = (day: string): string => addMonths(day, -((Number(day.slice(5, 7)) - 1) % 3));
export const yearStart = (day: string): string => `${day.slice(0, 4)}-01-01`;
/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: string): number => ((((numberOfDay(day) + 3) % 7) + 7) % 7) + 1;
export const weekStartOf = (day: string, first: Weekday): string => dayAfter(day, -((weekdayOf(day) - first + 7) % 7));
