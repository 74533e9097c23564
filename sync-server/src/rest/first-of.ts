// The first few of many in an order, without putting all in order. Pure.

/** The `count` least items by `compare`, in order. A heap keeps the greatest of the least on top, so that most are passed over at one look. */
export function firstOf<T>(items: Iterable<T>, count: number, compare: (a: T, b: T) => number): readonly T[] {
  const heap: T[] = [];
  const at = (index: number): T => heap[index] as T;
  const swap = (a: number, b: number): void => void ([heap[a], heap[b]] = [at(b), at(a)]);
  function sink(from: number): void {
    for (let place = from; ; ) {
      const left = 2 * place + 1;
      let greatest = place;
      for (const child of [left, left + 1]) if (child < heap.length && compare(at(child), at(greatest)) > 0) greatest = child;
      if (greatest === place) return;
      swap(place, greatest);
      place = greatest;
    }
  }
  if (count <= 0) return [];
  for (const item of items) {
    if (heap.length < count) {
      heap.push(item);
      for (let place = heap.length - 1; place > 0; ) {
        const parent = (place - 1) >> 1;
        if (compare(at(place), at(parent)) <= 0) break;
        swap(place, parent);
        place = parent;
      }
    } else if (compare(item, at(0)) < 0) {
      heap[0] = item;
      sink(0);
    }
  }
  return heap.sort(compare);
}
