// What a broken disk does to the database, and what the next start makes of it: it is noticed, edits that can be read
// are kept, records come again, and nothing is taken for a deletion.
import { IDBDatabase, IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createEngine } from "../engine/engine.ts";
import { plainSeal } from "../engine/seal.ts";
import type { Sentinel } from "../engine/sentinel.ts";
import type { Confirmed, OutboxRow } from "../engine/store.ts";
import { ADA, createFakeServer, STAGE } from "../engine/testing/fake-server.ts";
import { createVirtualTime } from "../engine/testing/virtual-time.ts";
import { createDexieStore } from "./dexie-store.ts";
import { damage, type Raw, rowsOf } from "./testing/store-rows.ts";

const NAME = "test";
const SIZE = 10;
const open = (indexedDB: IDBFactory) => createDexieStore({ name: NAME, seal: plainSeal, indexedDB, IDBKeyRange, size: SIZE, mostDeltas: 6, mostChanged: 30 });
const record = (n: number): Confirmed => ({ record: { id: `r${n}`, kind: "company", w: [[1, "d.1", "u", { name: `Name ${n}` }]] }, places: { w: n } });
const edit = (counter: number): OutboxRow => ({
  group: { id: `g${counter}`, counter, at: counter, schema: 1, command: "edit", changes: [{ id: "r1", kind: "company", set: { name: { value: `Typed ${counter}`, base: null } } }] },
  undo: { origin: `d.${counter}`, changes: [], before: {} }, applied: null,
});
const CURSOR = { boot: "b", lanes: [{ buckets: ["w"], seq: 9 }] };
const breath = async () => {
  for (let turn = 0; turn < 80; turn += 1) await new Promise((done) => setImmediate(done));
};

/** 40 records, of which 35 are in packs and the last five in two deltas, and three edits. */
async function filled(): Promise<IDBFactory> {
  const indexedDB = new IDBFactory();
  const store = open(indexedDB);
  await store.saveMeta({ device: { id: "d", token: "t" } });
  const all = Array.from({ length: 40 }, (_, n) => record(n));
  await store.step({ put: all.slice(0, 35), drop: [], meta: { cursor: CURSOR }, appliedUpTo: 0 });
  await breath();
  await store.step({ put: all.slice(35, 37), drop: [], meta: { complete: true, syncedAt: 4 }, appliedUpTo: 0 });
  await store.step({ put: all.slice(37), drop: [], meta: { cursor: CURSOR }, appliedUpTo: 0 });
  await store.append([edit(1), edit(2), edit(3)], { last: 3 });
  await store.close();
  const { packs, deltas } = await rowsOf(indexedDB, NAME, ["packs", "deltas"]);
  expect([packs.length, deltas.length]).toEqual([4, 2]);
  return indexedDB;
}

const flipped = (value: unknown): unknown => {
  const bytes = Uint8Array.from(value as Uint8Array);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] as number) ^ 0x10;
  return bytes;
};
const cut = (value: unknown): unknown => (value as Uint8Array).slice(0, -7);
const first = (change: (value: unknown) => unknown) => {
  let done = false;
  return ({ value }: Raw): unknown => {
    if (done) return value;
    done = true;
    return change(value);
  };
};

/** What is done, and how many of the 40 records are still shown until the server has sent them again. */
const RECORDS: Readonly<Record<string, { readonly table: string; readonly change: () => (row: Raw) => unknown; readonly left: number }>> = {
  "a bit flipped in a pack": { table: "packs", change: () => first(flipped), left: 30 },
  "a bit flipped in a delta": { table: "deltas", change: () => first(flipped), left: 38 },
  "a pack cut short": { table: "packs", change: () => first(cut), left: 30 },
  "a delta cut short": { table: "deltas", change: () => first(cut), left: 38 },
  "a pack missing": { table: "packs", change: () => first(() => undefined), left: 30 },
  "a delta missing": { table: "deltas", change: () => first(() => undefined), left: 38 },
  "the pointer to the packs damaged": { table: "pointers", change: () => ({ key, value }) => (key === "generation" ? flipped(value) : value), left: 0 },
  "the pointer to the packs missing": { table: "pointers", change: () => ({ key, value }) => (key === "generation" ? undefined : value), left: 5 },
  "the length of the log damaged": { table: "pointers", change: () => ({ key, value }) => (key === "log" ? flipped(value) : value), left: 0 },
  "the cursor damaged": { table: "meta", change: () => ({ key, value }) => (key === "cursor" ? flipped(value) : value), left: 40 },
  "all packs emptied": { table: "packs", change: () => () => undefined, left: 5 },
  "all deltas emptied": { table: "deltas", change: () => () => undefined, left: 35 },
};

afterEach(() => vi.restoreAllMocks());

describe("damaged records", () => {
  it.each(Object.entries(RECORDS))("S2 %s is noticed, edits are kept, the rest is asked for again, and the next start is whole", async (_, { table, change, left }) => {
    const indexedDB = await filled();
    await damage(indexedDB, NAME, table, change());
    const store = open(indexedDB);
    const loaded = await store.load();
    expect(loaded.unreadable).toBeGreaterThan(0);
    expect(loaded.outbox).toEqual([edit(1), edit(2), edit(3)]);
    expect(loaded.meta).toMatchObject({ device: { id: "d", token: "t" }, cursor: null, complete: false, last: 3 });
    expect(loaded.confirmed).toHaveLength(left);
    await store.close();
    // It is said once; and until they have come again, the next start still knows that records are missing.
    const next = await open(indexedDB).load();
    expect(next).toMatchObject({ unreadable: 0, outbox: [edit(1), edit(2), edit(3)], meta: { cursor: null, complete: false } });
    expect(next.confirmed).toHaveLength(left);
  });

  it("S14 with no room to mend, the device works on and mends at a later start", async () => {
    const indexedDB = await filled();
    await damage(indexedDB, NAME, "packs", first(flipped));
    const begin = IDBDatabase.prototype.transaction;
    const spy = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...of: Parameters<typeof begin>) {
      if (of[1] === "readwrite") throw new DOMException("no room", "QuotaExceededError");
      return begin.apply(this, of);
    });
    const full = open(indexedDB);
    const loaded = await full.load();
    expect([loaded.confirmed.length, loaded.outbox.length, loaded.meta.cursor]).toEqual([30, 3, null]);
    await full.close();
    spy.mockRestore();
    const later = await open(indexedDB).load();
    expect([later.unreadable, later.confirmed.length, later.outbox.length, later.meta.cursor]).toEqual([1, 30, 3, null]);
    expect((await open(indexedDB).load()).unreadable).toBe(0);
  });

  it("S2 a database that the browser takes away while it is being read gets its edits back", async () => {
    const indexedDB = await filled();
    await damage(indexedDB, NAME, "packs", first(flipped));
    const begin = IDBDatabase.prototype.transaction;
    // The edits have been read; what comes next meets the damage, and the browser begins anew with an empty database.
    let gone = false;
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...of: Parameters<typeof begin>) {
      const tx = begin.apply(this, of);
      const objectStore = tx.objectStore.bind(tx);
      tx.objectStore = (name) => {
        const table = objectStore(name);
        const { get } = table;
        table.get = (key) => {
          if (name !== "pointers" || gone) return get.call(table, key);
          gone = true;
          this.close();
          indexedDB.deleteDatabase(NAME);
          throw new DOMException("Internal error.", "UnknownError");
        };
        return table;
      };
      return tx;
    });
    const loaded = await open(indexedDB).load();
    vi.restoreAllMocks();
    expect(gone).toBe(true);
    expect(loaded.outbox).toHaveLength(3);
    expect(loaded.unreadable).toBeGreaterThan(0);
    const next = await open(indexedDB).load();
    expect(next).toMatchObject({ outbox: [edit(1), edit(2), edit(3)], meta: { device: { id: "d" }, last: 3, cursor: null, complete: false } });
  });
});

describe("damaged edits", () => {
  it("S2 the ones that can be read are kept, the damaged one is counted, and its counter is never used again", async () => {
    const indexedDB = await filled();
    await damage(indexedDB, NAME, "outbox", ({ key, value }) => (key === 3 ? { ...(value as object), edit: flipped((value as { edit: unknown }).edit) } : value));
    await damage(indexedDB, NAME, "meta", ({ key, value }) => (key === "last" ? undefined : value));
    const loaded = await open(indexedDB).load();
    expect(loaded.outbox).toEqual([edit(1), edit(2)]);
    expect(loaded.unreadable).toBe(1);
    expect(loaded.meta.last).toBe(3);
    expect(loaded.confirmed).toHaveLength(40);
  });
});

describe("an engine over a damaged database", () => {
  function setUp() {
    const time = createVirtualTime(async () => {
      for (let turn = 0; turn < 30; turn += 1) await new Promise((done) => setImmediate(done));
    });
    const server = createFakeServer(() => time.now());
    let mark: { readonly last: number } | null = null;
    const sentinel: Sentinel = { held: async () => mark, set: async (last): Promise<void> => void (mark = { last }), clear: async (): Promise<void> => void (mark = null) };
    let ids = 0;
    const start = async (indexedDB: IDBFactory) => {
      const store = open(indexedDB);
      const newId = () => `00000000-0000-4000-b000-${String(++ids).padStart(12, "0")}`;
      const engine = await createEngine({ store, sentinel, user: ADA, world: { connect: server.connect, timers: time, random: () => 0.5, newId, log: () => undefined } });
      engine.start();
      await time.pass(2000);
      return { engine, stop: () => engine.stop().then(() => store.close()) };
    };
    return { time, server, start };
  }

  it.each([
    ["damaged", (indexedDB: IDBFactory): Promise<void> => damage(indexedDB, NAME, "deltas", ({ value }) => flipped(value))],
    ["emptied", async (indexedDB: IDBFactory): Promise<void> => void (await Promise.all(["packs", "deltas", "pointers", "outbox", "meta"].map((table) => damage(indexedDB, NAME, table, () => undefined))))],
  ] as const)("S14 says that data was lost when it is %s, is filled again, and deletes nothing on the server", async (_, harm) => {
    const { server, start } = setUp();
    const indexedDB = new IDBFactory();
    const before = await start(indexedDB);
    for (const title of ["One", "Two", "Three"]) expect((await before.engine.perform([{ name: "create", args: { kind: "deal", values: { title, stage: STAGE } } }])).ok).toBe(true);
    await before.engine.settled();
    await before.stop();
    const held = server.records.size;
    await harm(indexedDB);
    const after = await start(indexedDB);
    expect(after.engine.status()).toMatchObject({ lostLocalData: true, complete: true, phase: "synced" });
    expect([...after.engine.view.ids("deal")]).toHaveLength(3);
    expect(server.records.size).toBe(held);
    expect([...server.records.values()].every(({ fields }) => fields["deletedAt"] === undefined)).toBe(true);
    await after.stop();
    const again = await start(indexedDB);
    expect(again.engine.status()).toMatchObject({ lostLocalData: false, complete: true });
    await again.stop();
  });

  it("S2 an edit made offline outlives damaged packs and reaches the server", async () => {
    const { server, start } = setUp();
    const indexedDB = new IDBFactory();
    const before = await start(indexedDB);
    await before.engine.settled();
    await before.stop();
    server.up = false;
    const offline = await start(indexedDB);
    expect((await offline.engine.perform([{ name: "create", args: { kind: "deal", values: { title: "Offline", stage: STAGE } } }])).ok).toBe(true);
    await offline.stop();
    await damage(indexedDB, NAME, "deltas", ({ value }) => cut(value));
    server.up = true;
    const after = await start(indexedDB);
    expect(after.engine.status()).toMatchObject({ lostLocalData: true, pending: 0 });
    expect([...server.records.values()].map(({ fields }) => fields["title"]?.value)).toContain("Offline");
    await after.stop();
  });
});
