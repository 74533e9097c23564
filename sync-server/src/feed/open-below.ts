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

/** Ids of those that were written last before the lanes end. What is closed meanwhile is sent as it is then. */
export async function findOpen(store: FeedStore, workspace: string, lanes: readonly Lane[], most: number): Promise<readonly string[]> {
  const buckets = lanes.flatMap((lane) => lane.buckets);
  const stages = (await store.definitions(workspace, buckets)).map(stateOf).filter(({ kind }) => kind === "stage");
  const marks = [UNDONE, ...stages.filter((stage) => textOf(stage, "outcome") === "open").map(({ id }) => id)];
  return await store.open(workspace, buckets, marks, Math.max(...belowOf(lanes).values()), most);
}

/** A page of them with what they are about, without what the device holds by its lanes. */
export async function readOpen(store: FeedStore, workspace: string, lanes: readonly Lane[], ids: readonly string[]): Promise<FoundPage> {
  const buckets = lanes.flatMap((lane) => lane.buckets);
  const ends = belowOf(lanes);
  const isHeld = ({ places }: PageRow): boolean => places.some(({ bucket, seq }) => seq >= (ends.get(bucket) ?? 0));
  const found = await store.find(workspace, buckets, { ids }, ids.length);
  const open = found.rows.filter((row) => !isHeld(row));
  const rows = new Map(open.map((row) => [row.record, row]));
  let { head } = found;
  // A task hangs on a deal, which is about a company: two looks find both.
  for (let look = 0, newest: readonly PageRow[] = open; look < 2 && newest.length > 0; look++) {
    const about = [...new Set(newest.map(stateOf).flatMap((state) => ABOUT.map((field) => textOf(state, field))))].filter((id) => id !== "" && !rows.has(id));
    if (about.length === 0) break;
    const further = await store.find(workspace, buckets, { ids: about }, about.length);
    ({ head } = further);
    newest = further.rows.filter((row) => !isHeld(row));
    for (const row of newest) rows.set(row.record, row);
  }
  return { ...found, head, rows: [...rows.values()] };
}
