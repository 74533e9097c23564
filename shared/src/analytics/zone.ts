// Which day it is somewhere: between points in time and calendar days of one time zone. The rules of zones are the
// platform's (Intl), asked as seldom as may be: they are slow to ask.
import { dayOfNumber } from "@outrider/shared/kernel";
import { addDays, dayNumber } from "./calendar.ts";

const DAY_MS = 86_400_000;
/** No zone changes its clocks but at such a step. */
const STEP_MS = 900_000;

export interface Zone {
  /** The day there at that time (ms). */
  dayOf(at: number): string;
  /** When that day begins there (ms): midnight, or what comes after it where midnight is skipped. */
  startOf(day: string): number;
}

/** Whether the platform knows a zone of that name. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** name: as the IANA database has it, "Europe/Dublin". Throws where there is no such zone. */
export function createZone(name: string): Zone {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone: name, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const offsets = new Map<number, number>();

  /** What the clock there shows, as if it were UTC, less the time itself. */
  function offsetAt(at: number): number {
    const step = Math.floor(at / STEP_MS);
    const known = offsets.get(step);
    if (known !== undefined) return known;
    const shown = Object.fromEntries(format.formatToParts(step * STEP_MS).map(({ type, value }) => [type, value]));
    const day = `${String(shown["year"]).padStart(4, "0")}-${shown["month"]}-${shown["day"]}`;
    const ofDay = (Number(shown["hour"]) * 60 + Number(shown["minute"])) * 60_000 + Number(shown["second"]) * 1000;
    const offset = dayNumber(day) * DAY_MS + ofDay - step * STEP_MS;
    offsets.set(step, offset);
    return offset;
  }

  const dayOf = (at: number): string => dayOfNumber(Math.floor((at + offsetAt(at)) / DAY_MS));

  return {
    dayOf,
    startOf(day) {
      const midnight = dayNumber(day) * DAY_MS;
      // The offset of a day before and of a day after hold between them every offset that midnight may have.
      const tries = [midnight - offsetAt(midnight - DAY_MS), midnight - offsetAt(midnight + DAY_MS)].sort((a, b) => a - b);
      const found = tries.find((at) => dayOf(at) === day && dayOf(at - 1) < day);
      if (found !== undefined) return found;
      // Midnight is skipped: the first step of the day.
      let at = Math.floor((midnight - 15 * 3_600_000) / STEP_MS) * STEP_MS;
      const last = addDays(day, 1);
      while (dayOf(at) < day && dayOf(at) < last) at += STEP_MS;
      return at;
    },
  };
}
