// Confirmations of verdicts, gathered: a device confirms after every verdict, and nothing waits for it, so what has come
// in a second goes to the database in few statements, none of them so long that an edit would wait for it. One that is
// lost is made up for by the device's next.
import type { FeedStore } from "./feed-store.ts";

export interface Confirmations {
  /** The device has kept its verdicts up to the counter. */
  note(workspace: string, device: string, counter: number): void;
  /** Writes what has been noted; resolves when it is written. */
  flush(): Promise<void>;
}

export interface ConfirmationsDeps {
  readonly store: Pick<FeedStore, "confirm">;
  readonly sleep: (ms: number) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

const GATHER_MS = 1000;
/** Devices a statement, and the time left to others between two: the embedded database does one thing at a time. */
const TOGETHER = 10;
const PAUSE_MS = 20;

export function createConfirmations({ store, sleep, failed }: ConfirmationsDeps): Confirmations {
  let noted = new Map<string, Map<string, number>>();
  let due = false;
  let writing = Promise.resolve();

  /** `pause` between two statements, in milliseconds. */
  async function write(pause: number): Promise<void> {
    const now = noted;
    noted = new Map();
    for (const [workspace, counters] of now) {
      const all = [...counters];
      for (let from = 0; from < all.length; from += TOGETHER) {
        if (pause > 0 && from > 0) await sleep(pause);
        await store.confirm(workspace, new Map(all.slice(from, from + TOGETHER))).catch(failed);
      }
    }
  }

  async function later(): Promise<void> {
    await sleep(GATHER_MS);
    due = false;
    writing = writing.then(() => write(PAUSE_MS));
    await writing;
  }

  return {
    note(workspace, device, counter) {
      const counters = noted.get(workspace) ?? new Map<string, number>();
      noted.set(workspace, counters);
      counters.set(device, Math.max(counter, counters.get(device) ?? 0));
      if (due) return;
      due = true;
      later().catch(failed);
    },
    async flush() {
      await writing;
      await write(0);
    },
  };
}
