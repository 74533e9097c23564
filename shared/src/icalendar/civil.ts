// Days and moments as calendars count them, without a clock: the Gregorian calendar, which repeats every 400 years.
// Days are `YYYY-MM-DD`, moments ms since 1970 in UTC.

const DAY_MS = 86_400_000;
const ERA_DAYS = 146_097;
const pad = (part: number, width = 2): string => String(part).padStart(width, "0");

/** Days since 1970-01-01 of a day of the Gregorian calendar; a month or day beyond its end runs on into the next. */
export function dayNumber(year: number, month: number, day: number): number {
  // The year begins in March, so that the day that may be missing is its last.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * ERA_DAYS + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** The other way round. */
export function dayOfNumber(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / ERA_DAYS);
  const ofEra = shifted - era * ERA_DAYS;
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * month + 2) / 5) + 1;
  return `${pad(year + era * 400 + (month >= 10 ? 1 : 0), 4)}-${pad(month < 10 ? month + 3 : month - 9)}-${pad(day)}`;
}

/** The day so many days after `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return dayOfNumber(dayNumber(year, month, date) + days);
}

/** A moment as iCalendar writes it in UTC: 20270131T093000Z. */
export function utcText(at: number): string {
  const days = Math.floor(at / DAY_MS);
  const seconds = Math.floor((at - days * DAY_MS) / 1000);
  return `${dayOfNumber(days).replaceAll("-", "")}T${pad(Math.floor(seconds / 3600))}${pad(Math.floor(seconds / 60) % 60)}${pad(seconds % 60)}Z`;
}
