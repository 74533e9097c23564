import { Dexie } from "dexie";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { expect, it } from "vitest";
import { plainSeal, type Seal } from "../engine/seal.ts";
import { StorageFull } from "../engine/storage-full.ts";
import { describeStore } from "../engine/store.contract.ts";
import { createDexieStore } from "./dexie-store.ts";

const secret: Seal = {
  seal: async (value) => `sealed ${JSON.stringify(value)}`,
  open: async (stored) => {
    if (typeof stored !== "string" || !stored.startsWith("sealed ")) throw new Error("damaged");
    return JSON.parse(stored.slice(7)) as unknown;
  },
};

for (const [name, seal] of [["plain", plainSeal], ["sealed", secret]] as const) {
  describeStore(`the IndexedDB store (${name})`, async () => {
    const indexedDB = new IDBFactory();
    return { open: async () => createDexieStore({ name: "test", seal, indexedDB, IDBKeyRange }) };
  });
}

const record = (id: string) => ({ record: { id, kind: "company", w: [] }, places: { w: 1 } });

async function damage(indexedDB: IDBFactory, table: string, key: string): Promise<void> {
  const raw = new Dexie("test", { indexedDB, IDBKeyRange });
  await raw.open();
  await raw.table(table).put("torn", key);
  raw.close();
}

it("S2 a record that cannot be read is asked for again and nothing is deleted", async () => {
  const indexedDB = new IDBFactory();
  const store = createDexieStore({ name: "test", seal: secret, indexedDB, IDBKeyRange });
  await store.step({ put: [record("a"), record("b")], drop: [], meta: { complete: true, cursor: { boot: "b", lanes: [] }, syncedAt: 4 }, appliedUpTo: 0 });
  await damage(indexedDB, "confirmed", "a");
  const loaded = await createDexieStore({ name: "test", seal: secret, indexedDB, IDBKeyRange }).load();
  expect(loaded.unreadable).toBe(1);
  expect(loaded.confirmed).toEqual([record("b")]);
  expect(loaded.meta).toMatchObject({ cursor: null, complete: false, syncedAt: 4 });
});

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
