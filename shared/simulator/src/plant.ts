// The bugs that can be planted, by name, and how a run is told of one.
import type { PlantedBug } from "../../../client/src/engine/index.ts";
import type { FeedDeps } from "../../../sync-server/src/feed/feed.ts";
import type { RunOptions } from "./simulate.ts";

type ServerBug = keyof NonNullable<FeedDeps["bugs"]>;
export type Plantable = ServerBug | PlantedBug;

const SERVER_BUGS = {
  forgetVerdicts: true, unclampedClock: true, skipPermission: true, removeWithoutPlaces: true, acceptDependents: true, ackBeforeCommit: true,
  ignoreOwnOrder: true, trustCopies: true, cursorFromHead: true, fallsTooFar: true, neverRefollow: true, sumsOfAll: true, ignoreEpochs: true,
} satisfies Record<ServerBug, true>;
const DEVICE_BUGS = {
  "saved-before-durable": true, "cursor-before-rows": true, "refuse-without-rebuild": true, "forget-without-verdict": true, "drops-ignored": true,
  "checksum-ignored": true, "forget-on-ack": true, "remove-uncounted": true, "sweep-lost": true,
} satisfies Record<PlantedBug, true>;

export const PLANTABLE = [...Object.keys(SERVER_BUGS), ...Object.keys(DEVICE_BUGS)] as readonly Plantable[];
export const isServerBug = (bug: Plantable): bug is ServerBug => Object.hasOwn(SERVER_BUGS, bug);

export const plant = (bug: Plantable): RunOptions => (isServerBug(bug) ? { bugs: { [bug]: true } } : { planted: new Set([bug]) });
