import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { expect, it } from "vitest";
import { plainSeal, type Seal } from "../engine/seal.ts";
import type { OutboxRow, SentRow } from "../engine/store.ts";
import { createAesSeal, isSealed } from "./aes-seal.ts";
import { createDexieStore } from "./dexie-store.ts";
import { rowsOf } from "./testing/store-rows.ts";

const TABLES = ["packs", "deltas", "pointers", "outbox", "refused", "sent", "meta", "shown"] as const;
const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
const aes = createAesSeal(key);
const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const edit = (counter: number): OutboxRow => ({
  group: { id: uuid(counter), counter, at: 1, schema: 1, command: "edit", changes: [] }, undo: { origin: `d.${counter}`, changes: [], before: {} } as unknown as OutboxRow["undo"], applied: null,
});
const verdict = (counter: number): SentRow =>
  ({ group: edit(counter).group, at: 50, verdict: { result: "applied", group: uuid(counter), counter, receipt: {}, signature: "s" } }) as unknown as SentRow;
const record = (n: number, name: string) => ({ record: { id: uuid(n), kind: "company" as const, w: [[1, "o", "u", { name }]] }, places: { w: n } }) as never;

async function before(indexedDB: IDBFactory): Promise<void> {
  const store = createDexieStore({ name: "test", seal: plainSeal, indexedDB, IDBKeyRange, size: 4, mostDeltas: 3, mostChanged: 6 });
  for (let n = 0; n < 10; n += 1) await store.step({ put: [record(100 + n, `Halden ${n}`)], drop: [], meta: { cursor: { boot: "b", lanes: [] }, complete: true }, appliedUpTo: 0 });
  await store.append([edit(1), edit(2), edit(3)], { last: 3 });
  await store.verdicts([verdict(1)], [{ group: edit(2).group, verdict: { result: "refused", group: uuid(2), counter: 2, code: "not-allowed", message: "Halden no" } as never, at: 9 }], { acked: 2 });
  await store.close();
}
const parts = (value: unknown): readonly unknown[] => (value instanceof Uint8Array ? [value] : Object.values(value as object).filter((each) => typeof each !== "string"));
const all = async (indexedDB: IDBFactory): Promise<readonly unknown[]> => {
  const tables = await rowsOf(indexedDB, "test", TABLES);
  return TABLES.flatMap((table) => tables[table].flatMap(({ value }) => parts(value)));
};
const opened = (indexedDB: IDBFactory, seal: Seal = aes) => createDexieStore({ name: "test", seal, indexedDB, IDBKeyRange, size: 4, mostDeltas: 3, mostChanged: 6 });

it("P3 S2 a database from before there was a seal is read as it is, then sealed whole, and holds the same", async () => {
  const indexedDB = new IDBFactory();
  await before(indexedDB);
  const plain = await opened(indexedDB, plainSeal).load();
  expect((await all(indexedDB)).some(isSealed)).toBe(false);
  const store = opened(indexedDB);
  expect(await store.load()).toEqual(plain);
  expect(await store.reseal()).toBeGreaterThan(6);
  const values = await all(indexedDB);
  expect(values.length).toBeGreaterThan(6);
  expect(values.every(isSealed)).toBe(true);
  expect(values.some((value) => new TextDecoder().decode(value as Uint8Array).includes("Halden"))).toBe(false);
  const again = opened(indexedDB);
  expect(await again.load()).toEqual(plain);
  expect(await again.sentSince(0)).toEqual([verdict(1)]);
  expect(await again.reseal()).toBe(0);
});

it("P3 S2 what is written while old values are sealed stands, and a run that is broken off is gone on with", async () => {
  const indexedDB = new IDBFactory();
  await before(indexedDB);
  const store = opened(indexedDB);
  await store.load();
  const sealing = store.reseal();
  await store.append([edit(4)], { last: 4 });
  await store.step({ put: [record(100, "Renamed")], drop: [uuid(101)], meta: { syncedAt: 7 }, appliedUpTo: 1 });
  await store.close();
  expect(await sealing).toBeNull();
  const next = opened(indexedDB);
  const loaded = await next.load();
  expect(loaded.outbox.map(({ group }) => group.counter)).toEqual([3, 4]);
  expect(loaded.meta).toMatchObject({ last: 4, syncedAt: 7 });
  expect(loaded.confirmed.map(({ record: { id } }) => id).sort()).toEqual([100, 102, 103, 104, 105, 106, 107, 108, 109].map(uuid));
  await next.reseal();
  expect((await all(indexedDB)).every(isSealed)).toBe(true);
  expect(await opened(indexedDB).load()).toEqual(loaded);
});

it("P3 S2 under another key every value counts as damaged, and no edit is deleted", async () => {
  const indexedDB = new IDBFactory();
  await before(indexedDB);
  const store = opened(indexedDB);
  await store.load();
  await store.reseal();
  const other = createAesSeal(await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]));
  const loaded = await opened(indexedDB, other).load();
  expect(loaded.unreadable).toBeGreaterThan(3);
  expect(loaded).toMatchObject({ outbox: [], confirmed: [], meta: { last: 3, cursor: null } });
  expect((await rowsOf(indexedDB, "test", ["outbox"])).outbox).toHaveLength(2);
});
