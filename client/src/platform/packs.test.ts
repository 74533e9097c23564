// Packs, deltas and compaction over a real IndexedDB implementation: small packs, so that much happens, and the browser
// gone before every single write.
import { IDBDatabase, IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { afterEach, describe, expect, it, vi } from "vitest";
import { plainSeal } from "../engine/seal.ts";
import type { Confirmed, Step, Store } from "../engine/store.ts";
import { createDexieStore } from "./dexie-store.ts";
import { rowsOf } from "./testing/store-rows.ts";

const SIZE = 4;
const open = (indexedDB: IDBFactory) => createDexieStore({ name: "test", seal: plainSeal, indexedDB, IDBKeyRange, size: SIZE, mostDeltas: 3, mostChanged: 12 });
const confirmed = (n: number, at: number): Confirmed => ({ record: { id: `r${n}`, kind: "company", w: [[at, "d.1", "u", { name: `Name ${n} at ${at}` }]] }, places: { w: at } });
/** The cursor says which step was the last. */
const step = (at: number, put: readonly number[], drop: readonly number[] = []): Step => ({
  put: put.map((n) => confirmed(n, at)), drop: drop.map((n) => `r${n}`), meta: { cursor: { boot: "b", lanes: [{ buckets: ["w"], seq: at }] } }, appliedUpTo: 0,
});

/** New records, changed ones, dropped ones and dropped ones that come again. */
const SCRIPT: readonly Step[] = [
  step(1, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), step(2, [11, 12]), step(3, [], []), step(4, [3, 13], [4]), step(5, [14, 15, 16]), step(6, [4], [1, 2, 3]),
  step(7, [17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]), step(8, [], [17, 18, 19, 20, 28]), step(9, [5, 9, 29]), step(10, [1]), step(11, [1]), step(12, [30], [1]),
];

/** The records after so many steps. */
function after(steps: number): readonly Confirmed[] {
  const held = new Map<string, Confirmed>();
  for (const { put, drop } of SCRIPT.slice(0, steps)) {
    for (const each of put) held.set(each.record.id, each);
    for (const id of drop) held.delete(id);
  }
  return inOrder([...held.values()]);
}
const inOrder = (records: readonly Confirmed[]) => records.map(({ record, places }) => ({ record, places })).sort((a, b) => a.record.id.localeCompare(b.record.id));

async function stepsKept(store: Store): Promise<number> {
  const { confirmed: held, meta, unreadable } = await store.load();
  expect(unreadable).toBe(0);
  const steps = meta.cursor?.lanes[0]?.seq ?? 0;
  expect(inOrder(held)).toEqual(after(steps));
  return steps;
}

const breath = () => new Promise((done) => setImmediate(done));
afterEach(() => vi.restoreAllMocks());

describe("packs", () => {
  it("S2 records are all there after each step and after each start, however they are packed", async () => {
    const indexedDB = new IDBFactory();
    let store = open(indexedDB);
    for (const [index, each] of SCRIPT.entries()) {
      await store.step(each);
      if (index % 3 === 1) {
        await store.close();
        store = open(indexedDB);
        expect(await stepsKept(store)).toBe(index + 1);
      }
      for (let turn = 0; turn < 60; turn += 1) await breath();
    }
    await store.close();
    expect(await stepsKept(open(indexedDB))).toBe(SCRIPT.length);
    const { packs, deltas } = await rowsOf(indexedDB, "test", ["packs", "deltas"]);
    // 20 records in packs of four: the log is short, and nothing of earlier generations is left.
    expect(packs.length).toBeGreaterThanOrEqual(4);
    expect(packs.length).toBeLessThanOrEqual(6);
    expect(deltas.length).toBeLessThan(12);
  });

  it("S2 a browser gone before any write leaves the records of one step or of the next, never of none", async () => {
    let writes = 0;
    let dieAt = Number.POSITIVE_INFINITY;
    const begin = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...of: Parameters<typeof begin>) {
      if (of[1] === "readwrite" && ++writes >= dieAt) throw new Error("gone");
      return begin.apply(this, of);
    });
    for (let moment = 1; ; moment += 1) {
      const indexedDB = new IDBFactory();
      [writes, dieAt] = [0, moment];
      const first = open(indexedDB);
      let asked = 0;
      try {
        for (const each of SCRIPT) {
          asked += 1;
          await first.step(each);
          for (let turn = 0; turn < 40; turn += 1) await breath();
        }
      } catch {
        // Gone.
      }
      await first.close();
      const died = writes >= moment;
      dieAt = Number.POSITIVE_INFINITY;
      const second = open(indexedDB);
      const kept = await stepsKept(second);
      expect(kept).toBeGreaterThanOrEqual(asked - 1);
      expect(kept).toBeLessThanOrEqual(asked);
      for (const each of SCRIPT.slice(kept)) await second.step(each);
      await second.close();
      expect(await stepsKept(open(indexedDB))).toBe(SCRIPT.length);
      if (died) continue;
      // Most of those writes were compactions.
      expect(moment).toBeGreaterThan(2 * SCRIPT.length);
      break;
    }
  });

  it("S2 a step that is much larger than a pack is one step", async () => {
    const indexedDB = new IDBFactory();
    const store = open(indexedDB);
    const all = Array.from({ length: 103 }, (_, n) => n);
    await store.step({ ...step(1, all), drop: [] });
    await store.close();
    const { confirmed: held, unreadable } = await open(indexedDB).load();
    expect(held).toHaveLength(103);
    expect(unreadable).toBe(0);
  });

  it("S6 a record that is dropped is not on the disk any more soon after, neither in a pack nor in the log", async () => {
    const indexedDB = new IDBFactory();
    // So large that packing for its own sake never comes.
    const store = createDexieStore({ name: "test", seal: plainSeal, indexedDB, IDBKeyRange, size: SIZE });
    const lies = async (): Promise<string> => {
      for (let turn = 0; turn < 100; turn += 1) await breath();
      const { packs, deltas } = await rowsOf(indexedDB, "test", ["packs", "deltas"]);
      return JSON.stringify([packs, deltas].map((rows) => rows.map(({ value }) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value))));
    };
    await store.step(step(1, [1, 2, 3, 4, 5, 6]));
    expect(await lies()).toContain("Name 2 at 1");
    await store.step(step(2, [7], [2]));
    expect(await lies()).not.toContain("Name 2 at 1");
    // One that lies in a pack by now, and another one while that is being packed out.
    await Promise.all([store.step(step(3, [2], [5])), store.step(step(4, [], [6, 7]))]);
    const left = await lies();
    expect(["Name 5 at 1", "Name 6 at 1", "Name 7 at 2"].filter((text) => left.includes(text))).toEqual([]);
    expect(["Name 1 at 1", "Name 2 at 3", "Name 3 at 1"].filter((text) => !left.includes(text))).toEqual([]);
    await store.close();
    expect((await open(indexedDB).load()).confirmed.map(({ record }) => record.id).sort()).toEqual(["r1", "r2", "r3", "r4"]);
  });

  it("S14 a disk that is full in the middle of packing loses nothing, and packing is tried again later", async () => {
    const indexedDB = new IDBFactory();
    const store = open(indexedDB);
    const begin = IDBDatabase.prototype.transaction;
    let full = false;
    const spy = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...of: Parameters<typeof begin>) {
      const tx = begin.apply(this, of);
      if (!full || of[1] !== "readwrite") return tx;
      const objectStore = tx.objectStore.bind(tx);
      tx.objectStore = (name) => {
        const table = objectStore(name);
        if (name === "packs") table.put = () => { throw new DOMException("no room", "QuotaExceededError"); };
        return table;
      };
      return tx;
    });
    full = true;
    for (const each of SCRIPT.slice(0, 6)) await store.step(each);
    for (let turn = 0; turn < 60; turn += 1) await breath();
    expect((await rowsOf(indexedDB, "test", ["packs"])).packs).toEqual([]);
    full = false;
    for (const each of SCRIPT.slice(6)) await store.step(each);
    for (let turn = 0; turn < 60; turn += 1) await breath();
    spy.mockRestore();
    await store.close();
    expect((await rowsOf(indexedDB, "test", ["packs"])).packs.length).toBeGreaterThan(0);
    expect(await stepsKept(open(indexedDB))).toBe(SCRIPT.length);
  });

  it("S7 a wipe in the middle of packing leaves nothing", async () => {
    const indexedDB = new IDBFactory();
    const store = open(indexedDB);
    for (const each of SCRIPT.slice(0, 7)) await store.step(each);
    await store.wipe();
    await store.close();
    expect(await rowsOf(indexedDB, "test", ["packs", "deltas", "pointers", "meta"])).toEqual({ packs: [], deltas: [], pointers: [], meta: [] });
    const again = open(indexedDB);
    await again.step(step(1, [1]));
    await again.close();
    expect(inOrder((await open(indexedDB).load()).confirmed)).toEqual([confirmed(1, 1)]);
  });
});
