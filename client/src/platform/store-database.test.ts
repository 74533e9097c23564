// The database's earlier form, which had a row for each record and no checksums.
import { Dexie } from "dexie";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { expect, it } from "vitest";
import { plainSeal, type Seal } from "../engine/seal.ts";
import type { OutboxRow, RefusedRow, SentRow } from "../engine/store.ts";
import { createDexieStore } from "./dexie-store.ts";
import { rowsOf } from "./testing/store-rows.ts";

const group = (counter: number) => ({ id: `g${counter}`, counter, at: counter, schema: 1, command: "edit", changes: [{ id: "r1", kind: "company" as const, set: { name: { value: `Typed ${counter}`, base: null } } }] });
const applied = (counter: number) => ({ group: `g${counter}`, counter, result: "applied" as const, seq: 1, signature: "s", conflicts: [], receipt: { group: `g${counter}`, device: "d", by: "u", counter, at: 1, except: {} } });
const edit = (counter: number): OutboxRow => ({ group: group(counter), undo: { origin: `d.${counter}`, changes: group(counter).changes, before: {} }, applied: null });
const refusal: RefusedRow = { group: group(1), verdict: { group: "g1", counter: 1, result: "refused", refusal: { code: "not-allowed", message: "No." } }, at: 3 };
const sent: SentRow = { group: group(2), verdict: applied(2), at: 9 };

async function earlier(): Promise<IDBFactory> {
  const indexedDB = new IDBFactory();
  const db = new Dexie("test", { indexedDB, IDBKeyRange });
  db.version(1).stores({ confirmed: "", outbox: "", refused: "", sent: "", meta: "" });
  await db.table("confirmed").put({ record: { id: "r1", kind: "company", w: [] }, places: { w: 1 } }, "r1");
  await db.table("outbox").bulkPut([{ edit: edit(2), group: "g2", applied: { group: "g2", verdict: applied(2) } }, { edit: edit(3), group: "g3" }], [2, 3]);
  await db.table("refused").put(refusal, "g1");
  await db.table("sent").put(sent, [9, "g2"]);
  const meta = { device: { id: "d", token: "t" }, cursor: { boot: "b", lanes: [] }, last: 3, acked: 2, complete: true, offset: 7, syncedAt: 5 };
  await db.table("meta").bulkPut(Object.values(meta), Object.keys(meta));
  db.close();
  return indexedDB;
}

/** As one that encrypts: it takes its time, and what it made is opened by nobody else. */
const slow: Seal = {
  seal: (value) => new Promise((done) => setTimeout(done, 2, value)),
  open: (stored) => new Promise((done) => setTimeout(done, 2, stored)),
};

for (const [name, seal] of [["plain", plainSeal], ["slow", slow]] as const) {
  it(`S12 a database of the first form keeps its edits, refusals and receipts, and has its records sent again (${name} seal)`, async () => {
    const indexedDB = await earlier();
    const store = createDexieStore({ name: "test", seal, indexedDB, IDBKeyRange });
    const loaded = await store.load();
    expect(loaded).toEqual({
      meta: { device: { id: "d", token: "t" }, cursor: null, last: 3, acked: 2, complete: false, offset: 7, older: null, heard: [], syncedAt: 5 },
      confirmed: [], outbox: [{ ...edit(2), applied: applied(2) }, edit(3)], refused: [refusal], unreadable: 0,
    });
    expect(await store.sentSince(0)).toEqual([sent]);
    await store.append([edit(4)], { last: 4 });
    await store.close();
    const again = await createDexieStore({ name: "test", seal, indexedDB, IDBKeyRange }).load();
    expect(again.outbox.map((row) => row.group.counter)).toEqual([2, 3, 4]);
    expect(again.unreadable).toBe(0);
  });
}

it("S2 every value on the disk carries its checksum", async () => {
  const indexedDB = new IDBFactory();
  const store = createDexieStore({ name: "test", seal: plainSeal, indexedDB, IDBKeyRange });
  await store.append([edit(1)], { last: 1 });
  await store.step({ put: [{ record: { id: "r1", kind: "company", w: [] }, places: { w: 1 } }], drop: [], meta: {}, appliedUpTo: 0 });
  await store.close();
  const { outbox, deltas, pointers, meta } = await rowsOf(indexedDB, "test", ["outbox", "deltas", "pointers", "meta"]);
  const values = [...outbox.map(({ value }) => (value as { edit: unknown }).edit), ...[...deltas, ...pointers, ...meta].map(({ value }) => value)];
  expect(values).toHaveLength(4);
  for (const value of values) expect(value).toBeInstanceOf(Uint8Array);
});
