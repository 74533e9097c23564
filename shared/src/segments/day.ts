// Calendar days as rules count them: text `YYYY-MM-DD` in the Gregorian calendar, without a time zone or a clock.
import type { Period } from "@outrider/shared/schema";

const DAYS_IN_400_YEARS = 146_097;
const MONTHS_IN = { month: 1, quarter: 3, year: 12 } as const satisfies Record<Exclude<Period, "week">, number>;
/** The first of January 1970 was a Thursday. */
const MONDAY = 4;
/** So that days stay text of ten characters, which is compared as text. */
const [FIRST, LAST] = [dayNumber(1000, 1, 1), dayNumber(9999, 12, 31)];

/** Days since 1970-01-01. Years begin in March here, so that the odd day is the last. */
function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * DAYS_IN_400_YEARS + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

const partsOf = (day: string): readonly [number, number, number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];

function dayText(number: number): string {
  const shifted = Math.min(LAST, Math.max(FIRST, number)) + 719_468;
  const era = Math.floor(shifted / DAYS_IN_400_YEARS);
  const dayOfEra = shifted - era * DAYS_IN_400_YEARS;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The day so many days later; the ends of the calendar stand for what lies beyond them. */
export const dayAfter = (day: string, days: number): string => dayText(dayNumber(...partsOf(day)) + days);

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
