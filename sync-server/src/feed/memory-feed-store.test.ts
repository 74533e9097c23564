import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { feedStoreContract } from "./feed-store.contract.ts";
import { createMemoryFeedStore } from "./memory-feed-store.ts";
import { stateOf, writeGroups } from "./testing/feed-writer.ts";

const shared = createMemoryFeedStore();
feedStoreContract("the feed store in memory", () => ({ open: () => shared, erase: async (workspace, record) => shared.erase(workspace, record) }));

describe("the feed store in memory: what the simulator plays with", () => {
  const workspace = randomUUID();
  const put = (store: ReturnType<typeof createMemoryFeedStore>, id: string) =>
    writeGroups(store, workspace, [[{ state: stateOf(id, "lead", { name: id }), buckets: ["w"] }]]);
  const held = async (store: ReturnType<typeof createMemoryFeedStore>) =>
    (await store.page(workspace, [{ buckets: ["w"], seq: 0 }], 10)).rows.map(({ record }) => record);

  it("S2 a crash before the commit loses the whole transaction, one after it only the answer", async () => {
    let crash: string | null = null;
    const store = createMemoryFeedStore({ onCommit: (moment) => { if (moment === crash) throw new Error(`crash ${moment}`); } });
    await put(store, "a");
    crash = "before";
    await expect(put(store, "b")).rejects.toThrow("crash before");
    crash = "after";
    await expect(put(store, "c")).rejects.toThrow("crash after");
    crash = null;
    expect(await held(store)).toEqual(["a", "c"]);
    expect(await put(store, "d")).toBe(3);
  });

  it("S2 an older backup put back is as it was, as often as it is put back", async () => {
    const store = createMemoryFeedStore();
    await put(store, "a");
    const backup = store.snapshot();
    for (const id of ["b", "c"]) {
      await put(store, id);
      expect(await held(store)).toEqual(["a", id]);
      store.restore(backup);
      expect(await held(store)).toEqual(["a"]);
      expect((await store.sums(workspace, ["w"])).get("w")?.rows).toBe(1);
    }
    const torn = store.transact(workspace, async (tx) => {
      store.restore(backup);
      await tx.write({ seq: 2, records: [], feed: [], sums: new Map(), verdicts: [], devices: [], past: [], bodies: [], typed: [], written: [], now: 1 });
    });
    await expect(torn).rejects.toThrow("backup");
  });
});
