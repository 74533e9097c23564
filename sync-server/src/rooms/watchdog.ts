/**
 * Tells when a process has worked at one thing for too long. Invariant: neither a pause of the whole machine nor a
 * processor that others keep busy counts as work, as far as the system tells the difference.
 */
export type Watchdog = {
  /** Work is handed over. */
  start(): void;
  /** One thing is done. */
  progress(): void;
  stop(): void;
};

/** The limit is counted in so many ticks, so that a pause of everything counts as one of them. */
const TICKS = 10;
/** So many limits are waited for a process that hardly had the processor meanwhile. */
const MOST_PATIENCE = 5;

/** cpuMs: what the process has computed since it started; null where that is not known. */
export const createWatchdog = (limitMs: number, cpuMs: () => number | null, onHang: () => void): Watchdog => {
  let timer: NodeJS.Timeout | null = null;
  let ticks = 0;
  let before: number | null = null;
  const tick = (): void => {
    ticks += 1;
    if (ticks <= TICKS) return;
    const now = cpuMs();
    const starved = now !== null && before !== null && now - before < limitMs / 2;
    if (!starved || ticks >= TICKS * MOST_PATIENCE) onHang();
  };
  return {
    start() {
      ticks = 0;
      before = cpuMs();
      timer ??= setInterval(tick, limitMs / TICKS);
    },
    progress() {
      ticks = 0;
    },
    stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
  };
};
