// The contract of the store port, run over every adapter. `open` opens the store again over what is on the disk.
import type { Applied, Refused } from "@outrider/shared/protocol";
import type { Group } from "@outrider/shared/records";
import { describe, expect, it } from "vitest";
import type { Confirmed, DoneRow, OutboxRow, SentRow, Store } from "./store.ts";

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const group = (counter: number, id = uuid(counter)): Group => ({
  id, counter, at: 1000 + counter, schema: 1, command: "edit",
  changes: [{ id: uuid(900), kind: "company", set: { name: { value: `Name ${counter}`, base: null } } }],
});
const row = (counter: number): OutboxRow => ({ group: group(counter), undo: { origin: `d.${counter}`, changes: group(counter).changes, before: {} }, applied: null });
const applied = (counter: number): Applied => ({
  group: uuid(counter), counter, result: "applied", seq: counter, signature: "s", conflicts: [],
  receipt: { group: uuid(counter), device: "d", by: "u", counter, at: 5, except: {} },
});
const sentRow = (counter: number, at: number): SentRow => ({ group: group(counter), verdict: applied(counter), at });
const refusal = (counter: number): Refused => ({ group: uuid(counter), counter, result: "refused", refusal: { code: "not-allowed", message: "No." } });
const confirmed = (n: number, name: string): Confirmed => ({
  record: { id: uuid(n), kind: "company", w: [[1, "d.1", "u", { name }]] }, places: { w: n },
});

export function describeStore(name: string, fresh: () => Promise<{ open(): Promise<Store> }>): void {
  describe(`${name} keeps the store's contract`, () => {
    const opened = async () => {
      const disk = await fresh();
      return { disk, store: await disk.open() };
    };

    it("S2 an empty device opens as empty", async () => {
      const { store } = await opened();
      const loaded = await store.load();
      expect(loaded).toMatchObject({ confirmed: [], outbox: [], refused: [], unreadable: 0, meta: { device: null, cursor: null, last: 0, complete: false } });
    });

    it("S2 appended edits are there after opening again, in order, with the counter they used", async () => {
      const { disk, store } = await opened();
      await store.append([row(2), row(1)], { last: 2 });
      await store.append([row(10)], { last: 10 });
      const loaded = await (await disk.open()).load();
      expect(loaded.outbox).toEqual([row(1), row(2), row(10)]);
      expect(loaded.meta.last).toBe(10);
    });

    it("S2 an append over a counter in use keeps nothing of itself", async () => {
      const { disk, store } = await opened();
      await store.append([row(1)], { last: 1 });
      await expect(store.append([row(2), { ...row(1), group: group(1, uuid(77)) }], { last: 2 })).rejects.toThrow(/counter|bulkAdd|exists/i);
      const loaded = await (await disk.open()).load();
      expect(loaded.outbox).toEqual([row(1)]);
      expect(loaded.meta.last).toBe(1);
    });

    it("S5 a verdict stays with its edit, a refused edit moves to the refused with its text", async () => {
      const { disk, store } = await opened();
      await store.append([row(1), row(2), row(3)], { last: 3 });
      await store.verdicts([sentRow(1, 50)], [{ group: group(2), verdict: refusal(2), at: 51 }], { acked: 2 });
      const loaded = await (await disk.open()).load();
      expect(loaded.outbox).toEqual([{ ...row(1), applied: applied(1) }, row(3)]);
      expect(loaded.refused).toEqual([{ group: group(2), verdict: refusal(2), at: 51 }]);
      expect(loaded.meta).toMatchObject({ last: 3, acked: 2 });
    });

    it("S2 a verdict that comes twice changes nothing the second time", async () => {
      const { store } = await opened();
      await store.append([row(1), row(2)], { last: 2 });
      await store.verdicts([sentRow(1, 50)], [{ group: group(2), verdict: refusal(2), at: 50 }], { acked: 2 });
      await store.forgetRefused([uuid(2)]);
      await store.step({ put: [], drop: [], meta: {}, appliedUpTo: 2 });
      await store.verdicts([sentRow(1, 60)], [{ group: group(2), verdict: refusal(2), at: 60 }], { acked: 2 });
      const loaded = await store.load();
      expect(loaded.outbox).toEqual([]);
      expect(loaded.refused).toEqual([]);
      expect(await store.sentSince(0)).toEqual([sentRow(1, 50)]);
    });

    it("S2 a step moves records and cursor together and takes only edits that have a verdict", async () => {
      const { disk, store } = await opened();
      await store.append([row(1), row(2), row(3)], { last: 3 });
      await store.verdicts([sentRow(1, 50), sentRow(3, 50)], [], { acked: 1 });
      const cursor = { boot: "b", lanes: [{ buckets: ["w"], seq: 4 }] };
      await store.step({ put: [confirmed(100, "A"), confirmed(101, "B")], drop: [], meta: { cursor, complete: true }, appliedUpTo: 2 });
      await store.step({ put: [confirmed(100, "A2")], drop: [uuid(101), uuid(102)], meta: { syncedAt: 9 }, appliedUpTo: 0 });
      const loaded = await (await disk.open()).load();
      expect(loaded.confirmed.map(({ record, places }) => ({ record, places }))).toEqual([confirmed(100, "A2")]);
      expect(loaded.meta).toMatchObject({ cursor, complete: true, syncedAt: 9, last: 3 });
      expect(loaded.outbox).toEqual([row(2), { ...row(3), applied: applied(3) }]);
    });

    it("R15 S2 edits kept for taking them back come and go with a step, and are there after opening again, oldest first", async () => {
      const { disk, store } = await opened();
      const done = (counter: number): DoneRow => ({ group: uuid(counter), counter, at: 1000 + counter, command: "edit", undo: row(counter).undo });
      expect(await store.done()).toEqual([]);
      await store.step({ put: [], drop: [], meta: {}, appliedUpTo: 0, done: { put: [done(2), done(1)], drop: [] } });
      await store.step({ put: [], drop: [], meta: {}, appliedUpTo: 0, done: { put: [{ ...done(3), undid: uuid(1) }], drop: [uuid(2), uuid(9)] } });
      const again = await disk.open();
      expect(await again.done()).toEqual([done(1), { ...done(3), undid: uuid(1) }]);
      await again.wipe();
      expect(await again.done()).toEqual([]);
    });

    it("S2 saving some of meta leaves the rest, and an edit's counter never goes back with it", async () => {
      const { store } = await opened();
      await store.append([row(1)], { last: 1 });
      await store.saveMeta({ device: { id: "d", token: "t" }, offset: -7 });
      await store.saveMeta({ complete: true, cursor: null });
      expect((await store.load()).meta).toEqual({ device: { id: "d", token: "t" }, cursor: null, last: 1, acked: 0, complete: true, syncedAt: null, offset: -7, older: null, heard: [] });
    });

    it("S2 the outbox is rewritten whole with the device's new name", async () => {
      const { disk, store } = await opened();
      await store.append([row(1), row(2)], { last: 2 });
      const rows = [{ ...row(1), applied: applied(1) }, { ...row(2), undo: { ...row(2).undo, origin: "e.2" } }];
      await store.rewriteOutbox(rows, { device: { id: "e", token: "t" } });
      const loaded = await (await disk.open()).load();
      expect(loaded.outbox).toEqual(rows);
      expect(loaded.meta).toMatchObject({ device: { id: "e", token: "t" }, last: 2 });
    });

    it("S2 what was sent is kept in order until it is forgotten", async () => {
      const { store } = await opened();
      await store.append([row(1), row(2), row(3)], { last: 3 });
      await store.verdicts([sentRow(2, 20), sentRow(1, 20)], [], { acked: 2 });
      await store.verdicts([sentRow(3, 30)], [], { acked: 3 });
      expect(await store.sentSince(20)).toEqual([sentRow(1, 20), sentRow(2, 20), sentRow(3, 30)]);
      await store.forgetSentBefore(30);
      expect(await store.sentSince(0)).toEqual([sentRow(3, 30)]);
    });

    it("S7 a wipe leaves nothing", async () => {
      const { disk, store } = await opened();
      await store.append([row(1), row(2)], { last: 2 });
      await store.verdicts([sentRow(1, 20)], [{ group: group(2), verdict: refusal(2), at: 20 }], { acked: 2 });
      await store.step({ put: [confirmed(100, "A")], drop: [], meta: { complete: true }, appliedUpTo: 0 });
      await store.wipe();
      const again = await disk.open();
      expect(await again.load()).toMatchObject({ confirmed: [], outbox: [], refused: [], meta: { last: 0, complete: false } });
      expect(await again.sentSince(0)).toEqual([]);
    });
  });
}
