// What is still open though it was last written long ago: open deals, tasks that are not done, and what they are about.
// A device that holds only the newest is sent these besides, the newest of them first.
import type { Lane } from "@outrider/shared/protocol";
import { UNDONE } from "@outrider/shared/projection";
import { type PackedRecord, textOf, unpack } from "@outrider/shared/records";
import type { FeedStore, FoundPage, PageRow } from "./feed-store.ts";
import { belowOf } from "./page-of.ts";

const stateOf = ({ packed }: PageRow) => unpack(JSON.parse(packed) as PackedRecord);
/** What an open record is read with. */
const ABOUT = ["root", "company", "contact"] as const;

/** A page of them, and where it goes on. `before` null: from where the lanes rest. */
export async function readOpen(store: FeedStore, workspace: string, lanes: readonly Lane[], limit: number, before: number | null): Promise<FoundPage> {
  const buckets = lanes.flatMap((lane) => lane.buckets);
  const ends = belowOf(lanes);
  const isHeld = ({ places }: PageRow): boolean => places.some(({ bucket, seq }) => seq >= (ends.get(bucket) ?? 0));
  const stages = (await store.definitions(workspace, buckets)).map(stateOf).filter(({ kind }) => kind === "stage");
  const marks = [UNDONE, ...stages.filter((stage) => textOf(stage, "outcome") === "open").map(({ id }) => id)];
  const start = Math.max(...ends.values());
  const found = await store.find(workspace, buckets, { open: marks, before: before ?? start }, limit);
  const open = found.rows.filter((row) => !isHeld(row));
  const rows = new Map(open.map((row) => [row.record, row]));
  // A task hangs on a deal, which is about a company: two looks find both.
  for (let look = 0, newest: readonly PageRow[] = open; look < 2 && newest.length > 0; look++) {
    const about = [...new Set(newest.map(stateOf).flatMap((state) => ABOUT.map((field) => textOf(state, field))))].filter((id) => id !== "" && !rows.has(id));
    newest = about.length === 0 ? [] : (await store.find(workspace, buckets, { ids: about }, about.length)).rows.filter((row) => !isHeld(row));
    for (const row of newest) rows.set(row.record, row);
  }
  return { ...found, rows: [...rows.values()] };
}
