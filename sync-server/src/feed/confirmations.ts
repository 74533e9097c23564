// Confirmations of verdicts, gathered: a device confirms after every verdict, and nothing waits for it, so what has come
// in a second goes to the database in one statement a workspace. One that is lost is made up for by the device's next.
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

export function createConfirmations({ store, sleep, failed }: ConfirmationsDeps): Confirmations {
  let noted = new Map<string, Map<string, number>>();
  let due = false;

  async function flush(): Promise<void> {
    const now = noted;
    noted = new Map();
    for (const [workspace, counters] of now) await store.confirm(workspace, counters).catch(failed);
  }

  async function later(): Promise<void> {
    await sleep(GATHER_MS);
    due = false;
    await flush();
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
    flush,
  };
}
