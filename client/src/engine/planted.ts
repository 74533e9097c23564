// Switches that each break one rule on purpose, so that the simulator can show that it would notice. None is ever on in
// the app: only the simulator names them.
import { fieldOf, isKind } from "@outrider/shared/schema";
import type { Confirmed, StagingBug } from "@outrider/shared/sync";

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
  /** Keeps of what comes only the fields that this version knows. */
  | "unknown-fields-dropped"
  /** Keeps nothing of a kind that this version does not know. */
  | "unknown-kinds-dropped"
  | StagingBug;

export type Planted = ReadonlySet<PlantedBug>;
export const NOTHING_PLANTED: Planted = new Set();

/** What a version that kept no more than it knows would keep. */
export function knownPart(put: readonly Confirmed[], planted: Planted): readonly Confirmed[] {
  return put.flatMap(({ record, places }): Confirmed[] => {
    const { kind } = record;
    if (!isKind(kind)) return planted.has("unknown-kinds-dropped") ? [] : [{ record, places }];
    if (!planted.has("unknown-fields-dropped")) return [{ record, places }];
    const w = record.w.map(([at, origin, by, values]) => [at, origin, by, Object.fromEntries(Object.entries(values).filter(([name]) => fieldOf(kind, name)))] as const);
    return [{ record: { ...record, w: w.filter(([, , , values]) => Object.keys(values).length > 0) }, places }];
  });
}
