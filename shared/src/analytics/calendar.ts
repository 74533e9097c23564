// Calendar days as text, `YYYY-MM-DD`, reckoned without a clock and without a time zone (the proleptic Gregorian calendar).

/** 1: Monday to 7: Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DAYS_OF_ERA = 146_097;
const DAYS_TO_1970 = 719_468;
const pad = (part: number, width: number): string => String(part).padStart(width, "0");
const dayOf = (year: number, month: number, day: number): string => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
const parts = (day: string): readonly [year: number, month: number, day: number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];

/** Days since 1970-01-01; by H. Hinnant's `days_from_civil`. */
export function dayNumber(day: string): number {
  const [given, month, date] = parts(day);
  const year = month <= 2 ? given - 1 : given;
  const era = Math.floor(year / 400);
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const yearOfEra = year - era * 400;
  return era * DAYS_OF_ERA + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear - DAYS_TO_1970;
}

/** The other way round. */
export function dayFromNumber(number: number): string {
  const shifted = number + DAYS_TO_1970;
  const era = Math.floor(shifted / DAYS_OF_ERA);
  const ofEra = shifted - era * DAYS_OF_ERA;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  return dayOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1);
}

/** `days` may be negative. */
export const addDays = (day: string, days: number): string => dayFromNumber(dayNumber(day) + days);

/** How many days from the first to the last, both counted. */
export const daysIn = (from: string, to: string): number => dayNumber(to) - dayNumber(from) + 1;

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
const weekdayOf = (day: string): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
export const weekStartOf = (day: string, first: Weekday): string => addDays(day, -((weekdayOf(day) - first + 7) % 7));
