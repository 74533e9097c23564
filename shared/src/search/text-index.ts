// Texts by how close they are in their words: TF-IDF over words and runs of three letters, compared by the cosine. It is
// what ranks where no embedding model is at hand. Kept up text by text; how rare a feature is follows from all texts in it.
import { featuresOf } from "./text-features.ts";

export interface Close { readonly id: string; /** 0 to 1. */ readonly closeness: number }

export interface TextIndex {
  readonly size: number;
  /** Puts a text in the place of one of the same id. */
  put(id: string, text: string): void;
  remove(id: string): void;
  /** The closest ones, best first, none that has nothing in common. */
  near(text: string, most: number): readonly Close[];
  /** Of some that are in it. */
  among(text: string, ids: Iterable<string>): ReadonlyMap<string, number>;
}

/** What a run of letters weighs beside a word. */
const RUN_WEIGHT = 0.45;
const weightOf = (feature: string): number => (feature[0] === "=" ? 1 : RUN_WEIGHT);

export function createTextIndex(): TextIndex {
  const texts = new Map<string, ReadonlyMap<string, number>>();
  /** By feature: in which texts it is. */
  const where = new Map<string, Set<string>>();

  const rarity = (feature: string): number => Math.log(1 + texts.size / (1 + (where.get(feature)?.size ?? 0)));
  const strength = (feature: string, count: number): number => weightOf(feature) * (1 + Math.log(count)) * rarity(feature);

  function lengthOf(features: ReadonlyMap<string, number>): number {
    let sum = 0;
    for (const [feature, count] of features) sum += strength(feature, count) ** 2;
    return Math.sqrt(sum);
  }

  function remove(id: string): void {
    for (const feature of texts.get(id)?.keys() ?? []) {
      const ids = where.get(feature);
      ids?.delete(id);
      if (ids?.size === 0) where.delete(feature);
    }
    texts.delete(id);
  }

  /** Dot products with the asked text of those that share a feature with it. */
  function products(asked: ReadonlyMap<string, number>, only: ReadonlySet<string> | null): Map<string, number> {
    const sums = new Map<string, number>();
    for (const [feature, count] of asked) {
      const ids = where.get(feature);
      if (ids === undefined) continue;
      const weight = strength(feature, count);
      for (const id of only !== null && only.size < ids.size ? only : ids) {
        if (only !== null && !only.has(id)) continue;
        const own = texts.get(id)?.get(feature);
        if (own !== undefined) sums.set(id, (sums.get(id) ?? 0) + weight * strength(feature, own));
      }
    }
    return sums;
  }

  function closeness(text: string, only: ReadonlySet<string> | null): Map<string, number> {
    const asked = featuresOf(text);
    const sums = products(asked, only);
    const length = lengthOf(asked);
    for (const [id, sum] of sums) sums.set(id, Math.min(1, sum / (length * lengthOf(texts.get(id) as ReadonlyMap<string, number>))));
    return sums;
  }

  return {
    get size() { return texts.size; },
    put(id, text) {
      remove(id);
      const features = featuresOf(text);
      texts.set(id, features);
      for (const feature of features.keys()) {
        const ids = where.get(feature);
        if (ids) ids.add(id);
        else where.set(feature, new Set([id]));
      }
    },
    remove,
    near: (text, most) => [...closeness(text, null)].map(([id, close]) => ({ id, closeness: close })).sort((a, b) => b.closeness - a.closeness || (a.id < b.id ? -1 : 1)).slice(0, most),
    among: (text, ids) => closeness(text, new Set(ids)),
  };
}
