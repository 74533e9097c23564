// The checksums that go with a checkpoint. Those of what a device holds whole are kept up with the feed and cost nothing;
// those of what rests are worked out from many rows, so they are not sent each time a device comes back.
import type { Lane } from "@outrider/shared/protocol";
import type { FeedStore } from "./feed-store.ts";

export interface CheckpointSums {
  /** Some of what the device holds came anew: all are due. */
  due(): void;
  /** Those of what rests are due. */
  restDue(): void;
  /** As a part of a checkpoint at this sequence: its text, empty where nothing is due or what was read is of another moment. */
  text(lanes: readonly Lane[], at: number | undefined): Promise<string>;
}

export interface SumsOptions {
  readonly sleep: (ms: number) => Promise<void>;
  /** They are still due: a checkpoint is wanted, though there may be nothing else to say. */
  readonly again: () => void;
  /** Planted bug: they count what a device is not to hold. */
  readonly ofAll: boolean;
}

const FIRST_PAUSE = 5000;
const LONGEST_PAUSE = 300_000;

export function createCheckpointSums(store: FeedStore, workspace: string, { sleep, again, ofAll }: SumsOptions): CheckpointSums {
  let [wholeDue, restDue] = [true, false];
  let pause = FIRST_PAUSE;
  let pausing = false;

  /** A device that is handed each commit as it comes asks for nothing more: untold, it would not find what it has lost. */
  async function tryLater(): Promise<void> {
    if (pausing) return;
    pausing = true;
    await sleep(pause);
    pausing = false;
    pause = Math.min(2 * pause, LONGEST_PAUSE);
    if (wholeDue) again();
  }

  async function read(lanes: readonly Lane[]) {
    const resting = lanes.filter(({ rest }) => rest !== undefined && !ofAll);
    const whole = await store.sums(workspace, lanes.filter((lane) => !resting.includes(lane)).flatMap(({ buckets }) => buckets));
    return restDue && resting.length > 0 ? new Map([...whole, ...(await store.sumsFrom(workspace, resting))]) : whole;
  }

  return {
    due() {
      wholeDue = restDue = true;
    },
    restDue() {
      restDue = true;
    },
    async text(lanes, at) {
      if (!wholeDue) return "";
      wholeDue = false;
      const sums = await read(lanes);
      // They are of the database as it is now: they say something about this checkpoint only while nothing has come since.
      if ((await store.page(workspace, [], 0)).head !== at) {
        wholeDue = true;
        void tryLater();
        return "";
      }
      restDue = false;
      pause = FIRST_PAUSE;
      return `,"sums":${JSON.stringify(Object.fromEntries([...sums].map(([bucket, { rows, sum }]) => [bucket, [rows, sum]])))}`;
    },
  };
}
