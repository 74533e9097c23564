import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { feedStoreContract } from "./feed-store.contract.ts";
import { createSqlFeedStore } from "./sql-feed-store.ts";
import { stateOf, writeGroups } from "./testing/feed-writer.ts";

describeOnEachDatabase("the feed store in SQL", (database) => {
  feedStoreContract("of any number of servers", () => ({
    open: () => createSqlFeedStore({ database: database() }),
    async erase(workspace, record) {
      await database().sql`insert into erased (workspace_id, record_id, at) values (${workspace}, ${record}, 1)`;
    },
  }));

  it("S2 I1 who only reads waits for no disk, but for what somebody has just written and the disk has not taken yet", async () => {
    let [syncs, taken] = [0, (): void => undefined];
    let disk = Promise.resolve();
    const sync = (): Promise<void> => {
      syncs += 1;
      return disk;
    };
    const store = createSqlFeedStore({ database: { sql: database().sql, sync } });
    const [workspace, id] = [randomUUID(), randomUUID()];
    const seen = (): Promise<number> => store.transact(workspace, async (tx) => (await tx.records([id])).length);
    expect([await seen(), syncs]).toEqual([0, 0]);

    disk = new Promise((resolve) => (taken = resolve));
    const order: string[] = [];
    const written = writeGroups(store, workspace, [[{ state: stateOf(id, "lead", { name: "Ann" }), buckets: ["w"] }]]).then(() => order.push("written"));
    // It has written and waits for the disk.
    await expect.poll(() => syncs).toBe(1);
    const read = seen().then((found) => order.push(`read ${found}`));
    await expect.poll(() => syncs).toBe(2);
    expect(order).toEqual([]);
    taken();
    await Promise.all([written, read]);
    expect([...order].sort()).toEqual(["read 1", "written"]);
    expect([await seen(), syncs]).toEqual([1, 2]);
  });

  it("S2 once the disk has refused a write, nobody is given what may be lost with it", async () => {
    const broken = new Error("the disk is gone");
    let works = true;
    const store = createSqlFeedStore({ database: { sql: database().sql, sync: () => (works ? Promise.resolve() : Promise.reject(broken)) } });
    const [workspace, id] = [randomUUID(), randomUUID()];
    const seen = (): Promise<number> => store.transact(workspace, async (tx) => (await tx.records([id])).length);
    works = false;
    await expect(writeGroups(store, workspace, [[{ state: stateOf(id, "lead", { name: "Ann" }), buckets: ["w"] }]])).rejects.toBe(broken);
    await expect(seen()).rejects.toBe(broken);
  });
});
