// One device's place in the feed and what it is to be sent next. It stands at lanes; once no bucket comes whole
// any more, it reads pages until it has reached the head, then says so in a checkpoint; from then on it is handed what is committed right after where it stands.
import type { Bucket } from "@outrider/shared/access";
import type { Lane } from "@outrider/shared/protocol";
import type { Committed } from "./committed.ts";
import type { FeedPage, PageRow } from "./feed-store.ts";

/** Lanes that stand at the same place are one. */
export function together(lanes: readonly Lane[]): readonly Lane[] {
  const found = new Map<string, Lane>();
  for (const { buckets, seq, below } of lanes) {
    const key = `${seq} ${below}`;
    found.set(key, { buckets: [...(found.get(key)?.buckets ?? []), ...buckets], seq, ...(below !== undefined && { below }) });
  }
  return [...found.values()];
}

/** The lanes after everything up to `upTo` has been sent; lanes that stand at the same place become one. */
export const advance = (lanes: readonly Lane[], upTo: number): readonly Lane[] => together(lanes.map((lane) => ({ ...lane, seq: Math.max(lane.seq, upTo) })));

/** The one lane of a device that has reached a checkpoint, or null while it has not. */
export const standing = (lanes: readonly Lane[]): Lane | null => (lanes.length === 1 && lanes[0]?.below === undefined ? (lanes[0] as Lane) : null);

export const cursorText = (boot: string, lanes: readonly Lane[]): string => JSON.stringify({ boot, lanes });

const placesText = (places: readonly { readonly bucket: string; readonly seq: number }[]): string => JSON.stringify(places.map(({ bucket, seq }) => [bucket, seq]));

/** A page message as JSON text. Records are pasted in as the text they are stored as. */
export function pageText(boot: string, lanes: readonly Lane[], rows: readonly PageRow[], gone: FeedPage["gone"]): string {
  const rowTexts = rows.map(({ places, packed }) => `{"places":${placesText(places)},"record":${packed}}`);
  const goneTexts = gone.map(({ record, bucket, seq }) => JSON.stringify({ id: record, bucket, seq }));
  return `{"t":"page","cursor":${cursorText(boot, lanes)},"rows":[${rowTexts.join(",")}],"gone":[${goneTexts.join(",")}]}`;
}

/** What of a commit concerns these buckets. */
export function partOf(committed: Committed, buckets: ReadonlySet<Bucket>): Pick<FeedPage, "rows" | "gone"> {
  const rows: PageRow[] = [];
  for (const row of committed.rows) {
    const places = row.places.filter(({ bucket }) => buckets.has(bucket));
    if (places.length > 0) rows.push({ record: row.record, places, packed: row.packed });
  }
  return { rows, gone: committed.gone.filter(({ bucket }) => buckets.has(bucket)) };
}
