// Ids in the order of their keys, each id once. Equal keys are ordered by id, so that an order is the same everywhere.

export interface Entry<Key> { readonly id: string; readonly key: Key }

export interface SortedIds<Key> {
  fill(entries: Entry<Key>[]): void;
  put(id: string, key: Key): void;
  remove(id: string): void;
  slice(from: number, to: number): readonly string[];
  readonly entries: readonly Entry<Key>[];
  readonly size: number;
}

/** Keys that `compareKeys` finds alike are the same key. */
export function createSortedIds<Key>(compareKeys: (a: Key, b: Key) => number): SortedIds<Key> {
  let order: Entry<Key>[] = [];
  const keys = new Map<string, Key>();
  const compare = (a: Entry<Key>, b: Entry<Key>): number => compareKeys(a.key, b.key) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

  /** Where the entry is, or where it belongs. */
  function place(entry: Entry<Key>): number {
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(order[middle] as Entry<Key>, entry) < 0) low = middle + 1;
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
      if (before !== undefined && compareKeys(before, key) === 0) return;
      remove(id);
      const entry = { id, key };
      keys.set(id, key);
      order.splice(place(entry), 0, entry);
    },
    remove,
    slice: (from, to) => order.slice(from, to).map(({ id }) => id),
    get entries() { return order; },
    get size() { return order.length; },
  };
}
