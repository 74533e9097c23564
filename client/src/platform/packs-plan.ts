// Which packs a compaction writes anew: those in which something changed, filled up to their size, and what is new in
// packs of its own. Packs in which nothing changed are kept as they are. Pure but for the reading of packs.
import type { PackRow } from "./pack-rows.ts";

export interface PackFact { readonly key: number; readonly rows: number }
export interface Generation {
  readonly number: number;
  readonly packs: readonly PackFact[];
  /** Deltas up to this one are in the packs. */
  readonly upTo: number;
}

export interface Repacking {
  readonly generation: Generation;
  readonly packOf: ReadonlyMap<string, number>;
  /** Null: dropped. */
  readonly changed: ReadonlyMap<string, PackRow | null>;
  readonly size: number;
}

export interface RepackPlan {
  /** Packs of the old generation that go on in the new one. */
  readonly kept: readonly PackFact[];
  /** Keys of those that do not. */
  readonly replaced: readonly number[];
  /** The contents of the packs to be written, one after the other. */
  records(open: (fact: PackFact) => Promise<readonly PackRow[]>): AsyncGenerator<readonly PackRow[]>;
}

export function repack({ generation, packOf, changed, size }: Repacking): RepackPlan {
  const touched = new Set<number>();
  for (const id of changed.keys()) {
    const key = packOf.get(id);
    if (key !== undefined) touched.add(key);
  }
  // The one pack that is not full is filled up: else every compaction would leave a small one more.
  const slack = generation.packs.find(({ rows }) => rows < size);
  if (slack) touched.add(slack.key);
  const stale = generation.packs.filter(({ key }) => touched.has(key));
  return {
    kept: generation.packs.filter(({ key }) => !touched.has(key)),
    replaced: stale.map(({ key }) => key),
    async *records(open) {
      let waiting: PackRow[] = [];
      for (const fact of stale) {
        for (const row of await open(fact)) {
          const now = changed.get(row.id);
          if (now !== null) waiting.push(now ?? row);
          if (waiting.length === size) {
            yield waiting;
            waiting = [];
          }
        }
      }
      for (const [id, row] of changed) {
        if (row && !packOf.has(id)) waiting.push(row);
        if (waiting.length === size) {
          yield waiting;
          waiting = [];
        }
      }
      if (waiting.length > 0) yield waiting;
    },
  };
}
