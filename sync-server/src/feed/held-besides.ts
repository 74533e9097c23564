// What one connection's device holds besides what its lanes say: what it said in its hello, what it has asked for since, and
// what is open. By it the facts that orders and campaigns bring in crowds go to whoever holds the record, and to nobody else.
// Invariant: facts of a record that the device holds are never kept back. What cannot be known any more, or would take too
// much memory to know, is taken for held. A record to which facts come lies at one sequence in all of its buckets, because
// whatever else is written of it writes all of its rows: what leaves a bucket needs no note here. It reads nothing.
import type { Lane } from "@outrider/shared/protocol";
import { type HeldFilter, readHeld } from "@outrider/shared/sync";
import type { PageRow } from "./feed-store.ts";

export interface HeldBesides {
  /** As the device says: `holds` is what it told, `told` where it stands. A device of before does not say what it holds. */
  begin(holds: string | undefined, told: readonly Lane[]): void;
  /** These are sent outside of the lanes. */
  sent(records: readonly string[]): void;
  /** Buckets are followed no more, or come anew: what it held by them it may hold by others, in which it lies far down. Until it says hello again nothing is kept back. */
  moved(): void;
  /** The rows without those that are there for their facts alone and that the device, which stands at these lanes, does not hold. */
  wanted(rows: readonly PageRow[], lanes: readonly Lane[]): readonly PageRow[];
}

/** withhold: a planted bug keeps the facts of what lies outside the lanes back, whoever holds it. */
export function createHeldBesides({ withhold }: { readonly withhold: boolean }): HeldBesides {
  let besides: HeldFilter | null = null;
  /** It holds more than is known here: nothing is kept back. */
  let unknown = false;
  /** No lane of this connection has ever ended further down: one that is joined to others ends higher, and what it had stays. */
  let lowest = Number.POSITIVE_INFINITY;
  /** The buckets of the lanes that rest; they may be thousands, and from commit to commit they are the same. */
  let resting: { readonly of: readonly Lane[]; readonly buckets: ReadonlySet<string> } = { of: [], buckets: new Set() };

  function note(record: string): void {
    if (unknown) return;
    besides ??= readHeld(null);
    if (!besides.add(record)) forget();
  }

  function forget(): void {
    unknown = true;
    besides = null;
  }

  function restingIn(lanes: readonly Lane[]): ReadonlySet<string> {
    const isSame = lanes.length === resting.of.length && lanes.every(({ buckets, rest }, at) => buckets === resting.of[at]?.buckets && (rest === undefined) === (resting.of[at]?.rest === undefined));
    if (!isSame) resting = { of: lanes, buckets: new Set(lanes.flatMap(({ buckets, rest }) => (rest === undefined ? [] : buckets))) };
    return resting.buckets;
  }

  return {
    sent: (records) => records.forEach(note),
    begin(holds, told) {
      besides = holds === undefined ? null : readHeld(holds);
      unknown = besides === null && (holds !== undefined || told.some(({ below }) => below !== undefined));
    },
    moved: forget,
    wanted(rows, lanes) {
      for (const { below, rest } of lanes) if (below !== undefined && rest !== undefined) lowest = Math.min(lowest, below);
      if (unknown || lowest === Number.POSITIVE_INFINITY) return rows;
      const rests = restingIn(lanes);
      return rows.filter(({ record, places, facts }) => {
        if (places.some(({ bucket, seq }) => !rests.has(bucket) || seq >= lowest)) return true;
        if (facts) return unknown || (!withhold && besides?.has(record) === true);
        note(record);
        return true;
      });
    },
  };
}
