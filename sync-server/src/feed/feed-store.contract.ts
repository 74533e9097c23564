// What every feed store must do, run by each of them: see feed-store.ts. `open` gives stores that share what they store,
// as two servers share a database.
import { randomUUID } from "node:crypto";
import type { Applied, Refused } from "@outrider/shared/protocol";
import { pack } from "@outrider/shared/records";
import { beforeAll, describe, expect, it } from "vitest";
import { feedPageContract } from "./feed-page.contract.ts";
import type { Batch, DeviceRow, FeedStore, VerdictRow } from "./feed-store.ts";
import { batchOf, stateOf, writeGroups } from "./testing/feed-writer.ts";

export interface FeedStoreHarness {
  open(): FeedStore;
  erase(workspace: string, record: string): Promise<void>;
}

const applied = (group: string, counter: number, seq: number): Applied => ({
  group, counter, result: "applied", seq, signature: "signed", conflicts: [{ record: "r", field: "name", result: "won" }],
  receipt: { group, device: "d1", by: "u1", counter, at: 5, except: { "0.name": null } },
});
const refused = (group: string, counter: number): Refused => ({
  group, counter, result: "refused", refusal: { code: "unknown-field", message: 'no “\u0000”, no "\ud83d", no {NULL,\\}' } as Refused["refusal"],
});
const device = (id: string, changes: Partial<DeviceRow> = {}): DeviceRow => ({
  id, user: "u1", rotation: 3, applied: 7, lastContact: 1_700_000_000_123, lastEdit: 1_700_000_000_001, revoked: false, ...changes,
});
const nothing = (seq: number): Batch => ({ seq, records: [], feed: [], sums: new Map(), verdicts: [], devices: [], past: [], bodies: [], typed: [], written: [], now: 1 });

export function feedStoreContract(name: string, harness: () => FeedStoreHarness): void {
  describe(`${name}: the contract`, () => {
    let store: FeedStore;
    let other: FeedStore;
    beforeAll(() => {
      store = harness().open();
      other = harness().open();
    });
    feedPageContract(() => ({ store, other }));

    it("S2 a transaction that returned is there in all its parts", async () => {
      const workspace = randomUUID();
      const [lead, call, member, group, no] = Array.from({ length: 5 }, () => randomUUID()) as [string, string, string, string, string];
      const ann = stateOf(member, "member", { name: "Ann", active: true });
      const states = [stateOf(lead, "lead", { name: 'Zoë "O\'Brien", {NULL} \\ 日本 🚀' }), stateOf(call, "activity", { root: lead, text: "NULL" }), ann];
      const verdicts: VerdictRow[] = [
        { device: "d1", verdict: applied(group, 1, 1), creates: [] },
        { device: "d1", verdict: refused(no, 2), creates: ["made", "odd \u0000 id"] },
      ];
      await writeGroups(store, workspace, [states.map((state) => ({ state, buckets: ["u:a", "s:b"] }))], { verdicts, devices: [device("d1")] });
      await other.transact(workspace, async (tx) => {
        expect(await tx.head()).toEqual({ seq: 1, membersSeq: 1, boot: "" });
        expect((await tx.records([lead, call, lead, "missing", "odd \u0000 id", "odd \ud83d id"])).map(pack)).toEqual(expect.arrayContaining(states.slice(0, 2).map(pack)));
        expect(await tx.records([lead, lead, "missing"])).toHaveLength(1);
        expect((await tx.members()).map(pack)).toEqual([pack(ann)]);
        expect((await tx.children([lead])).map(({ id }) => id)).toEqual([call]);
        expect(await tx.children([call, ""])).toEqual([]);
        expect(await tx.places([lead, "missing"])).toEqual(new Map([[lead, [{ bucket: "s:b", seq: 1 }, { bucket: "u:a", seq: 1 }]]]));
        expect(await tx.verdicts([group, no, "missing"])).toEqual(new Map([[group, verdicts[0]], [no, verdicts[1]]]));
        expect(await tx.refused(["d1", "d2"])).toEqual(new Map([["d1", [{ counter: 2, creates: ["made", "odd \u0000 id"] }]]]));
        expect(await tx.devices(["d1", "d2"])).toEqual(new Map([["d1", device("d1")]]));
      });
      expect((await other.members(workspace)).map(({ id }) => id)).toEqual([member]);
    });

    it("S2 a transaction that throws leaves nothing", async () => {
      const workspace = randomUUID();
      const id = randomUUID();
      const crash = store.transact(workspace, async (tx) => {
        const verdicts = [{ device: "d1", verdict: applied(id, 1, 1), creates: [] }];
        await tx.write(await batchOf(tx, [[{ state: stateOf(id, "lead", { name: "x" }), buckets: ["w"] }]], { verdicts, devices: [device("d1")] }));
        throw new Error("cut");
      });
      await expect(crash).rejects.toThrow("cut");
      expect(await store.page(workspace, [{ buckets: ["w"], seq: 0 }], 10)).toMatchObject({ rows: [], gone: [], upTo: 0, head: 0 });
      expect(await store.sums(workspace, ["w"])).toEqual(new Map([["w", { rows: 0, sum: 0 }]]));
      expect(await store.device(workspace, "d1")).toBeNull();
      await store.transact(workspace, async (tx) => {
        expect([(await tx.head()).seq, await tx.records([id]), await tx.verdicts([id])]).toEqual([0, [], new Map()]);
      });
    });

    it("S13 of two transactions of one workspace one has read what the other wrote, from whichever server", async () => {
      const workspace = randomUUID();
      const run = (index: number): Promise<number> =>
        (index % 2 === 0 ? store : other).transact(workspace, async (tx) => {
          const [before] = await tx.records(["count"]);
          const value = Number(before?.fields["value"]?.value ?? 0) + 1;
          const batch = await batchOf(tx, [[{ state: stateOf("count", "deal", { value }), buckets: ["w"] }]]);
          await tx.write(batch);
          return batch.seq;
        });
      const seqs = await Promise.all(Array.from({ length: 24 }, (_, index) => run(index)));
      expect(seqs.sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
      await store.transact(workspace, async (tx) => {
        expect((await tx.records(["count"]))[0]?.fields["value"]?.value).toBe(24);
      });
    });

    it("S2 a transaction reads first and writes once, and never takes the feed back", async () => {
      const workspace = randomUUID();
      await expect(store.transact(workspace, async (tx) => { await tx.write(nothing(1)); await tx.records(["a"]); })).rejects.toThrow("reads first");
      await expect(store.transact(workspace, async (tx) => { await tx.write(nothing(1)); await tx.write(nothing(2)); })).rejects.toThrow("reads first");
      await store.transact(workspace, (tx) => tx.write(nothing(5)));
      await expect(store.transact(workspace, (tx) => tx.write(nothing(4)))).rejects.toThrow("never goes back");
      const late = { ...nothing(6), feed: [{ bucket: "w", record: "r", seq: 5, removed: false }] };
      await expect(store.transact(workspace, (tx) => tx.write(late))).rejects.toThrow("outside of 6..6");
      const silent = { ...nothing(6), records: [{ state: stateOf("m", "member", {}), seq: 6 }] };
      await expect(store.transact(workspace, (tx) => tx.write(silent))).rejects.toThrow("membersSeq");
    });

    it("S2 of two rows of one name in a batch the last stands", async () => {
      const workspace = randomUUID();
      const [a, b] = [stateOf("r", "lead", { name: "a" }), stateOf("r", "lead", { name: "b" }, 2)];
      await writeGroups(store, workspace, [[{ state: a, buckets: ["u:a", "w"] }], [{ state: b, buckets: ["w"] }]], {
        devices: [device("d", { applied: 1 }), device("d", { applied: 2 })],
        verdicts: [{ device: "d", verdict: applied("g", 1, 1), creates: [] }, { device: "d", verdict: applied("g", 2, 2), creates: [] }],
      });
      expect(await store.page(workspace, [{ buckets: ["u:a", "w"], seq: 0 }], 10)).toEqual({
        rows: [{ record: "r", places: [{ bucket: "w", seq: 2 }], packed: expect.any(String) as string }], gone: [{ record: "r", bucket: "u:a", seq: 2 }], upTo: 2, head: 2, membersSeq: 0, boot: "",
      });
      expect((await store.device(workspace, "d"))?.applied).toBe(2);
      await store.transact(workspace, async (tx) => {
        expect((await tx.verdicts(["g"])).get("g")?.verdict.counter).toBe(2);
      });
    });

    it("S6 a server sees at once the members that another one changed", async () => {
      const workspace = randomUUID();
      const seen = async (by: FeedStore) => (await by.page(workspace, [], 0)).membersSeq;
      const names = (from: FeedStore) => from.transact(workspace, async (tx) => (await tx.members()).map(({ fields }) => fields["name"]?.value));
      const write = (to: FeedStore, name: string, at: number) => writeGroups(to, workspace, [[{ state: stateOf("m", "member", { name }, at), buckets: ["w"] }]]);
      await write(store, "Ann", 1);
      expect([await names(store), await names(other)]).toEqual([["Ann"], ["Ann"]]);
      expect([await seen(store), await seen(other)]).toEqual([1, 1]);
      await write(other, "Bea", 2);
      expect([await names(store), await names(other)]).toEqual([["Bea"], ["Bea"]]);
      expect([await seen(store), await seen(other)]).toEqual([2, 2]);
      expect((await store.members(workspace))[0]?.fields["name"]?.value).toBe("Bea");
      const cut = store.transact(workspace, async (tx) => {
        await tx.write(await batchOf(tx, [[{ state: stateOf("m", "member", { name: "Cy" }, 3), buckets: ["w"] }]]));
        throw new Error("cut");
      });
      await expect(cut).rejects.toThrow("cut");
      expect([await names(store), await names(other)]).toEqual([["Bea"], ["Bea"]]);
      expect([await seen(store), await seen(other)]).toEqual([2, 2]);
    });

    it("S6 a record hangs on the record it names now", async () => {
      const workspace = randomUUID();
      const hang = (root: string | null, at: number) => writeGroups(store, workspace, [[{ state: stateOf("task", "task", { root }, at), buckets: ["w"] }]]);
      const childrenOf = (root: string) => store.transact(workspace, async (tx) => (await tx.children([root])).length);
      await hang("a", 1);
      expect([await childrenOf("a"), await childrenOf("b")]).toEqual([1, 0]);
      await hang("b", 2);
      expect([await childrenOf("a"), await childrenOf("b")]).toEqual([0, 1]);
      await hang(null, 3);
      expect([await childrenOf("a"), await childrenOf("b")]).toEqual([0, 0]);
    });

    it("S2 a confirmed verdict loses its body and keeps its id; a refusal stays whole", async () => {
      const workspace = randomUUID();
      const rows: VerdictRow[] = [
        { device: "d1", verdict: applied("g1", 1, 4), creates: [] }, { device: "d1", verdict: refused("g2", 2), creates: ["x"] },
        { device: "d1", verdict: applied("g3", 3, 5), creates: [] }, { device: "d2", verdict: applied("g4", 1, 5), creates: [] },
      ];
      await store.transact(workspace, (tx) => tx.write({ ...nothing(5), verdicts: rows }));
      await store.confirm(workspace, new Map([["d1", 2]]));
      await other.transact(workspace, async (tx) => {
        const found = await tx.verdicts(["g1", "g2", "g3", "g4"]);
        expect(found.get("g1")).toMatchObject({ device: "d1", verdict: { group: "g1", counter: 1, result: "applied", seq: 4, signature: "", conflicts: [] } });
        expect([found.get("g2"), found.get("g3"), found.get("g4")]).toEqual(rows.slice(1));
        expect((await tx.refused(["d1"])).get("d1")).toEqual([{ counter: 2, creates: ["x"] }]);
      });
    });

    it("S2 boots come in their order with the sequence each went on from", async () => {
      const workspace = randomUUID();
      expect(await store.boots(workspace)).toEqual([]);
      expect(await store.boot(workspace, "z", 2_000)).toEqual([{ boot: "z", firstSeq: 0 }]);
      await store.transact(workspace, (tx) => tx.write(nothing(7)));
      // A clock that went back does not change the order.
      const both = [{ boot: "z", firstSeq: 0 }, { boot: "a", firstSeq: 7 }];
      expect(await other.boot(workspace, "a", 1_000)).toEqual(both);
      await store.transact(workspace, (tx) => tx.write(nothing(9)));
      expect(await other.boot(workspace, "a", 3_000)).toEqual(both);
      expect(await store.boots(workspace)).toEqual(both);
      expect(await store.horizon(workspace)).toBe(0);
    });

    it("S7 a device's row is kept; a revocation and its count of edits are never undone", async () => {
      const workspace = randomUUID();
      expect(await store.device(workspace, "d1")).toBeNull();
      await store.saveDevice(workspace, device("d1", { revoked: true }));
      expect(await other.device(workspace, "d1")).toEqual(device("d1", { revoked: true }));
      await store.saveDevice(workspace, device("d1", { applied: 6, rotation: 4, lastContact: 9 }));
      await store.transact(workspace, (tx) => tx.write({ ...nothing(1), devices: [device("d1", { applied: 2, rotation: 4, lastContact: 9 }), device("d2")] }));
      expect(await other.device(workspace, "d1")).toEqual(device("d1", { rotation: 4, lastContact: 9, revoked: true }));
      expect(await other.device(workspace, "d2")).toEqual(device("d2"));
    });

    it("S6 whether anything lies where nobody but admins looks is known", async () => {
      const workspace = randomUUID();
      const orphans = () => store.transact(workspace, (tx) => tx.orphans());
      expect(await orphans()).toBe(false);
      await writeGroups(store, workspace, [[{ state: stateOf("r", "activity", {}), buckets: ["a"] }]]);
      expect(await orphans()).toBe(true);
      await writeGroups(store, workspace, [[{ state: stateOf("r", "activity", {}), buckets: ["w"] }]]);
      expect(await orphans()).toBe(false);
    });

    it("S2 what was erased for ever is known", async () => {
      const workspace = randomUUID();
      await harness().erase(workspace, "r1");
      await store.transact(workspace, async (tx) => {
        expect(await tx.erased(["r1", "r2", "odd \u0000 id"])).toEqual(new Set(["r1"]));
      });
    });

    it("S6 workspaces know nothing of each other", async () => {
      const [one, two] = [randomUUID(), randomUUID()];
      const put = (workspace: string, name: string) =>
        writeGroups(store, workspace, [[{ state: stateOf("r", "member", { name, root: "x" }), buckets: ["w"] }]], {
          devices: [device("d", { user: name })], verdicts: [{ device: "d", verdict: refused("g", name.length), creates: [name] }],
        });
      await put(one, "one");
      await put(two, "second");
      await store.boot(one, "b", 1);
      await harness().erase(one, "r");
      await writeGroups(store, one, [[{ state: stateOf("r", "member", { name: "uno" }, 2), buckets: [] }]]);
      expect(await store.page(two, [{ buckets: ["w"], seq: 0 }], 10)).toMatchObject({ rows: [{ record: "r", places: [{ bucket: "w", seq: 1 }] }], gone: [], head: 1 });
      expect((await store.sums(two, ["w"])).get("w")?.rows).toBe(1);
      expect(await store.boots(two)).toEqual([]);
      expect((await store.device(two, "d"))?.user).toBe("second");
      await store.transact(two, async (tx) => {
        expect((await tx.members()).map(({ fields }) => fields["name"]?.value)).toEqual(["second"]);
        expect([(await tx.children(["x"])).length, (await tx.places(["r"])).size, (await tx.erased(["r"])).size]).toEqual([1, 1, 0]);
        expect((await tx.verdicts(["g"])).get("g")?.creates).toEqual(["second"]);
        expect((await tx.refused(["d"])).get("d")).toEqual([{ counter: 6, creates: ["second"] }]);
      });
    });
  });
}
