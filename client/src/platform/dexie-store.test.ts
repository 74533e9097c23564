import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { expect, it } from "vitest";
import { plainSeal, type Seal } from "../engine/seal.ts";
import { StorageFull } from "../engine/storage-full.ts";
import { describeStore } from "../engine/store.contract.ts";
import { createDexieStore } from "./dexie-store.ts";

const secret: Seal = {
  seal: async (value) => (value as Uint8Array).map((byte) => byte ^ 0x5a),
  open: async (stored) => (stored as Uint8Array).map((byte) => byte ^ 0x5a),
};

for (const [name, seal] of [["plain", plainSeal], ["sealed", secret]] as const) {
  describeStore(`the IndexedDB store (${name})`, async () => {
    const indexedDB = new IDBFactory();
    return { open: async () => createDexieStore({ name: "test", seal, indexedDB, IDBKeyRange }) };
  });
}

it("S14 a full disk is told apart from a broken one and keeps nothing of the call", async () => {
  const indexedDB = new IDBFactory();
  let full = false;
  const seal: Seal = {
    ...plainSeal,
    // The size of a value is only known to the disk once the transaction runs: a value that cannot be cloned stands in
    // for every other failure, and a quota error is thrown where the browser throws it.
    seal: async (value) => (full ? { get huge() { throw new DOMException("no room", "QuotaExceededError"); } } : value),
  };
  const store = createDexieStore({ name: "test", seal, indexedDB, IDBKeyRange });
  await store.saveMeta({ offset: 1 });
  full = true;
  await expect(store.saveMeta({ offset: 2 })).rejects.toBeInstanceOf(StorageFull);
  full = false;
  expect((await store.load()).meta.offset).toBe(1);
});
