// Time that passes only when a test says so, and passes over nothing: every timer runs in its order.
import type { Timers } from "../ports.ts";

export interface VirtualTime extends Timers {
  /** Lets so many ms pass; between two timers what waits for a promise gets its turn. */
  pass(ms: number): Promise<void>;
}

/** `turn` resolves when everything that waits for a promise alone has run. */
export function createVirtualTime(turn: () => Promise<void>, start = 1_000_000): VirtualTime {
  let now = start;
  let next = 0;
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  return {
    now: () => now,
    after(ms, run) {
      const id = next++;
      timers.set(id, { at: now + ms, run });
      return () => void timers.delete(id);
    },
    async pass(ms) {
      const end = now + ms;
      for (;;) {
        await turn();
        const due = [...timers].filter(([, { at }]) => at <= end).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];
        if (!due) break;
        timers.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].run();
      }
      now = end;
      await turn();
    },
  };
}
