// The clock on a person's wall: which day it is there, and when their quiet hours end.
import { outOfQuiet, type Quiet } from "@outrider/shared/campaigns";

export interface LocalTime { /** YYYY-MM-DD */ readonly day: string; /** Minutes since midnight. */ readonly minute: number }

export function localTime(now: number, timeZone: string): LocalTime {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? "00";
  return { day: `${part("year")}-${part("month")}-${part("day")}`, minute: Number(part("hour")) * 60 + Number(part("minute")) };
}

/** "08:30" as minutes since midnight. */
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** When the person may be disturbed: now, or when the quiet hours that now is in are over. Hours may go over midnight. */
export const undisturbedUntil = (now: number, { quiet, timeZone }: { readonly quiet: Quiet | null; readonly timeZone: string }): number => outOfQuiet(now, quiet, timeZone);
