// How many connections in a row were no good. The session machine counts tries until it has caught up; but a server that
// is overloaded or restarting lets a device catch up and sends it away again, and all its devices would come back at once,
// again and again. So the row ends only where a connection has held for a while or has brought an own edit home.
import type { SessionState } from "@outrider/shared/sync";

export interface Tries {
  /** What came over the connection that there is now is kept on this device: it is caught up, or an own edit has its verdict. */
  kept(what: "checkpoint" | "verdict"): void;
  /** The connection is over: the count to wait by. */
  over(state: Pick<SessionState, "phase" | "attempt">): number;
}

/** ms for which a connection must have been caught up to have been good. */
const GOOD_AFTER = 30_000;

export function createTries(now: () => number): Tries {
  let row = 0;
  let caughtUpAt: number | null = null;
  let acknowledged = false;
  return {
    kept(what) {
      if (what === "verdict") acknowledged = true;
      else caughtUpAt ??= now();
    },
    over({ phase, attempt }) {
      // Whoever waits already has been counted.
      if (phase === "waiting" || phase === "stopped") return attempt;
      const good = acknowledged || (caughtUpAt !== null && now() - caughtUpAt >= GOOD_AFTER);
      const count = good ? 0 : row;
      row = count + 1;
      caughtUpAt = null;
      acknowledged = false;
      return count;
    },
  };
}
