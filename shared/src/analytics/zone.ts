// Which day it is somewhere: between points in time and calendar days of one time zone. The rules of zones are the
// platform's (Intl).
import { DAY_MS, dayAfter, dayOfNumber, numberOfDay, zoneOffset } from "@outrider/shared/kernel";

/** No zone changes its clocks but at such a step. */
const STEP_MS = 900_000;

export interface Zone {
  /** The day there at that time (ms). */
  dayOf(at: number): string;
  /** When that day begins there (ms): midnight, or what comes after it where midnight is skipped. */
  startOf(day: string): number;
}

/** name: as the IANA database has it, "Europe/Dublin". Throws where there is no such zone. */
export function createZone(name: string): Zone {
  const offsetAt = zoneOffset(name);
  const dayOf = (at: number): string => dayOfNumber(Math.floor((at + offsetAt(at)) / DAY_MS));

  return {
    dayOf,
    startOf(day) {
      const midnight = numberOfDay(day) * DAY_MS;
      // The offset of a day before and of a day after hold between them every offset that midnight may have.
      const tries = [midnight - offsetAt(midnight - DAY_MS), midnight - offsetAt(midnight + DAY_MS)].sort((a, b) => a - b);
      const found = tries.find((at) => dayOf(at) === day && dayOf(at - 1) < day);
      if (found !== undefined) return found;
      // Midnight is skipped: the first step of the day.
      let at = Math.floor((midnight - 15 * 3_600_000) / STEP_MS) * STEP_MS;
      const last = dayAfter(day, 1);
      while (dayOf(at) < day && dayOf(at) < last) at += STEP_MS;
      return at;
    },
  };
}
