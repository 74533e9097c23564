// The bugs that can be planted, by name, and how a run is told of one.
import type { PlantedBug } from "../../../client/src/engine/index.ts";
import type { FeedDeps } from "../../../sync-server/src/feed/feed.ts";
import type { RunOptions } from "./simulate.ts";

/** All but one that needs three servers to write, answer and be put back within the same moment: it is planted in feed/rewound.test.ts. */
type ServerBug = Exclude<keyof NonNullable<FeedDeps["bugs"]>, "answerUnsaid">;
export type Plantable = ServerBug | PlantedBug;

const SERVER_BUGS = {
  forgetVerdicts: true, unclampedClock: true, skipPermission: true, removeWithoutPlaces: true, acceptDependents: true, ackBeforeCommit: true,
  ignoreOwnOrder: true, trustCopies: true, cursorFromHead: true, headUnsaid: true, fallsTooFar: true, neverRefollow: true, sumsOfAll: true, ignoreEpochs: true, forgetPast: true,
  leavesHanging: true, sharesForEver: true, tellsWhatIsThere: true, handsToAll: true, sendsByOldView: true, followsShares: true, reloadsAny: true, trustsCursors: true, factsWithheld: true,
  overNewerDocument: true, unboundClients: true, acceptGaps: true, toldBeforeCommit: true, olderEmpties: true, judgesNewer: true, typedToAll: true, roomsByOldView: true, forgetAllTyped: true, forgetUnwritten: true,
} satisfies Record<ServerBug, true>;
const DEVICE_BUGS = {
  "saved-before-durable": true, "cursor-before-rows": true, "refuse-without-rebuild": true, "forget-without-verdict": true, "drops-ignored": true,
  "checksum-ignored": true, "forget-on-ack": true, "remove-uncounted": true, "sweep-lost": true, "unfollowed-kept": true,
  "clear-ignored": true, "refused-forgotten": true, "own-typed-forgotten": true, "typed-lately-forgotten": true, "leave-writes-twice": true,
  "unknown-fields-dropped": true, "unknown-kinds-dropped": true,
} satisfies Record<PlantedBug, true>;

/** Those that concern nothing but who may see what: visibility/ notices them. */
export const OF_VISIBILITY = [
  "leavesHanging", "sharesForEver", "tellsWhatIsThere", "handsToAll", "sendsByOldView", "followsShares", "reloadsAny", "trustsCursors", "factsWithheld", "unfollowed-kept", "clear-ignored", "refused-forgotten",
] as const satisfies readonly Plantable[];

/** Those of rich texts and rooms: planted-rooms.test.ts notices them. */
export const OF_ROOMS = [
  "overNewerDocument", "unboundClients", "acceptGaps", "toldBeforeCommit", "typedToAll", "roomsByOldView", "forgetAllTyped", "forgetUnwritten", "own-typed-forgotten", "typed-lately-forgotten", "leave-writes-twice",
] as const satisfies readonly Plantable[];

/** Those that concern nothing but other versions: versions/ notices them. */
export const OF_VERSIONS = ["olderEmpties", "judgesNewer", "unknown-fields-dropped", "unknown-kinds-dropped"] as const satisfies readonly Plantable[];

export const PLANTABLE = [...Object.keys(SERVER_BUGS), ...Object.keys(DEVICE_BUGS)] as readonly Plantable[];
export const isServerBug = (bug: Plantable): bug is ServerBug => Object.hasOwn(SERVER_BUGS, bug);

/** What people did when the planted bugs were given their seeds. */
export const AS_PINNED = { work: "first" } as const satisfies RunOptions;

/** orders: it shows only where orders come in. */
export const plant = (bug: Plantable): RunOptions & { readonly orders?: true } => ({ ...AS_PINNED, ...(bug === "factsWithheld" && { orders: true as const }), ...(isServerBug(bug) ? { bugs: { [bug]: true } } : { planted: new Set([bug]) }) });
