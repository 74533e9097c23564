// How near texts are by two rankings at once: by their words, and by their meaning where vectors are at hand. The two have
// figures that say nothing to each other, so what counts is the place in each (reciprocal rank fusion).

/** By id how close in meaning something is to what was asked, 0 to 1; what it does not name is far. */
export type Closeness = ReadonlyMap<string, number>;

export interface Nearness {
  /** 0 to 1: the larger of the two. */
  readonly closeness: number;
  /** 0 to 1: by which they are ordered; 1 is first in both. */
  readonly order: number;
}

/** How much the first places count before the later ones. */
const DAMPING = 10;
export const FAR: Nearness = { closeness: 0, order: 0 };

/** Without `meaning` the order is that of the words. */
export function nearnessOf(words: Closeness, meaning?: Closeness): ReadonlyMap<string, Nearness> {
  if (meaning === undefined) return new Map([...words].map(([id, closeness]) => [id, { closeness, order: closeness }]));
  const found = new Map<string, Nearness>();
  for (const ranking of [words, meaning]) {
    const placed = [...ranking].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    for (const [place, [id, score]] of placed.entries()) {
      const { closeness, order } = found.get(id) ?? FAR;
      found.set(id, { closeness: Math.max(closeness, score), order: order + (DAMPING + 1) / (DAMPING + 1 + place) / 2 });
    }
  }
  return found;
}
