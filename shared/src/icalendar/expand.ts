// A series of a calendar as the single times at which it is, within a window. Pure.
// Invariant: it ends; what is left out by the file (EXDATE) is left out, what it adds (RDATE) is there.
import { DAY_MS, dayOfNumber, type ZoneOffset } from "@outrider/shared/kernel";
import { utcText } from "./civil.ts";
import { type Clocks, type Moment, timeOf, wallOfDay } from "./moment.ts";
import type { CalendarItem } from "./read-calendar.ts";
import { occurrences, parseRepeat } from "./repeat.ts";

interface Window { /** ms */ readonly from: number; readonly to: number; /** Of one series. */ readonly most: number }

/** The same for one time of a series, however it is written: what stands for it names it so. */
export const turnOf = (moment: Moment, clocks: Clocks, own: ZoneOffset): string => (moment.wholeDay ? dayOfNumber(Math.floor(moment.wall / DAY_MS)) : utcText(timeOf(moment, clocks, own)));

/**
 * Each time of a series in the window, in order: `start` anew, and its turn. Null: it repeats by a rule that is not known
 * here, so that only its first is.
 */
export function expanded({ start, rule, except, also }: CalendarItem, { from, to, most }: Window, clocks: Clocks, own: ZoneOffset): readonly { readonly start: Moment; readonly turn: string }[] | null {
  if (start === null) return [];
  const read = rule === "" ? null : parseRepeat(rule);
  if (read !== null && !read.ok) return null;
  const gone = new Set(except.map((moment) => turnOf(moment, clocks, own)));
  const ofDay = start.wall - Math.floor(start.wall / DAY_MS) * DAY_MS;
  const dayIn = (at: number): string => dayOfNumber(Math.floor(at / DAY_MS));
  const until = /UNTIL=(\d{8}T\d{6}Z)/i.exec(rule)?.[1];
  const found = new Map<string, Moment>();
  const take = (moment: Moment): boolean => {
    const at = timeOf(moment, clocks, own);
    const turn = turnOf(moment, clocks, own);
    // A day holds more times than its end does.
    if (until !== undefined && !moment.wholeDay && utcText(at) > until.toUpperCase()) return false;
    if (at >= from && at <= to && !gone.has(turn) && found.size < most) found.set(turn, moment);
    return at <= to;
  };
  if (read !== null) {
    // A day to and fro for clocks that are elsewhere.
    for (const { day } of occurrences(read.value, dayIn(start.wall), dayIn(Math.max(start.wall, from - DAY_MS)))) if (!take({ ...start, wall: wallOfDay(day) + ofDay }) || found.size >= most) break;
  } else take(start);
  for (const moment of also) take(moment);
  return [...found].map(([turn, moment]) => ({ turn, start: moment })).sort((a, b) => a.start.wall - b.start.wall);
}
