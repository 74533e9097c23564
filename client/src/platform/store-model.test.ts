// The store on IndexedDB beside the one in memory, which says what is right: the same random calls to both, with the
// browser gone before a random write every few calls. What the next start finds is what was there before the call that
// died or after it, and every call that was answered is in it.
import { IDBDatabase, IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { isDeepStrictEqual } from "node:util";
import type { Applied, Refused } from "@outrider/shared/protocol";
import { afterEach, expect, it, vi } from "vitest";
import { copyDisk, createMemoryDisk, createMemoryStore, type MemoryDisk } from "../engine/memory-store.ts";
import { plainSeal } from "../engine/seal.ts";
import type { Confirmed, OutboxRow, Store } from "../engine/store.ts";
import { createDexieStore } from "./dexie-store.ts";

const SEEDS = 30;
const CALLS = 60;

/** The same numbers for the same seed. */
function dice(seed: number): (below: number) => number {
  let state = seed * 0x9e3779b1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0x6d2b79f5) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

const edit = (counter: number, device: string): OutboxRow => ({
  group: { id: `g${counter}`, counter, at: counter, schema: 1, command: "edit", changes: [{ id: "r1", kind: "company", set: { name: { value: `Typed ${counter}`, base: null } } }] },
  undo: { origin: `${device}.${counter}`, changes: [], before: {} }, applied: null,
});
const applied = ({ group }: OutboxRow): Applied => ({
  group: group.id, counter: group.counter, result: "applied", seq: group.counter, signature: "s", conflicts: [],
  receipt: { group: group.id, device: "d", by: "u", counter: group.counter, at: 5, except: {} },
});
const refusal = ({ group }: OutboxRow): Refused => ({ group: group.id, counter: group.counter, result: "refused", refusal: { code: "not-allowed", message: "No." } });
const record = (n: number, at: number): Confirmed => ({ record: { id: `r${n}`, kind: "company", w: [[at, "d.1", "u", { name: `Name ${n}` }]] }, places: { w: at } });

type Call = (store: Store) => Promise<unknown>;

/** One call that the engine might make of a device that stands so. */
function nextCall(disk: MemoryDisk, roll: (below: number) => number, at: number): Call {
  const { last } = disk.meta;
  const open = [...disk.outbox.values()].filter((row) => !row.applied).sort((a, b) => a.group.counter - b.group.counter);
  const some = <T>(all: readonly T[]): T[] => all.filter(() => roll(3) === 0);
  switch (roll(12)) {
    case 0:
    case 1: {
      const rows = Array.from({ length: 1 + roll(4) }, (_, n) => edit(last + 1 + n, disk.meta.device?.id ?? ""));
      return (store) => store.append(rows, { last: last + rows.length });
    }
    case 2:
    case 3: {
      const judged = open.slice(0, roll(4));
      const [yes, no] = [judged.filter(({ group }) => group.counter % 3 > 0), judged.filter(({ group }) => group.counter % 3 === 0)];
      const acked = Math.max(disk.meta.acked, ...judged.map(({ group }) => group.counter));
      return (store) => store.verdicts(yes.map((row) => ({ group: row.group, verdict: applied(row), at })), no.map((row) => ({ group: row.group, verdict: refusal(row), at })), { acked });
    }
    case 4: {
      const device = { id: `d${at}`, token: "t" };
      const rows = [...disk.outbox.values()].map((row) => (row.applied ? row : { ...row, undo: { ...row.undo, origin: `${device.id}.${row.group.counter}` } }));
      return (store) => store.rewriteOutbox(rows, { device });
    }
    case 5: {
      const gone = some([...disk.refused.keys()]);
      return (store) => store.forgetRefused(gone);
    }
    case 6:
      return (store) => store.forgetSentBefore(at - 20);
    case 7: {
      const all = roll(6) === 0;
      return (store) => (all ? store.wipe() : store.saveMeta({ offset: at }));
    }
    default: {
      const step = {
        put: Array.from({ length: roll(6) }, () => record(roll(40), at)), drop: [`r${roll(40)}`, `r${roll(40)}`].slice(0, roll(3)),
        meta: { cursor: { boot: "b", lanes: [{ buckets: ["w"], seq: at }] }, complete: true, syncedAt: at }, appliedUpTo: roll(last + 1),
      };
      const dropped = new Set(step.drop);
      return (store) => store.step({ ...step, put: step.put.filter(({ record: { id } }) => !dropped.has(id)) });
    }
  }
}

async function stateOf(store: Store): Promise<unknown> {
  const { meta, outbox, unreadable, confirmed, refused } = await store.load();
  return {
    meta, outbox, unreadable, sent: [...(await store.sentSince(0))].sort((a, b) => a.group.counter - b.group.counter),
    confirmed: confirmed.map(({ record: held, places }) => ({ record: held, places })).sort((a, b) => a.record.id.localeCompare(b.record.id)), refused: [...refused].sort((a, b) => a.group.counter - b.group.counter),
  };
}
const modelOf = (disk: MemoryDisk): Promise<unknown> => stateOf(createMemoryStore(disk));

afterEach(() => vi.restoreAllMocks());

it(`S2 ${SEEDS} random lives of a device, whose browser goes before any write, are those of the store in memory`, async () => {
  let left = Number.POSITIVE_INFINITY;
  const begin = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...of: Parameters<typeof begin>) {
    if (of[1] === "readwrite" && --left < 0) throw new Error("gone");
    return begin.apply(this, of);
  });
  let deaths = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const roll = dice(seed);
    const indexedDB = new IDBFactory();
    const open = () => createDexieStore({ name: "test", seal: plainSeal, indexedDB, IDBKeyRange, size: 4, mostDeltas: 3, mostChanged: 12 });
    let store = open();
    await store.load();
    let disk = createMemoryDisk();
    for (let at = 1; at <= CALLS; at += 1) {
      const before = copyDisk(disk);
      const call = nextCall(disk, roll, at);
      if (roll(4) === 0) left = roll(4);
      await call(createMemoryStore(disk));
      const died = await call(store).then(() => false, () => true);
      if (roll(2) === 0) await new Promise((done) => setImmediate(done));
      if (left === Number.POSITIVE_INFINITY && roll(5) > 0) continue;
      await store.close();
      left = Number.POSITIVE_INFINITY;
      store = open();
      const found = await stateOf(store);
      if (died) {
        deaths += 1;
        if (isDeepStrictEqual(found, await modelOf(before))) disk = before;
      }
      expect(found, `seed ${seed}, call ${at}`).toEqual(await modelOf(disk));
    }
    await store.close();
  }
  expect(deaths).toBeGreaterThan(SEEDS);
}, 60_000);
