// Ids in the order of their keys, each id once. Equal keys are ordered by id, so that an order is the same everywhere.
// A list that was just found is put in order only as far as somebody looks: mostly its first window.

export interface Entry<Key> { readonly id: string; readonly key: Key }

export interface SortedIds<Key> {
  fill(entries: Entry<Key>[]): void;
  put(id: string, key: Key): void;
  remove(id: string): void;
  slice(from: number, to: number): readonly string[];
  /** In no order. */
  all(): Iterable<string>;
  /** In order. */
  entries(): readonly Entry<Key>[];
  readonly size: number;
}

/** A window that ends within this part of the list is found by looking for the first ones; beyond, all are put in order. */
const FEW = 1 / 8;

/** Keys that `compareKeys` finds alike are the same key. */
export function createSortedIds<Key>(compareKeys: (a: Key, b: Key) => number): SortedIds<Key> {
  let order: Entry<Key>[] = [];
  /** Whether `order` is in order, and `keys` knows it. */
  let settled = true;
  /** The first ones in order, while not all are. */
  let first: readonly Entry<Key>[] = [];
  const keys = new Map<string, Key>();
  const compare = (a: Entry<Key>, b: Entry<Key>): number => compareKeys(a.key, b.key) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

  function settle(): void {
    if (settled) return;
    settled = true;
    first = [];
    order.sort(compare);
    keys.clear();
    for (const { id, key } of order) keys.set(id, key);
  }

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
    settle();
    const key = keys.get(id);
    if (key === undefined) return;
    keys.delete(id);
    order.splice(place({ id, key }), 1);
  }

  return {
    fill(entries) {
      order = entries;
      first = [];
      settled = false;
    },
    put(id, key) {
      settle();
      const before = keys.get(id);
      if (before !== undefined && compareKeys(before, key) === 0) return;
      remove(id);
      const entry = { id, key };
      keys.set(id, key);
      order.splice(place(entry), 0, entry);
    },
    remove,
    slice(from, to) {
      if (!settled && to > order.length * FEW) settle();
      if (!settled && to > first.length) first = smallest(order, to, compare);
      return (settled ? order : first).slice(from, to).map(({ id }) => id);
    },
    *all() {
      for (const { id } of order) yield id;
    },
    entries() {
      settle();
      return order;
    },
    get size() { return order.length; },
  };
}

/**
 * The first so many in order, with one comparison for most of the others: a heap whose top is the last of them. What is
 * found lies mostly in the order in which it was written, so the end is begun from at which the first ones are.
 */
function smallest<T>(all: readonly T[], count: number, compare: (a: T, b: T) => number): readonly T[] {
  if (count <= 0 || all.length === 0) return [];
  const heap: T[] = [];
  const at = (index: number): T => heap[index] as T;
  const down = (): void => {
    const moving = at(0);
    let index = 0;
    for (;;) {
      let next = 2 * index + 1;
      if (next >= heap.length) break;
      if (next + 1 < heap.length && compare(at(next + 1), at(next)) > 0) next += 1;
      if (compare(at(next), moving) <= 0) break;
      heap[index] = at(next);
      index = next;
    }
    heap[index] = moving;
  };
  const backwards = compare(all[0] as T, all.at(-1) as T) > 0;
  for (let place = 0; place < all.length; place += 1) {
    const each = all[backwards ? all.length - 1 - place : place] as T;
    if (heap.length < count) {
      heap.push(each);
      // The last of them on top, once there are enough.
      if (heap.length === count) heap.sort((a, b) => compare(b, a));
    } else if (compare(each, at(0)) < 0) {
      heap[0] = each;
      down();
    }
  }
  return heap.sort(compare);
}
