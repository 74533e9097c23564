// What a device that holds only a part must hold all the same: what lies in its lanes from where they rest on.
import type { Lane } from "@outrider/shared/protocol";
import type { Confirmed } from "../../../client/src/engine/index.ts";
import type { MemoryFeedStore } from "../../../sync-server/src/feed/memory-feed-store.ts";
import { WORKSPACE } from "./server-node.ts";

/** Asked for when the server was further on than the device. */
export const isAhead = ({ places }: Confirmed, seq: number): boolean => Object.values(places).some((at) => at > seq);

/** By where it lies now. Of what has moved since the lanes stood where they do, that is known only where they do not rest. */
export function isToBeHeld(store: Pick<MemoryFeedStore, "lies">, lanes: readonly Lane[], record: string): boolean {
  if (lanes.every(({ below }) => below === undefined)) return true;
  const lies = store.lies(WORKSPACE, record);
  return lanes.some(({ buckets, seq, below = 0 }) => buckets.some((bucket) => {
    const at = lies.get(bucket);
    return at !== undefined && at >= below && at <= seq;
  }));
}
