// What one connection's device holds besides what its lanes say: what it said in its hello, what it has asked for since, and
// what is open. By it the facts that orders and campaigns bring in crowds go to whoever holds the record, and to nobody else.
// Invariant: facts of a record that the device holds are never kept back. It reads nothing.
import type { Lane } from "@outrider/shared/protocol";
import { type HeldFilter, readHeld } from "@outrider/shared/sync";
import type { FeedPage, PageRow } from "./feed-store.ts";

export interface HeldBesides {
  /** As the device says: `holds` is what it told, `told` where it stands. A device of before does not say what it holds. */
  begin(holds: string | undefined, told: readonly Lane[]): void;
  /** These are sent outside of the lanes. */
  sent(records: readonly string[]): void;
  /** What it follows, or has of it, changed: what lay in two buckets may now be held by the one in which it lies far down. Until it says hello again nothing is kept back. */
  moved(): void;
  /** The rows without those that are there for their facts alone and that the device, which stands at these lanes, does not hold. */
  wanted(part: Pick<FeedPage, "rows" | "gone">, lanes: readonly Lane[]): readonly PageRow[];
}

/** withhold: a planted bug keeps the facts of what lies outside the lanes back, whoever holds it. */
export function createHeldBesides({ withhold }: { readonly withhold: boolean }): HeldBesides {
  let besides: HeldFilter | null = null;
  /** It holds more than is known here: nothing is kept back. */
  let unknown = false;
  /** No lane of this connection has ever ended further down: one that is joined to others ends higher, and what it had stays. */
  let lowest = Number.POSITIVE_INFINITY;

  function sent(records: readonly string[]): void {
    if (records.length === 0) return;
    besides ??= readHeld(null);
    for (const record of records) besides?.add(record);
  }

  return {
    sent,
    begin(holds, told) {
      besides = holds === undefined ? null : readHeld(holds);
      unknown = besides === null && (holds !== undefined || told.some(({ below }) => below !== undefined));
    },
    moved: () => void (unknown = true),
    wanted({ rows, gone }, lanes) {
      const resting = new Set<string>();
      for (const { buckets, below, rest } of lanes) {
        if (below === undefined || rest === undefined) continue;
        lowest = Math.min(lowest, below);
        for (const bucket of buckets) resting.add(bucket);
      }
      if (unknown || resting.size === 0) return rows;
      // What has left a bucket may be held by another one, in which it lies far down.
      sent(gone.map(({ record }) => record));
      return rows.filter(({ record, places, facts }) => !facts || places.some(({ bucket, seq }) => !resting.has(bucket) || seq >= lowest) || (!withhold && besides?.has(record) === true));
    },
  };
}
