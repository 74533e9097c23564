/**
 * Work whose end no answer waits for, such as a mail. Invariant: it never rejects unheard, and stopping the server waits
 * for what is under way.
 */
import type { Log } from "./logger.ts";

export type Background = {
  /** `what` is logged when it fails, with the error and nothing else. */
  run(what: string, work: () => Promise<void>): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
};

export const createBackground = (log: Log): Background => {
  const underWay = new Set<Promise<void>>();
  return {
    run(what, work) {
      const running = work()
        .catch((error: unknown) => log.warn({ error }, what))
        .finally(() => underWay.delete(running));
      underWay.add(running);
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
};
