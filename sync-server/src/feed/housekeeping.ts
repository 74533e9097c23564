// What the feed throws away, and when. A removal is a row that tells devices to drop a record; it may go only when no
// device can come any more that would need it. So it goes in two steps, a day apart: first the horizon is raised, and
// every device whose cursor lies before it is told to start afresh (it keeps its outbox); a day later, when whoever was
// reading on from before the horizon has long arrived, the rows go. Verdicts that nobody waits for go by their age.
// It knows no SQL; the clock is an argument. Whatever is thrown, the next run goes on from what is there.

import { DAY_MS } from "@outrider/shared/kernel";
import { inBatches } from "../platform/in-batches.ts";

export interface Mark { readonly at: number; readonly seq: number; readonly announcedAt: number | null }

/** All of one workspace; each call is a short transaction of its own and durable when it answers. */
export interface HousekeepingStore {
  workspaces(): Promise<readonly string[]>;
  /** Oldest first. */
  marks(workspace: string): Promise<readonly Mark[]>;
  /** Notes how far the workspace has come by now. */
  mark(workspace: string, now: number): Promise<void>;
  /** Raises the horizon to the mark, never lowers it, and notes when. */
  announce(workspace: string, mark: Mark, now: number): Promise<void>;
  forgetMarksBefore(workspace: string, at: number): Promise<void>;
  /** Up to `limit` removals up to a sequence; answers how many went. */
  dropRemovals(workspace: string, upTo: number, limit: number): Promise<number>;
  /** Up to `limit` verdicts from before a time, but none that a device may still ask for: an edit that was applied and
   * whose device has not confirmed that it knows. Answers how many went. */
  dropVerdicts(workspace: string, before: number, limit: number): Promise<number>;
  /** Up to `limit` entries of the history of records that are gone or erased; answers how many went. */
  dropPast(workspace: string, limit: number): Promise<number>;
}

export interface HousekeepingDeps {
  readonly store: HousekeepingStore;
  /** Between two batches, so that nobody waits for long. */
  readonly pause: () => Promise<void>;
  /** Rows at once; 1000 unless told. */
  readonly batch?: number;
}

export interface Swept { readonly removals: number; readonly verdicts: number; readonly past: number }

/** How long removals and verdicts are kept at least. */
export const KEPT_MS = 180 * DAY_MS;
const BETWEEN_MARKS = 20 * 60 * 60 * 1000;

/** One round over everything. `now` is the server's clock, ms. Broken off, it resolves after the batch in hand. */
export async function keepHouse({ store, pause, batch = 1000 }: HousekeepingDeps, now: number, signal?: AbortSignal): Promise<Swept> {
  const swept = { removals: 0, verdicts: 0, past: 0 };
  const dropAll = (drop: (limit: number) => Promise<number>): Promise<number> => inBatches(drop, { batch, pause, signal });

  for (const workspace of await store.workspaces()) {
    if (signal?.aborted) break;
    const marks = await store.marks(workspace);
    if (now - (marks.at(-1)?.at ?? Number.NEGATIVE_INFINITY) >= BETWEEN_MARKS) await store.mark(workspace, now);
    const old = marks.findLast(({ at }) => at <= now - KEPT_MS);
    if (old?.announcedAt === null) await store.announce(workspace, old, now);
    const settled = marks.findLast(({ announcedAt }) => announcedAt !== null && announcedAt <= now - DAY_MS);
    if (settled) {
      swept.removals += await dropAll((limit) => store.dropRemovals(workspace, settled.seq, limit));
      await store.forgetMarksBefore(workspace, settled.at);
    }
    swept.verdicts += await dropAll((limit) => store.dropVerdicts(workspace, now - KEPT_MS, limit));
    swept.past += await dropAll((limit) => store.dropPast(workspace, limit));
  }
  return swept;
}
