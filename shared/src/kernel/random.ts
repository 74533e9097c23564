// Chance from a seed: the same seed draws the same everywhere. Streams are named, so that one more draw in one place
// changes nothing in another.
import { hash32 } from "./hash32.ts";

export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  int(below: number): number;
  /** A whole number in [least, most]. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** An item by its weight; at least one weight is above 0. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T;
  uuid(): string;
  /** A stream of its own. */
  stream(name: string): Random;
}

/** Not for secrets: whoever sees a few draws knows the rest. */
export function createRandom(seed: string): Random {
  let state = hash32(seed) || 1;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  const hex = (digits: number): string => int(16 ** digits).toString(16).padStart(digits, "0");
  return {
    next,
    int,
    between: (least, most) => least + int(most - least + 1),
    chance: (probability) => next() < probability,
    pick<T>(items: readonly T[]): T {
      if (items.length === 0) throw new Error("nothing to pick from");
      return items[int(items.length)] as T;
    },
    weighted<T>(items: readonly (readonly [T, number])[]): T {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return (items.at(-1) as readonly [T, number])[0];
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + int(4)).toString(16)}${hex(3)}-${hex(6)}${hex(6)}`,
    stream: (name) => createRandom(`${seed}/${name}`),
  };
}
