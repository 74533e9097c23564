// Days and hours of the sample: people work on weekdays between eight and six (UTC). It knows no clock.
import type { Random } from "@outrider/shared/kernel";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A moment of a working day at or shortly after this one, to the minute. */
export function workMoment(random: Random, at: number): number {
  const midnight = Math.floor(at / DAY) * DAY;
  const weekday = new Date(midnight).getUTCDay();
  const ahead = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return midnight + ahead * DAY + 8 * HOUR + random.between(0, 10 * 60 - 1) * 60_000;
}

/** The calendar day as `YYYY-MM-DD`. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
