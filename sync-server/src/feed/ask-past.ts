// The past of a record for somebody who asks: what its row says and what is kept beside it, as one list. Invariant: who may
// not see the record learns nothing, not even that it is there; the rule is the one by which the feed is judged.
import { maySee, viewerOf } from "@outrider/shared/access";
import { err, ok, type Result } from "@outrider/shared/kernel";
import { addedBy, byNewest, gathered, type PastEntry, type PastPlace, type RecordState, toldBy } from "@outrider/shared/records";
import { fieldOf } from "@outrider/shared/schema";
import type { FeedStore } from "./feed-store.ts";
import { createWorkingSet } from "./working-set.ts";

export interface PastQuestion {
  readonly workspace: string;
  readonly user: string;
  readonly record: string;
  /** Without it: all fields. */
  readonly field?: string;
  /** Go on behind this one. */
  readonly after?: PastPlace;
  readonly most: number;
}
/** Newest first; `more`: there are others behind the last. */
export interface PastAnswer { readonly entries: readonly PastEntry[]; readonly more: boolean }
export type AskPast = (question: PastQuestion) => Promise<Result<PastAnswer, "not-found" | "no-such-field">>;

type Reads = Pick<FeedStore, "transact" | "past" | "pastBy">;

export const createAskPast = (store: Reads): AskPast => async ({ workspace, user, record, field, after, most }) => {
  const state = await seenBy(store, workspace, user, record);
  if (!state) return err("not-found");
  if (field !== undefined && !fieldOf(state.kind, field)) return err("no-such-field");
  const wanted = { record, ...(field !== undefined && { field }), ...(after && { after }), most: most + 1 };
  const [kept, elements] = await Promise.all([store.past(workspace, wanted), elementsAdded(store, workspace, state, field)]);
  const told = [...toldBy(state, field), ...elements].filter((entry) => !after || byNewest(entry, after) > 0);
  const all = gathered(kept, told);
  return ok({ entries: all.slice(0, most), more: all.length > most });
};

function seenBy(store: Reads, workspace: string, user: string, record: string): Promise<RecordState | null> {
  return store.transact(workspace, async (tx) => {
    const set = createWorkingSet(tx);
    const [erased] = await Promise.all([tx.erased([record]), set.loadMembers(), set.load([record])]);
    return await set.settled(() => {
      const viewer = viewerOf(user, set.read);
      const state = set.read(record);
      return viewer && state && !erased.has(record) && maySee(viewer, state, set.read) ? state : null;
    });
  });
}

/** Elements whose adding is told by nothing but themselves, as with those that a record was made with. */
async function elementsAdded(store: Reads, workspace: string, state: RecordState, field: string | undefined): Promise<readonly PastEntry[]> {
  const sets = Object.keys(state.sets).filter((name) => field === undefined || name === field).map((name) => [name, addedBy(state, name)] as const);
  const origins = sets.flatMap(([, added]) => [...added.keys()]);
  if (origins.length === 0) return [];
  const kept = await store.pastBy(workspace, state.id, origins);
  const known = new Map([...toldBy(state), ...kept].map((entry) => [entry.origin, entry]));
  const told = new Set(kept.filter(({ how }) => how === "changed").map((entry) => `${entry.field} ${entry.origin}`));
  return sets.flatMap(([name, added]) => [...added].flatMap(([origin, elements]): PastEntry[] => {
    const edit = known.get(origin);
    return edit && !told.has(`${name} ${origin}`) ? [{ field: name, origin, at: edit.at, by: edit.by, how: "changed", value: { added: elements, removed: [] } }] : [];
  }));
}
