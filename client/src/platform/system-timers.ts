// Owns the clock and the timers of the browser, for page and worker alike.
import type { Timers } from "../engine/ports.ts";

export const systemTimers: Timers = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
