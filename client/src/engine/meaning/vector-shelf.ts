// The vectors of one model that this device holds, in memory for looking and on the disk in packs for the next start.
// Invariant: what was removed is on the disk no more once `remove` has resolved; of a record there is one vector.
import { DIMENSIONS } from "@outrider/shared/search";
import type { TextVector, VectorPack, VectorStore } from "./meaning-ports.ts";
import { createVectorTable, type Near } from "./vector-table.ts";

export interface VectorShelf {
  readonly size: number;
  /** The name of the text whose vector it has. */
  hashOf(id: string): string | undefined;
  ids(): Iterable<string>;
  put(vectors: readonly TextVector[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  closest(vector: Int8Array, count: number, options: { readonly least: number; readonly among?: (id: string) => boolean }): readonly Near[];
  vectorOf(id: string): Int8Array | undefined;
}

/** So many packs of few, and they become one. */
const MOST_PACKS = 24;
const WHOLE = 512;

export interface ShelfDeps {
  readonly model: string;
  readonly store: VectorStore;
  /** A key that was never used. */
  readonly newKey: () => number;
  readonly packs: readonly { readonly key: number; readonly pack: VectorPack }[];
}

export function createVectorShelf({ model, store, newKey, packs }: ShelfDeps): VectorShelf {
  const table = createVectorTable(DIMENSIONS);
  const hashes = new Map<string, string>();
  const members = new Map<number, Set<string>>();
  const packOf = new Map<string, number>();

  const hold = (key: number, vectors: readonly TextVector[]): void => {
    const ids = new Set<string>();
    for (const { id, hash, vector } of vectors) {
      members.get(packOf.get(id) ?? -1)?.delete(id);
      table.set(id, vector);
      hashes.set(id, hash);
      packOf.set(id, key);
      ids.add(id);
    }
    members.set(key, ids);
  };
  // A later pack says more about a record than an earlier one.
  for (const { key, pack } of [...packs].sort((a, b) => a.key - b.key)) hold(key, pack.vectors.filter(({ vector }) => vector.length === DIMENSIONS));

  const packed = (ids: Iterable<string>): VectorPack => ({
    model,
    vectors: [...ids].flatMap((id) => {
      const vector = table.get(id);
      return vector ? [{ id, hash: hashes.get(id) as string, vector }] : [];
    }),
  });

  /** Packs of few, together with what comes. */
  function gathered(): readonly number[] {
    const small = [...members].filter(([, ids]) => ids.size < WHOLE).map(([key]) => key);
    return small.length < MOST_PACKS ? [] : small;
  }

  return {
    get size() {
      return table.size;
    },
    hashOf: (id) => hashes.get(id),
    ids: () => hashes.keys(),
    vectorOf: (id) => table.get(id),
    closest: (vector, count, options) => table.closest(vector, count, options),
    async put(vectors) {
      const fitting = vectors.filter(({ vector }) => vector.length === DIMENSIONS);
      if (fitting.length === 0) return;
      const key = newKey();
      hold(key, fitting);
      const drop = gathered();
      const ids = drop.length === 0 ? [...(members.get(key) as Set<string>)] : drop.flatMap((each) => [...(members.get(each) as Set<string>)]);
      for (const each of drop) members.delete(each);
      members.set(key, new Set(ids));
      for (const id of ids) packOf.set(id, key);
      await store.write([{ key, pack: packed(ids) }], drop.filter((each) => each !== key));
    },
    async remove(ids) {
      const touched = new Set<number>();
      for (const id of ids) {
        const key = packOf.get(id);
        if (key === undefined) continue;
        touched.add(key);
        members.get(key)?.delete(id);
        packOf.delete(id);
        hashes.delete(id);
        table.delete(id);
      }
      if (touched.size === 0) return;
      const left = [...touched].filter((key) => (members.get(key)?.size ?? 0) > 0);
      const gone = [...touched].filter((key) => !left.includes(key));
      for (const key of gone) members.delete(key);
      await store.write(left.map((key) => ({ key, pack: packed(members.get(key) as Set<string>) })), gone);
    },
  };
}
