// When clocks show something. Apart from the rules of zones: most devices reckon with no clocks but their own.
import { DAY_MS } from "./civil-day.ts";
import type { ZoneOffset } from "./zone-offset.ts";

/** What the clocks show, as if it were UTC, as a time (ms). Twice in a year they show the same: the first is meant. What they pass over is taken by the clocks of before. */
export function instantOf(wall: number, offset: ZoneOffset): number {
  // The offsets of a day before and of a day after hold between them every offset that this moment may have.
  const tries = [wall - offset(wall - DAY_MS), wall - offset(wall + DAY_MS)].sort((a, b) => a - b);
  return tries.find((at) => at + offset(at) === wall) ?? wall - offset(wall - DAY_MS);
}
