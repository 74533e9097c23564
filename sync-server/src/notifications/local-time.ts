// The clock on a person's wall: which day it is there, and when their quiet hours end.

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

export interface LocalTime { /** YYYY-MM-DD */ readonly day: string; /** Minutes since midnight. */ readonly minute: number }

export function localTime(now: number, timeZone: string): LocalTime {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? "00";
  return { day: `${part("year")}-${part("month")}-${part("day")}`, minute: Number(part("hour")) * 60 + Number(part("minute")) };
}

/** "08:30" as minutes since midnight. */
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** When the person may be disturbed: now, or when the quiet hours that now is in are over. Hours may go over midnight. */
export function undisturbedUntil(now: number, { quiet, timeZone }: { readonly quiet: { readonly from: string; readonly to: string } | null; readonly timeZone: string }): number {
  if (quiet === null || quiet.from === quiet.to) return now;
  const { minute } = localTime(now, timeZone);
  const since = (minute - minuteOf(quiet.from) + DAY_MINUTES) % DAY_MINUTES;
  const length = (minuteOf(quiet.to) - minuteOf(quiet.from) + DAY_MINUTES) % DAY_MINUTES;
  return since < length ? now - (now % MINUTE) + (length - since) * MINUTE : now;
}
