// The bytes of files on the disk: sealed, whole or not there, gone with the account.
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { expect, test } from "vitest";
import { type KeptFile, PIECE } from "../engine/files/file-ports.ts";
import { plainSeal, type Seal } from "../engine/seal.ts";
import { StorageFull } from "../engine/storage-full.ts";
import { createAesSeal, isSealed } from "./aes-seal.ts";
import { createDexieStore } from "./dexie-store.ts";

const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
const bytesOf = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8)) & 255);
const file = (id: string, more: Partial<KeptFile> = {}): KeptFile => ({
  id, root: "deal", name: "A secret name.png", type: "image/png", size: PIECE + 5, sha256: "", owed: true, made: false, binned: false, keep: false, at: 1, trouble: null, ...more,
});
const open = (indexedDB: IDBFactory, seal: Seal = createAesSeal(key)) => createDexieStore({ name: "test", seal, indexedDB, IDBKeyRange });

/** Everything the disk holds, as it lies there. */
async function onDisk(indexedDB: IDBFactory): Promise<readonly { readonly table: string; readonly value: unknown }[]> {
  const db = await new Promise<IDBDatabase>((done) => {
    const asked = indexedDB.open("test");
    asked.addEventListener("success", () => done(asked.result));
  });
  const all: { table: string; value: unknown }[] = [];
  for (const table of ["files", "filePieces"]) {
    const rows = await new Promise<unknown[]>((done) => {
      const asked = db.transaction(table).objectStore(table).getAll() as IDBRequest<unknown[]>;
      asked.addEventListener("success", () => done(asked.result));
    });
    all.push(...rows.map((value) => ({ table, value })));
  }
  db.close();
  return all;
}

test("R9 P3 a file is kept in sealed pieces: neither its name nor a byte of it lies open, and it is read back after a restart", async () => {
  const indexedDB = new IDBFactory();
  const store = open(indexedDB).files;
  await store.put(file("f1"), bytesOf(PIECE + 5));
  const stored = await onDisk(indexedDB);
  expect(stored.map(({ table }) => table)).toEqual(["files", "filePieces", "filePieces"]);
  expect(stored.filter(({ value }) => !isSealed(value))).toEqual([]);
  expect(JSON.stringify(stored)).not.toContain("secret");
  const again = open(indexedDB).files;
  expect(await again.all()).toEqual([file("f1")]);
  expect(Buffer.concat([(await again.piece("f1", 0)) ?? Buffer.alloc(0), (await again.piece("f1", 1)) ?? Buffer.alloc(0)]).equals(Buffer.from(bytesOf(PIECE + 5)))).toBe(true);
  expect([await again.piece("f1", 2), await again.piece("f2", 0)]).toEqual([null, null]);
  // By another key nothing of it can be read, and nothing is lost of it either.
  const other = open(indexedDB, createAesSeal(await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]))).files;
  expect([await other.all(), await other.piece("f1", 0)]).toEqual([[], null]);
  expect(await again.all()).toHaveLength(1);
});

test("R9 what is known of a file changes without its bytes, not after it went; removed or wiped nothing of it is left", async () => {
  const indexedDB = new IDBFactory();
  const store = open(indexedDB);
  await store.files.put(file("f1"), bytesOf(10));
  await store.files.put(file("f2"), bytesOf(10));
  await store.files.note(file("f1", { owed: false, keep: true }));
  expect((await store.files.all()).map(({ id, owed, keep }) => [id, owed, keep])).toEqual([["f1", false, true], ["f2", true, false]]);
  await store.files.remove(["f1"]);
  await store.files.note(file("f1"));
  expect((await store.files.all()).map(({ id }) => id)).toEqual(["f2"]);
  expect(await store.files.piece("f1", 0)).toBeNull();
  await store.wipe();
  expect(await onDisk(indexedDB)).toEqual([]);
});

test("R9 S14 a full disk keeps nothing of a file and is told apart from a broken one", async () => {
  const indexedDB = new IDBFactory();
  let full = true;
  const seal: Seal = { ...plainSeal, seal: async (value) => (full ? { get huge() { throw new DOMException("no room", "QuotaExceededError"); } } : value) };
  const store = open(indexedDB, seal).files;
  await expect(store.put(file("f1"), bytesOf(10))).rejects.toBeInstanceOf(StorageFull);
  full = false;
  expect(await store.all()).toEqual([]);
});
