// Days and moments as they are on the person's wall: where a day begins, and the same time on another day. A day that is
// shorter or longer because clocks are changed is still one day.
import { DAY_MS, numberOfDay } from "@outrider/shared/kernel";
import { atWall, wallAt } from "./own-clock.ts";

const HOUR_MS = 3_600_000;

/** ms: the first moment of a `YYYY-MM-DD`. */
export const startOfDay = (day: string): number => atWall(numberOfDay(day) * DAY_MS);

/** ms: that hour of a `YYYY-MM-DD`. */
export const hourOfDay = (day: string, hour: number): number => atWall(numberOfDay(day) * DAY_MS + hour * HOUR_MS);

/** ms: the same time of day on another day. */
export const atOnDay = (at: number, day: string): number => {
  const wall = wallAt(at);
  return atWall(numberOfDay(day) * DAY_MS + (wall - Math.floor(wall / DAY_MS) * DAY_MS));
};

/** ms of what a `datetime-local` control holds; NaN where that is no moment. */
export const momentTyped = (typed: string): number => atWall(Date.parse(`${typed}Z`));
