// What a verdict lets on: every edit of a batch is judged once more on nothing but what its author might see at that
// moment. The verdict must be the same, word for word: then it tells of nothing else. The one thing that shows is that an
// id is taken: an edit that makes a record under it is refused as if there were none, in the words for what is not there.
// (Whoever edits a record that was merged away knows by that record itself that another one stands for it.)
import { judge, maySee, notFound, viewerOf } from "@outrider/shared/access";
import { type Json, sameJson } from "@outrider/shared/kernel";
import { originOf, type Read, type RecordState, textOf } from "@outrider/shared/records";
import type { RefusalCode } from "@outrider/shared/access";
import type { Batch, VerdictRow } from "../../../../sync-server/src/feed/feed-store.ts";
import type { Findings } from "../findings.ts";
import type { History } from "../history.ts";
import type { Wiretap } from "../wiretap.ts";

export interface ToldCheck { (batch: Batch): void }

/** Said before anything is judged, of the author and his own edits alone. */
const BEFORE_JUDGING: ReadonlySet<RefusalCode> = new Set(["deactivated", "depends-on-refused", "too-large", "erased", "schema-newer"]);
const same = (a: unknown, b: unknown): boolean => sameJson(a as Json, b as Json);

export function createToldCheck({ history, wiretap, findings }: { readonly history: History; readonly wiretap: Pick<Wiretap, "pushed">; readonly findings: Findings }): ToldCheck {
  function check({ device, verdict }: VerdictRow, read: Read): ReadonlyMap<string, RecordState> | null {
    const pushed = wiretap.pushed(verdict.group, device);
    if (!pushed || pushed.receipt) return null;
    const { group, user } = pushed;
    const viewer = viewerOf(user, read);
    if (!viewer || (verdict.result === "refused" && BEFORE_JUDGING.has(verdict.refusal.code))) return null;
    // When a refused edit was made is not told: before all that stands, or after it.
    const stampAt = (at: number) => ({ at, origin: originOf(device, group.counter), by: user });
    const stamp = stampAt(verdict.result === "applied" ? verdict.receipt.at : Number.MAX_SAFE_INTEGER);
    const seen: Read = (id) => {
      const state = read(id);
      return state && maySee(viewer, state, read) ? state : undefined;
    };
    const judged = judge(group, { viewer, read: seen, stamp });
    const taken = (index: number): boolean => group.changes[index]?.create === true && read(group.changes[index]?.id ?? "") !== undefined;
    const tell = (what: string): void => findings.report("I-told", `${group.command} of ${user} (edit ${group.counter}): ${what}`);
    if (verdict.result === "refused") {
      const { refusal } = verdict;
      // Whether an update goes on from what stands is no matter of the door's; of what one may not see it must not be told.
      const typedInto = refusal.code === "bad-body" ? group.changes[refusal.change ?? 0]?.id : undefined;
      if (typedInto !== undefined && (seen(typedInto) || !read(typedInto))) return null;
      const explains = (result: typeof judged): boolean => (result.ok
        ? refusal.change !== undefined && taken(refusal.change) && same(refusal, notFound(refusal.change))
        : same(result.error, refusal) || same(refusal, notFound(refusal.change, refusal.field)));
      if (!explains(judged) && !explains(judge(group, { viewer, read: seen, stamp: stampAt(0) }))) {
        tell(`refused with “${refusal.message}”, which rests on what he may not see`);
      }
      return null;
    }
    const whole = judge(group, { viewer, read, stamp });
    const merged = group.changes.some(({ id }) => textOf(read(id) ?? { id, kind: "lead", fields: {}, sets: {}, losers: {}, trail: {} }, "mergedInto") !== "");
    if (!merged) {
      if (!judged.ok) tell("applied, and on what he may see it would not be");
      else if (!same(judged.value.conflicts, verdict.conflicts)) tell("its conflicts rest on what he may not see");
      else if (verdict.receipt.met !== undefined && !same(judged.value.met, verdict.receipt.met)) tell("its receipt names an edit that he may not see");
      else if (verdict.receipt.places !== undefined && !same(judged.value.places, verdict.receipt.places)) tell("its receipt names a place that he may not see");
    }
    return whole.ok ? whole.value.after : null;
  }

  return (batch) => {
    const after = new Map<string, RecordState>();
    const read: Read = (id) => after.get(id) ?? history.records.get(id);
    for (const row of batch.verdicts) for (const [id, state] of check(row, read) ?? []) after.set(id, state);
  };
}
