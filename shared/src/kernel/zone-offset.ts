// How far the clocks of a time zone are from UTC: the one place that asks the platform (Intl) for the rules of zones. Pure
// but for those; asked as seldom as may be, for they are slow to ask.
import { DAY_MS, dayNumber } from "./civil-day.ts";

/** No zone changes its clocks but at such a step. */
const STEP_MS = 900_000;

/** ms that the clocks there are ahead at a time (ms). */
export type ZoneOffset = (at: number) => number;

const known = new Map<string, ZoneOffset>();

/** name: as the IANA database has it, "Europe/Dublin". Throws a RangeError where there is no such zone. */
export function zoneOffset(name: string): ZoneOffset {
  const there = known.get(name);
  if (there !== undefined) return there;
  const format = new Intl.DateTimeFormat("en-CA", { timeZone: name, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const offsets = new Map<number, number>();
  const offsetAt: ZoneOffset = (at) => {
    const step = Math.floor(at / STEP_MS);
    const found = offsets.get(step);
    if (found !== undefined) return found;
    const shown = Object.fromEntries(format.formatToParts(step * STEP_MS).map(({ type, value }) => [type, Number(value)]));
    const part = (type: string): number => shown[type] ?? 0;
    const ofDay = (part("hour") * 60 + part("minute")) * 60_000 + part("second") * 1000;
    const offset = dayNumber(part("year"), part("month"), part("day")) * DAY_MS + ofDay - step * STEP_MS;
    offsets.set(step, offset);
    return offset;
  };
  known.set(name, offsetAt);
  return offsetAt;
}

/** Whether the platform knows a zone of that name. */
export function isZone(name: string): boolean {
  try {
    zoneOffset(name);
    return true;
  } catch {
    return false;
  }
}
