// Switches that each break one rule on purpose, so that the simulator can show that it would notice. None is ever on in
// the app: only the simulator names them.
import type { StagingBug } from "@outrider/shared/sync";

export type PlantedBug =
  /** Says saved before the edit is on the disk. */
  | "saved-before-durable"
  /** Moves the cursor before the records it stands for are on the disk. */
  | "cursor-before-rows"
  /** Leaves a refused edit on the screen. */
  | "refuse-without-rebuild"
  /** Forgets edits at a checkpoint whether or not they have a verdict. */
  | "forget-without-verdict"
  /** Takes an edit out of the outbox with its verdict, before the records that have it are here. */
  | "forget-on-ack"
  /** Keeps records although they have left every bucket. */
  | "drops-ignored"
  /** Does not look at checksums. */
  | "checksum-ignored"
  /** Keeps everything although its person is of the workspace no more. */
  | "clear-ignored"
  /** Forgets a refused edit whose record is no longer here. */
  | "refused-forgotten"
  /** Forgets what it typed itself when the edit leaves the outbox, though the server has not written it down yet. */
  | "own-typed-forgotten"
  /** Begins a page without what was typed before the last start. */
  | "typed-lately-forgotten"
  /** Writes what a page typed last once more when it leaves. */
  | "leave-writes-twice"
  | StagingBug;

export type Planted = ReadonlySet<PlantedBug>;
export const NOTHING_PLANTED: Planted = new Set();
