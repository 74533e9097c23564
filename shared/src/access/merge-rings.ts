// Records are merged in no ring. Two who merge the same pair without knowing of each other do it either way round; whoever
// comes second may not see what the one they chose stands behind by now. Neither is a reason to lose what they wanted: what
// would close a ring, or goes on where its author sees nothing, is asked instead of done, and is settled like any other
// proposal. Invariant: what is found rests on nothing but what the author may see, and no merge that is let in closes a ring.
import type { Group, Read, RecordState, Stamp } from "@outrider/shared/records";
import { textOf } from "@outrider/shared/records";
import { editWhy } from "@outrider/shared/schema";
import { maySee, seesEverybodys } from "./may-see.ts";
import { type Refusal, refusal } from "./reason.ts";
import type { Viewer } from "./viewer.ts";

export type MergeEnd = "free" | "ring" | "unseen";

/**
 * Where one comes to from a record by following `mergedInto`: to a record that stands for itself, back to `id` (or into a
 * ring that stands already), or to where this reader is shown nothing. `through` is told each record on the way.
 */
export function mergeEnd(from: string, id: string, read: Read, through: (state: RecordState) => void = () => undefined): MergeEnd {
  const seen = new Set<string>();
  for (let at = from; at !== ""; ) {
    if (at === id || seen.has(at)) return "ring";
    const state = read(at);
    if (!state) return "unseen";
    seen.add(at);
    through(state);
    at = textOf(state, "mergedInto");
  }
  return "free";
}

export interface MergeDoor { readonly viewer: Viewer | null; readonly stamp: Stamp; /** The records as the group leaves them. */ readonly after: Read }

/** Which merges of a group (by the index of their change) are to be asked. One that closes a ring with others of its own group is refused. */
export function mergesToAsk(group: Group, { viewer, stamp, after }: MergeDoor): ReadonlySet<number> | Refusal {
  const asked = new Set<number>();
  const shown: Read = (id) => {
    const state = after(id);
    return state && (!viewer || maySee(viewer, state, after)) ? state : undefined;
  };
  const isOwn = (state: RecordState | undefined): boolean => state?.fields["mergedInto"]?.origin === stamp.origin;
  for (const [index, { id, set }] of group.changes.entries()) {
    const target = set?.["mergedInto"]?.value;
    if (typeof target !== "string" || target === "" || !isOwn(after(id))) continue;
    let others = false;
    const end = mergeEnd(target, id, shown, (state) => void (others ||= !isOwn(state)));
    // Whoever sees everybody's records sees that there is nothing there.
    if (end === "free" || (end === "unseen" && (!viewer || seesEverybodys(viewer)))) continue;
    if (!viewer || (end === "ring" && !others)) return refusal("already-merged", editWhy("merge-ring"), index, "mergedInto");
    asked.add(index);
  }
  return asked;
}
