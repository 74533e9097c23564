// Runs a chore once some minutes after the start, when the rush of devices is over, and then every day. Invariant: one at
// a time; one that fails is said and tried again the next day; `stop` lets the step in hand end and starts no other.
import { DAY_MS } from "@outrider/shared/kernel";
import type { Log } from "../platform/logger.ts";

/** What is to be done. `signal` asks it to end soon. */
export type Chore = (signal: AbortSignal) => Promise<void>;

export type Daily = { stop(): Promise<void> };

const FIRST_AFTER_MS = 5 * 60_000;
const EVERY_MS = DAY_MS;

export const runDaily = (name: string, chore: Chore, log: Pick<Log, "error">): Daily => {
  const ending = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    try {
      await chore(ending.signal);
    } catch (error) {
      log.error({ error, chore: name }, "a daily chore failed");
    }
    schedule(EVERY_MS);
  };
  let timer: NodeJS.Timeout | undefined;
  const schedule = (ms: number): void => {
    if (ending.signal.aborted) return;
    timer = setTimeout(() => {
      running = run();
    }, ms).unref();
  };
  schedule(FIRST_AFTER_MS);
  return {
    async stop() {
      ending.abort();
      clearTimeout(timer);
      await running;
    },
  };
};
