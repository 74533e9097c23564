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

export function createCheckpointSums(store: FeedStore, workspace: string, { ofAll }: { /** Planted bug: they count what a device is not to hold. */ readonly ofAll: boolean }): CheckpointSums {
  let [wholeDue, restDue] = [true, false];

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
        return "";
      }
      restDue = false;
      return `,"sums":${JSON.stringify(Object.fromEntries([...sums].map(([bucket, { rows, sum }]) => [bucket, [rows, sum]])))}`;
    },
  };
}
