// From changed records to rows of the feed: where each lies now against where it lay. A root that moves takes along what
// hangs on it, by index; rows in buckets that stay keep their sequence. So do those of a record to which only facts have come
// (what orders and campaigns bring to customers, in crowds): it does not come among the newest by them.
import { type Bucket, bucketsOf } from "@outrider/shared/access";
import { entityOf } from "@outrider/shared/schema";
import { addSum, rowSum, subtractSum } from "@outrider/shared/sync";
import type { CommittedGone, CommittedRow } from "./committed.ts";
import type { FeedTx, FeedWrite, Place } from "./feed-store.ts";
import { packedText } from "./packed-text.ts";
import type { KnownPlaces } from "./read-ahead.ts";
import type { WorkingSet } from "./working-set.ts";

export interface FeedRows {
  readonly writes: readonly FeedWrite[];
  readonly sums: ReadonlyMap<Bucket, { readonly rows: number; readonly sum: number }>;
  readonly rows: readonly CommittedRow[];
  readonly gone: readonly CommittedGone[];
}

export interface FeedRowsOptions {
  /** Lost edits come back or have, so that what hangs on a record may have been here before it. */
  readonly rejoined: boolean;
  /** Planted bug: what hangs on a record that moves stays where it is. */
  readonly alone: boolean;
}

export async function feedRows(tx: FeedTx, set: WorkingSet, known: KnownPlaces, { rejoined, alone }: FeedRowsOptions): Promise<FeedRows> {
  const writes: FeedWrite[] = [];
  const sums = new Map<Bucket, { rows: number; sum: number }>();
  const rows: CommittedRow[] = [];
  const gone: CommittedGone[] = [];

  function count(bucket: Bucket, record: string, before: number | undefined, after: number | undefined): void {
    const total = sums.get(bucket) ?? { rows: 0, sum: 0 };
    if (before !== undefined) total.sum = subtractSum(total.sum, rowSum(record, before));
    if (after !== undefined) total.sum = addSum(total.sum, rowSum(record, after));
    total.rows += (after === undefined ? 0 : 1) - (before === undefined ? 0 : 1);
    sums.set(bucket, total);
  }

  /** `rewritten`: the record itself changed, so its rows in every bucket take the new sequence; with `facts` they stay where they lie and are told of at it. */
  function place(record: string, seq: number, before: readonly Place[], now: readonly Bucket[], { rewritten, facts }: { readonly rewritten: boolean; readonly facts: boolean }): void {
    const lay = new Map(before.map(({ bucket, seq: at }) => [bucket, at]));
    const written: Place[] = [];
    let stayed = true;
    for (const bucket of now) {
      const at = lay.get(bucket);
      if (at !== undefined && !rewritten) continue;
      if (at !== undefined && facts) {
        writes.push({ bucket, record, seq: at, removed: false, facts: seq });
        written.push({ bucket, seq: at });
        continue;
      }
      stayed = false;
      count(bucket, record, lay.get(bucket), seq);
      writes.push({ bucket, record, seq, removed: false });
      written.push({ bucket, seq });
    }
    for (const [bucket, at] of lay) {
      if (now.includes(bucket)) continue;
      count(bucket, record, at, undefined);
      writes.push({ bucket, record, seq, removed: true });
      gone.push({ record, bucket, seq });
    }
    const state = set.read(record);
    if (state && written.length > 0) rows.push({ record, places: written, packed: packedText(state), ...(facts && stayed && { facts: true as const }) });
  }

  const bucketsNow = async (record: string): Promise<readonly Bucket[]> =>
    await set.settled(() => {
      const state = set.read(record);
      return state ? bucketsOf(state, set.read) : [];
    });

  const changed = set.changed();
  const unread = [...changed.keys()].filter((id) => !known.of.has(id));
  const read = unread.length > 0 ? await tx.places(unread) : new Map<string, readonly Place[]>();
  const moved = new Map<string, number>();
  for (const [record, seq] of changed) {
    const before = known.found.get(record) ?? read.get(record) ?? [];
    const now = await bucketsNow(record);
    place(record, seq, before, now, { rewritten: true, facts: set.isFacts(record) && !rejoined });
    const root = set.read(record);
    const same = before.length === now.length && before.every(({ bucket }) => now.includes(bucket));
    if (root && entityOf(root.kind).belongs !== "root" && (before.length > 0 || rejoined) && !same) moved.set(record, seq);
  }
  if (moved.size > 0 && !alone) {
    const children = (await tx.children([...moved.keys()])).filter(({ id }) => !changed.has(id));
    await set.load(children.map(({ id }) => id));
    const where = await tx.places(children.map(({ id }) => id));
    for (const child of children) {
      const root = child.fields["root"]?.value;
      const seq = typeof root === "string" ? moved.get(root) : undefined;
      if (seq !== undefined) place(child.id, seq, where.get(child.id) ?? [], await bucketsNow(child.id), { rewritten: false, facts: false });
    }
  }
  return { writes, sums, rows, gone };
}
