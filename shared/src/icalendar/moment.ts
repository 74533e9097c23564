// Times and zones as calendar files name them: on whose clocks a time is meant, and what time (ms, UTC) that is. Pure but for
// the platform's rules of zones. Invariant: it never throws, whatever a file says.
import { DAY_MS, dayNumber, dayOfNumber, instantOf, numberOfDay, zoneOffset, type ZoneOffset } from "@outrider/shared/kernel";
import type { ContentLine } from "@outrider/shared/vcard";
import { dayOfText, occurrences, parseRepeat, type RepeatRule } from "./repeat.ts";

const MINUTE_MS = 60_000;

export interface Moment {
  /** What the clocks show, as if it were UTC, ms; midnight for a whole day. */
  readonly wall: number;
  readonly wholeDay: boolean;
  /** "UTC", a zone as the file names it, or "" for the clocks of whoever reads it. */
  readonly zone: string;
}

/** `20270131`, `20270131T093000` or `20270131T093000Z`; null where it is none of them. */
export function momentOf(value: string, zone: string): Moment | null {
  const text = value.trim().toUpperCase();
  const day = dayOfText(text);
  if (day === null) return null;
  const time = /T(\d{2})(\d{2})(\d{2})(Z?)$/.exec(text);
  const midnight = numberOfDay(day) * DAY_MS;
  if (time === null) return { wall: midnight, wholeDay: true, zone: "" };
  const [hour, minute, second] = [Number(time[1]), Number(time[2]), Number(time[3])];
  if (hour > 23 || minute > 59 || second > 60) return null;
  return { wall: midnight + ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000, wholeDay: false, zone: time[4] === "Z" ? "UTC" : zone };
}

/** ISO 8601 as calendars write it, `-P1DT2H`; in ms, or null. */
export function durationOf(value: string): number | null {
  const found = /^([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/i.exec(value.trim());
  if (found === null) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(2).map((part) => Number(part ?? 0));
  const ms = ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  return found[1] === "-" ? -ms : ms;
}

/** Since when (on the clocks of before) the clocks are so far ahead of UTC, again and again. */
interface Observance { readonly from: number; readonly ahead: number; readonly before: number; readonly rule: RepeatRule | null; readonly also: readonly number[] }

const offsetOf = (text: string): number | null => {
  const found = /^([+-])(\d{2})(\d{2})(\d{2})?$/.exec(text.trim());
  if (found === null) return null;
  const ms = ((Number(found[2]) * 60 + Number(found[3])) * 60 + Number(found[4] ?? 0)) * 1000;
  return ms > 18 * 60 * MINUTE_MS ? null : found[1] === "-" ? -ms : ms;
};

function observanceOf(lines: readonly ContentLine[]): Observance | null {
  const first = (name: string): string => lines.find((line) => line.name === name)?.value ?? "";
  const [start, ahead, before] = [momentOf(first("DTSTART"), ""), offsetOf(first("TZOFFSETTO")), offsetOf(first("TZOFFSETFROM"))];
  if (start === null || ahead === null || before === null) return null;
  const rule = parseRepeat(first("RRULE"));
  const also = lines.filter(({ name }) => name === "RDATE").flatMap(({ value }) => value.split(",").slice(0, 500).flatMap((one) => momentOf(one, "")?.wall ?? []));
  return { from: start.wall, ahead, before, rule: rule.ok ? rule.value : null, also };
}

/** The last time not after `at` (ms) that it began; null: never. */
function beganBefore({ from, before, rule, also }: Observance, at: number): number | null {
  const walls = [from, ...also];
  if (rule !== null) {
    const [day, ofDay] = [dayOfNumber(Math.floor(from / DAY_MS)), from - Math.floor(from / DAY_MS) * DAY_MS];
    const now = Math.floor((at + before) / DAY_MS);
    for (const found of occurrences(rule, day, dayOfNumber(Math.max(Math.floor(from / DAY_MS), now - 800)))) {
      if (numberOfDay(found.day) > now) break;
      walls.push(numberOfDay(found.day) * DAY_MS + ofDay);
    }
  }
  const begun = walls.map((wall) => wall - before).filter((time) => time <= at);
  return begun.length === 0 ? null : Math.max(...begun);
}

/** A zone as a file describes it (VTIMEZONE): the lines of its parts, STANDARD and DAYLIGHT. Null where it describes none. */
export function describedZone(parts: readonly (readonly ContentLine[])[]): ZoneOffset | null {
  const all = parts.slice(0, 200).map(observanceOf).filter((part) => part !== null);
  const [earliest] = all.toSorted((a, b) => a.from - b.from);
  if (earliest === undefined) return null;
  const known = new Map<number, number>();
  return (at) => {
    // Clocks change at quarters of an hour.
    const step = Math.floor(at / (15 * MINUTE_MS));
    const there = known.get(step);
    if (there !== undefined) return there;
    let [since, ahead] = [Number.NEGATIVE_INFINITY, earliest.before];
    for (const part of all) {
      const began = beganBefore(part, at);
      if (began !== null && began > since) [since, ahead] = [began, part.ahead];
    }
    known.set(step, ahead);
    return ahead;
  };
}

/** A zone that the platform knows by this name, or by the end of it ("/example.org/Europe/Berlin"). */
export function namedZone(name: string): ZoneOffset | null {
  for (const one of [name, name.split("/").slice(-2).join("/")]) {
    if (!/^[A-Za-z][A-Za-z0-9+_/-]{1,60}$/.test(one)) continue;
    try {
      return zoneOffset(one);
    } catch {
      // Not one of its names.
    }
  }
  return null;
}

/** Clocks by the name of their zone; null: nobody knows that zone. */
export type Clocks = (zone: string) => ZoneOffset | null;

/** own: the clocks of whoever reads the file, on which is meant what names no zone, or one that nobody knows. */
export const timeOf = ({ wall, zone }: Moment, clocks: Clocks, own: ZoneOffset): number => (zone === "UTC" ? wall : instantOf(wall, zone === "" ? own : (clocks(zone) ?? own)));

/** `YYYY-MM-DD` on those clocks. */
export const dayOn = (at: number, own: ZoneOffset): string => dayOfNumber(Math.floor((at + own(at)) / DAY_MS));

/** ms of a `YYYY-MM-DD` at midnight, as if it were UTC. */
export const wallOfDay = (day: string): number => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return dayNumber(year, month, date) * DAY_MS;
};
