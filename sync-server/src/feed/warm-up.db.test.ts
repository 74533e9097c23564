import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import type { FeedStore } from "./feed-store.ts";
import { createSqlFeedStore } from "./sql-feed-store.ts";
import { stateOf, writeGroups } from "./testing/feed-writer.ts";
import { warmUp } from "./warm-up.ts";

describeOnEachDatabase("a server that has just started", (database) => {
  it("S13 reads what the first device will read, changes nothing, and stops when it is told to", async () => {
    const store = createSqlFeedStore({ database: database() });
    await warmUp(store, database(), () => false);
    const [workspace, admin] = [randomUUID(), randomUUID()];
    const member = stateOf(admin, "member", { name: "Ann", role: "admin", active: true });
    await writeGroups(store, workspace, [[{ state: member, buckets: ["w"] }], [{ state: stateOf(randomUUID(), "company", { name: "Acme" }), buckets: ["w"] }]]);
    const rows: number[] = [];
    const watched: FeedStore = {
      ...store,
      async page(...asked) {
        const page = await store.page(...asked);
        rows.push(page.rows.length);
        return page;
      },
    };
    const before = await store.page(workspace, [{ buckets: ["w"], seq: 0 }], 10);
    await warmUp(watched, database(), () => false);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows).toEqual(rows.map(() => 2));
    expect(await store.page(workspace, [{ buckets: ["w"], seq: 0 }], 10)).toEqual(before);
    rows.length = 0;
    await warmUp(watched, database(), () => true);
    expect(rows).toEqual([]);
  });
});
