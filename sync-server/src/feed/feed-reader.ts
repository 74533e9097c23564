// One device's place in the feed and what it is to be sent next. It stands at lanes; once no bucket comes whole
// any more, it reads pages until it has reached the head, then says so in a checkpoint; from then on it is handed what is committed right after where it stands.
import type { Bucket } from "@outrider/shared/access";
import type { Lane } from "@outrider/shared/protocol";
import type { Committed } from "./committed.ts";
import type { FeedPage, PageRow } from "./feed-store.ts";

/** Lanes that stand at the same place are one. */
export function together(lanes: readonly Lane[]): readonly Lane[] {
  const found = new Map<string, Lane>();
  for (const { buckets, seq, below, rest } of lanes) {
    const key = `${seq} ${below} ${rest}`;
    found.set(key, { buckets: [...(found.get(key)?.buckets ?? []), ...buckets], seq, ...(below !== undefined && { below }), ...(rest !== undefined && { rest }) });
  }
  return [...found.values()];
}

/** The lanes after everything up to `upTo` has been sent; lanes that stand at the same place become one. */
export const advance = (lanes: readonly Lane[], upTo: number): readonly Lane[] => together(lanes.map((lane) => ({ ...lane, seq: Math.max(lane.seq, upTo) })));

/** Whether older rows of its buckets are still to be sent. */
export const falls = ({ below, rest }: Lane): boolean => below !== undefined && rest === undefined;

/** The sequence at which all lanes of a device stand that has reached a checkpoint, or null while it has not. */
export function standing(lanes: readonly Lane[]): { readonly seq: number } | null {
  const seq = lanes[0]?.seq;
  return seq !== undefined && lanes.every((lane) => lane.seq === seq && !falls(lane)) ? { seq } : null;
}

/** More would not be read from a cursor. */
const MOST_RESTING = 20;

/** The lanes of a device that has reached the head: one of what it holds whole, and those that rest. */
export function arrived(lanes: readonly Lane[], followed: readonly Bucket[], seq: number): readonly Lane[] {
  const resting = together(lanes.filter(({ buckets, rest }) => rest !== undefined && buckets.length > 0).map((lane) => ({ ...lane, seq })));
  const below = Math.max(...resting.map((lane) => lane.below ?? 0));
  const few = resting.length <= MOST_RESTING ? resting : together(resting.map((lane) => ({ ...lane, below })));
  const some = new Set(few.flatMap(({ buckets }) => buckets));
  const whole = followed.filter((bucket) => !some.has(bucket));
  return [...(whole.length > 0 || few.length === 0 ? [{ buckets: whole, seq }] : []), ...few];
}

/** Where a device is to hold more than when its lanes came to rest, they go on down. */
export const unrested = (lanes: readonly Lane[], most: number | null): readonly Lane[] =>
  together(lanes.map((lane) => {
    const { rest, ...further } = lane;
    return rest === undefined || (most !== null && rest >= most) ? lane : further;
  }));

/**
 * The lanes as a cursor names them that was read when the head was there: what has been written since where they end is
 * missing further down. A device that comes back to a history which ends before it must know, so a lane of no buckets says it.
 */
export const seenTo = (lanes: readonly Lane[], head: number): readonly Lane[] => (lanes.some(({ seq }) => seq >= head) ? lanes : [...lanes, { buckets: [], seq: head }]);

export const cursorText = (boot: string, lanes: readonly Lane[]): string => JSON.stringify({ boot, lanes });

const placesText = (places: readonly { readonly bucket: string; readonly seq: number }[]): string => JSON.stringify(places.map(({ bucket, seq }) => [bucket, seq]));

/** Records are pasted in as the text they are stored as. */
const rowsText = (rows: readonly PageRow[]): string => `[${rows.map(({ places, packed }) => `{"places":${placesText(places)},"record":${packed}}`).join(",")}]`;

/** The answer to a question as JSON text. */
export const answerText = (id: number, rows: readonly PageRow[], whole: boolean, next?: number): string =>
  `{"t":"answer","id":${id},"rows":${rowsText(rows)},"whole":${whole}${next === undefined ? "" : `,"next":${next}`}}`;

/** A page message as JSON text. */
export function pageText(boot: string, lanes: readonly Lane[], rows: readonly PageRow[], gone: FeedPage["gone"]): string {
  const goneTexts = gone.map(({ record, bucket, seq }) => JSON.stringify({ id: record, bucket, seq }));
  return `{"t":"page","cursor":${cursorText(boot, lanes)},"rows":${rowsText(rows)},"gone":[${goneTexts.join(",")}]}`;
}

/** What of a commit concerns these buckets (null: all, which only a planted bug asks for). */
export function partOf(committed: Committed, buckets: ReadonlySet<Bucket> | null): Pick<FeedPage, "rows" | "gone"> {
  if (buckets === null) return committed;
  const rows: PageRow[] = [];
  for (const row of committed.rows) {
    const places = row.places.filter(({ bucket }) => buckets.has(bucket));
    // Most are followed in all of their places, by very many: those are not copied for each.
    if (places.length > 0) rows.push(places.length === row.places.length ? row : { ...row, places });
  }
  return { rows, gone: committed.gone.filter(({ bucket }) => buckets.has(bucket)) };
}
