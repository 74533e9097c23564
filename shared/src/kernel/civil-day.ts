// Days of the Gregorian calendar, which repeats every 400 years, as numbers and as text: without a clock and a time zone.

/** A day of 24 hours, in ms: what a span of time is counted in. A day of the calendar may be an hour longer or shorter where clocks are changed. */
export const DAY_MS = 86_400_000;

const DAYS_OF_ERA = 146_097;
const DAYS_TO_1970 = 719_468;
const pad = (part: number, width: number): string => String(part).padStart(width, "0");

/** Days since 1970-01-01; a month or day beyond its end runs on into the next. By H. Hinnant's `days_from_civil`. */
export function dayNumber(year: number, month: number, day: number): number {
  // The year begins in March, so that the day that may be missing is its last.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * DAYS_OF_ERA + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - DAYS_TO_1970;
}

/** The other way round: `YYYY-MM-DD`. */
export function dayOfNumber(days: number): string {
  const shifted = days + DAYS_TO_1970;
  const era = Math.floor(shifted / DAYS_OF_ERA);
  const ofEra = shifted - era * DAYS_OF_ERA;
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * month + 2) / 5) + 1;
  return `${pad(year + era * 400 + (month >= 10 ? 1 : 0), 4)}-${pad(month < 10 ? month + 3 : month - 9, 2)}-${pad(day, 2)}`;
}

/** Days since 1970-01-01 of `YYYY-MM-DD`, or of a moment that begins so. */
export const numberOfDay = (day: string): number => dayNumber(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)));

/** The day so many days after `YYYY-MM-DD`; a negative number: before. */
export const dayAfter = (day: string, days: number): string => dayOfNumber(numberOfDay(day) + days);
