// What every store does alike to give a page: where each bucket is read from, and rows of one record made one.
import type { Bucket } from "@outrider/shared/access";
import type { Lane } from "@outrider/shared/protocol";
import type { FeedPage, Head, Place } from "./feed-store.ts";

/** One row of the feed. `packed` is null for a removed row, and for one whose record is not to be had. */
export interface FeedEntry { readonly record: string; readonly bucket: Bucket; readonly seq: number; readonly removed: boolean; readonly packed: string | null; /** It is here for facts that came after `seq`. */ readonly facts?: boolean }

/** After which sequence each bucket is read. A bucket in two lanes is read from the lower. */
export function startOf(lanes: readonly Lane[]): ReadonlyMap<Bucket, number> {
  const start = new Map<Bucket, number>();
  for (const { buckets, seq } of lanes) {
    for (const bucket of buckets) start.set(bucket, Math.min(seq, start.get(bucket) ?? seq));
  }
  return start;
}

/** Before which sequence each bucket of a lane that comes whole is read. */
export function belowOf(lanes: readonly Lane[]): ReadonlyMap<Bucket, number> {
  const ends = new Map<Bucket, number>();
  for (const { buckets, below } of lanes) {
    if (below !== undefined) for (const bucket of buckets) ends.set(bucket, Math.max(below, ends.get(bucket) ?? 0));
  }
  return ends;
}

/** The lanes to count by: none goes down below `floor`, and what rests goes down no more. */
export const countedFrom = (lanes: readonly Lane[], floor: number): readonly Lane[] =>
  lanes.map(({ buckets, seq, below, rest }) => (seq === 0 && below === undefined ? { buckets, seq: Math.max(0, floor - 1) } : { buckets, seq, ...(below !== undefined && rest === undefined && { below }) }));

/** A page of these rows, which are in order of sequence. A row without a record says nothing and is left out. */
export function pageOf(entries: Iterable<FeedEntry>, upTo: number, { seq: head, membersSeq, boot }: Head): FeedPage {
  const rows = new Map<string, { record: string; places: Place[]; packed: string; facts: boolean }>();
  const gone: { record: string; bucket: Bucket; seq: number }[] = [];
  for (const { record, bucket, seq, removed, packed, facts = false } of entries) {
    if (removed) gone.push({ record, bucket, seq });
    else if (packed !== null) {
      const row = rows.get(record);
      if (!row) rows.set(record, { record, places: [{ bucket, seq }], packed, facts });
      else {
        row.facts &&= facts;
        if (!row.places.some((place) => place.bucket === bucket)) row.places.push({ bucket, seq });
      }
    }
  }
  return { rows: [...rows.values()].map(({ facts, ...row }) => (facts ? { ...row, facts } : row)), gone, upTo, head, membersSeq, boot };
}
