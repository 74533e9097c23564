// Days and moments as calendars count them, without a clock.
// Days are `YYYY-MM-DD`, moments ms since 1970 in UTC.
import { DAY_MS, dayOfNumber } from "@outrider/shared/kernel";

const pad = (part: number, width = 2): string => String(part).padStart(width, "0");

/** A moment as iCalendar writes it in UTC: 20270131T093000Z. */
export function utcText(at: number): string {
  const days = Math.floor(at / DAY_MS);
  const seconds = Math.floor((at - days * DAY_MS) / 1000);
  return `${dayOfNumber(days).replaceAll("-", "")}T${pad(Math.floor(seconds / 3600))}${pad(Math.floor(seconds / 60) % 60)}${pad(seconds % 60)}Z`;
}
