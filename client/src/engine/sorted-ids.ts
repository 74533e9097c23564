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

/** The first so many in order, with one comparison for most of the others: a heap whose top is the last of them. */
function smallest<T>(all: readonly T[], count: number, compare: (a: T, b: T) => number): readonly T[] {
  if (count <= 0) return [];
  const heap: T[] = [];
  const at = (index: number): T => heap[index] as T;
  const swap = (a: number, b: number): void => void ([heap[a], heap[b]] = [at(b), at(a)]);
  for (const each of all) {
    if (heap.length < count) {
      heap.push(each);
      for (let index = heap.length - 1; index > 0 && compare(at(index), at((index - 1) >> 1)) > 0; index = (index - 1) >> 1) swap(index, (index - 1) >> 1);
    } else if (compare(each, at(0)) < 0) {
      heap[0] = each;
      for (let index = 0; ; ) {
        const [left, right] = [2 * index + 1, 2 * index + 2];
        let last = index;
        if (left < heap.length && compare(at(left), at(last)) > 0) last = left;
        if (right < heap.length && compare(at(right), at(last)) > 0) last = right;
        if (last === index) break;
        swap(index, last);
        index = last;
      }
    }
  }
  return heap.sort(compare);
}
