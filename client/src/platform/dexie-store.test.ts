import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { expect, it } from "vitest";
import { plainSeal, type Seal } from "../engine/seal.ts";
import { StorageFull } from "../engine/storage-full.ts";
import { describeStore } from "../engine/store.contract.ts";
import { createAesSeal } from "./aes-seal.ts";
import { createDexieStore } from "./dexie-store.ts";

const secret: Seal = {
  seal: async (value) => (value as Uint8Array).map((byte) => byte ^ 0x5a),
  open: async (stored) => (stored as Uint8Array).map((byte) => byte ^ 0x5a),
};

const sealedByKey = createAesSeal(await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]));

for (const [name, seal] of [["plain", plainSeal], ["sealed", secret], ["sealed by a key", sealedByKey]] as const) {
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

it("W4 S6 what was shown is kept until something is written that may show otherwise, and is nothing where it is damaged", async () => {
  const indexedDB = new IDBFactory();
  const store = createDexieStore({ name: "test", seal: plainSeal, indexedDB, IDBKeyRange });
  const shown = [{ asked: "query {}", value: { rows: ["a"] } }];
  const keep = (): Promise<void> => store.shown.keep(shown, store.shown.mark() ?? -1);
  const put = (id: string) => store.step({ put: [{ record: { id, kind: "company", w: [] }, places: { w: 1 } }], drop: [], meta: {}, appliedUpTo: 0 });
  expect(await store.shown.read()).toEqual([]);
  await keep();
  await store.saveMeta({ offset: 3 });
  await store.step({ put: [], drop: [], meta: { complete: true }, appliedUpTo: 0 });
  expect(await createDexieStore({ name: "test", seal: plainSeal, indexedDB, IDBKeyRange }).shown.read()).toEqual(shown);

  // The first checkpoint of a start at which nothing is left of the edits of earlier days.
  await createDexieStore({ name: "test", seal: plainSeal, indexedDB, IDBKeyRange }).step({ put: [], drop: [], meta: {}, appliedUpTo: 7 });
  expect(await store.shown.read()).toEqual(shown);

  await put("r1");
  expect(await store.shown.read()).toEqual([]);

  // Worked out before the write, kept after it.
  const before = store.shown.mark() ?? -1;
  const writing = put("r2");
  const marks = new Set<number | null>();
  let written = false;
  void writing.then(() => (written = true));
  // Values are sealed before the transaction begins, which takes as long as it takes.
  while (!written) {
    marks.add(store.shown.mark());
    await new Promise((resolve) => setImmediate(resolve));
  }
  await writing;
  expect([...marks]).toContain(null);
  await store.shown.keep(shown, before);
  expect(await store.shown.read()).toEqual([]);

  await keep();
  expect((await store.load()).confirmed).toHaveLength(2);
  await store.wipe();
  expect(await store.shown.read()).toEqual([]);

  const damaged: Seal = { ...plainSeal, seal: async () => new Uint8Array([1, 2, 3]) };
  const other = createDexieStore({ name: "test", seal: damaged, indexedDB, IDBKeyRange });
  await other.shown.keep(shown, other.shown.mark() ?? -1);
  expect(await other.shown.read()).toEqual([]);
});
