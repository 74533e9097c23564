// Gathers receipts of many requests into few transactions. Invariants: nobody is answered before what they brought is
// durable; what waits is bounded; one batch is in hand at a time, so that what comes meanwhile is the next. A message may be
// told of before we have noted what its vendor calls it: who is unknown is looked for once more, a moment later.
import type { Receipt } from "../vendor-port.ts";
import type { ChangedRun, Keeping, Kept } from "./keep-receipts.ts";

/** Too many wait: to be brought again later. */
export class IntakeFull extends Error {
  override name = "IntakeFull";
}

export interface ReceiptIntake {
  /** Rejects with IntakeFull, or where the database fails: then none is to be counted on. */
  take(receipts: readonly Receipt[]): Promise<readonly Kept[]>;
  waiting(): number;
  /** Waits for what was brought. */
  stop(): Promise<void>;
}

interface Deps {
  readonly keep: (receipts: readonly Receipt[]) => Promise<Keeping>;
  /** After the commit. */
  readonly changed: (runs: readonly ChangedRun[]) => void;
  readonly againAfterMs?: number;
  readonly mostWaiting?: number;
  readonly mostAtOnce?: number;
}

const AGAIN_AFTER_MS = 700;
const MOST_WAITING = 20_000;
const MOST_AT_ONCE = 2_000;

interface Brought {
  readonly receipts: readonly Receipt[];
  readonly done: (kept: readonly Kept[]) => void;
  readonly failed: (error: unknown) => void;
}

export function createReceiptIntake({ keep, changed, againAfterMs = AGAIN_AFTER_MS, mostWaiting = MOST_WAITING, mostAtOnce = MOST_AT_ONCE }: Deps): ReceiptIntake {
  let queue: Brought[] = [];
  let held = 0;
  let working: Promise<void> | null = null;

  function nextBatch(): readonly Brought[] {
    let count = 0;
    let size = 0;
    for (const { receipts } of queue) {
      if (count > 0 && size + receipts.length > mostAtOnce) break;
      count += 1;
      size += receipts.length;
    }
    const batch = queue.slice(0, count);
    queue = queue.slice(count);
    return batch;
  }

  async function work(): Promise<void> {
    while (queue.length > 0) {
      const batch = nextBatch();
      try {
        const { kept, changed: runs } = await keep(batch.flatMap(({ receipts }) => receipts));
        let from = 0;
        for (const { receipts, done } of batch) done(kept.slice(from, (from += receipts.length)));
        if (runs.length > 0) changed(runs);
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    working = null;
  }

  const bring = (receipts: readonly Receipt[]): Promise<readonly Kept[]> =>
    new Promise((done, failed) => {
      queue.push({ receipts, done, failed });
      // Those that are brought in the same moment go together.
      working ??= Promise.resolve().then(work);
    });

  async function takeAll(receipts: readonly Receipt[]): Promise<readonly Kept[]> {
    const first = await bring(receipts);
    const unknown = first.flatMap((kept, place) => (kept === "unknown" ? [place] : []));
    if (unknown.length === 0 || againAfterMs === 0) return first;
    await new Promise((resolve) => setTimeout(resolve, againAfterMs));
    const second = await bring(unknown.flatMap((place) => receipts[place] ?? []));
    const found = new Map(unknown.map((place, index) => [place, second[index]]));
    return first.map((kept, place) => found.get(place) ?? kept);
  }

  const underWay = new Set<Promise<unknown>>();
  return {
    async take(receipts) {
      if (held + receipts.length > mostWaiting) throw new IntakeFull(`${held} receipts wait`);
      held += receipts.length;
      const taking = takeAll(receipts);
      underWay.add(taking);
      return await taking.finally(() => {
        held -= receipts.length;
        underWay.delete(taking);
      });
    },
    waiting: () => held,
    async stop() {
      await Promise.allSettled(underWay);
    },
  };
}
