// Vectors on this device: sealed packs in a table of the account's database, so that they are locked, wiped and measured
// with everything else. Nothing shows of a pack but how large it is.
import { fromBase64, toBase64 } from "@outrider/shared/kernel";
import type { VectorPack, VectorStore } from "../engine/meaning/meaning-ports.ts";
import type { StoreDatabase } from "./store-database.ts";
import type { Framing } from "./store-frame.ts";

interface StoredPack { readonly model: string; readonly width: number; readonly ids: readonly string[]; readonly hashes: readonly string[]; readonly bytes: string }

function packedOf({ model, vectors }: VectorPack): StoredPack {
  const width = vectors[0]?.vector.length ?? 0;
  const bytes = new Uint8Array(width * vectors.length);
  for (const [at, { vector }] of vectors.entries()) bytes.set(new Uint8Array(vector.buffer, vector.byteOffset, width), at * width);
  return { model, width, ids: vectors.map(({ id }) => id), hashes: vectors.map(({ hash }) => hash), bytes: toBase64(bytes) };
}

function opened({ model, width, ids, hashes, bytes }: StoredPack): VectorPack {
  const all = fromBase64(bytes);
  if (all === null || all.length !== width * ids.length) return { model, vectors: [] };
  return { model, vectors: ids.map((id, at) => ({ id, hash: hashes[at] ?? "", vector: new Int8Array(all.buffer, all.byteOffset + at * width, width) })) };
}

export const createVectorStore = ({ vectors, commit }: StoreDatabase, framing: Framing): VectorStore => ({
  async load() {
    const keys = await commit("r", () => vectors.toCollection().primaryKeys());
    const packs: { key: number; pack: VectorPack }[] = [];
    const torn: number[] = [];
    for (const key of keys) {
      try {
        packs.push({ key, pack: opened((await framing.open(await commit("r", () => vectors.get(key)))) as StoredPack) });
      } catch {
        torn.push(key);
      }
    }
    // They are computed again.
    if (torn.length > 0) await commit("unseen", () => vectors.bulkDelete(torn)).catch(() => undefined);
    return packs;
  },
  async write(put, drop) {
    const sealed = await Promise.all(put.map(({ pack }) => framing.close(packedOf(pack))));
    await commit("unseen", async () => {
      await vectors.bulkDelete([...drop]);
      await vectors.bulkPut(sealed, put.map(({ key }) => key));
    });
  },
});
