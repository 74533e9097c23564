// Ids in the order of their keys, each id once. Equal keys are ordered by id, so that an order is the same everywhere.
import { compareKeys, type SortKey } from "@outrider/shared/projection";

interface Entry { readonly id: string; readonly key: SortKey }

export interface SortedIds {
  fill(entries: Entry[]): void;
  put(id: string, key: SortKey): void;
  remove(id: string): void;
  slice(from: number, to: number): readonly string[];
  readonly size: number;
}

export function createSortedIds(descending: boolean): SortedIds {
  let order: Entry[] = [];
  const keys = new Map<string, SortKey>();
  const compare = (a: Entry, b: Entry): number => compareKeys(a.key, b.key, descending) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

  /** Where the entry is, or where it belongs. */
  function place(entry: Entry): number {
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(order[middle] as Entry, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function remove(id: string): void {
    const key = keys.get(id);
    if (key === undefined) return;
    keys.delete(id);
    order.splice(place({ id, key }), 1);
  }

  return {
    fill(entries) {
      order = entries.sort(compare);
      keys.clear();
      for (const { id, key } of order) keys.set(id, key);
    },
    put(id, key) {
      const before = keys.get(id);
      if (before === key && keys.has(id)) return;
      remove(id);
      const entry = { id, key };
      keys.set(id, key);
      order.splice(place(entry), 0, entry);
    },
    remove,
    slice: (from, to) => order.slice(from, to).map(({ id }) => id),
    get size() { return order.length; },
  };
}
