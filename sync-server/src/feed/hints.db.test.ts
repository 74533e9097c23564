// What several servers on one real PostgreSQL cost each other: how many NOTIFYs commits make, and what a server that
// stopped in the middle of a transaction holds up.
import { randomUUID } from "node:crypto";
import { creationOf } from "@outrider/shared/commands";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../db/database.ts";
import { openDatabase } from "../db/open-database.ts";
import { testPlaces, type TestPlace } from "../db/testing/each-database.ts";
import { failLoudly } from "../db/testing/fail-loudly.ts";
import { notifyBus } from "./hint-bus.ts";
import { type Hints, openHints } from "./hints.ts";
import { lockHead } from "./sql-head.ts";
import { createSqlFeedStore } from "./sql-feed-store.ts";
import { stateOf, writeGroups } from "./testing/feed-writer.ts";
import { testFeed } from "./testing/test-feed.ts";

const shareable = testPlaces.filter(([kind]) => kind === "postgres");

/** Time that passes when it is told to, so that how long a commit takes decides nothing. */
function handTime() {
  const due = new Map<object, () => void>();
  return {
    after: (ms: number, run: () => void): (() => void) => {
      const key = { ms };
      if (ms < 1_000) due.set(key, run);
      return () => void due.delete(key);
    },
    pass(): void {
      const all = [...due.values()];
      due.clear();
      for (const run of all) run();
    },
  };
}

describe.each(shareable)("two servers on one %s", (_kind, make) => {
  let made: TestPlace;
  let one: Database;
  let two: Database;
  beforeAll(async () => {
    made = await make();
    one = await openDatabase(made.place, failLoudly);
    two = await openDatabase(made.place, failLoudly);
  });
  afterAll(async () => {
    await Promise.all([one.close(), two.close()]);
    await made.remove();
  });

  it("S13 hundreds of commits are a few NOTIFYs, each workspace named after its last one", async () => {
    const time = handTime();
    const heard: { readonly text: string; readonly workspaces: readonly string[] }[] = [];
    const silence = await two.listen?.("outrider_feed", (text) => {
      const { news, members } = JSON.parse(text) as { news: string[]; members: string[] };
      heard.push({ text, workspaces: [...news, ...members] });
    });
    const bus = notifyBus(one, "outrider_feed");
    if (!bus) throw new Error("PostgreSQL carries hints");
    const failures: unknown[] = [];
    const hints: Hints = await openHints({ bus, feed: () => ({ hub: { hint: () => undefined }, look: () => Promise.resolve() }), self: "one", failed: (error) => failures.push(error), after: time.after });
    const store = createSqlFeedStore({ database: one });
    const scenes = await Promise.all(Array.from({ length: 4 }, () => testFeed(store, randomUUID())));
    let commits = 0;
    for (let round = 0; round < 60; round++) {
      await Promise.all(scenes.map(async ({ feed, workspace, people }) => {
        const done = await feed.write(workspace, people.admin, "test", [creationOf(randomUUID(), { kind: "lead", values: { name: "lead", owner: people.admin } })]);
        if (!done.ok) throw new Error(done.error.message);
        commits += 1;
        hints.sent(workspace, { membersChanged: false });
      }));
      if (round % 10 !== 9) continue;
      // However many came meanwhile, what was gathered is told at once, and the next is gathered when it has been told.
      time.pass();
      await expect.poll(() => heard.length, { timeout: 30_000 }).toBe((round + 1) / 10);
    }
    const scene = scenes.map(({ workspace }) => workspace).sort();
    expect(failures).toEqual([]);
    expect(commits).toBe(240);
    for (const { workspaces } of heard) expect(workspaces.toSorted()).toEqual(scene);
    // A server that stops says what it has not said yet.
    hints.sent("the last", { membersChanged: true });
    await hints.close();
    await expect.poll(() => heard.at(-1)?.workspaces, { timeout: 30_000 }).toEqual(["the last"]);
    await silence?.();
  });

  it("S13 a server that stopped while it held a workspace holds the others up for seconds, not for ever", { timeout: 60_000 }, async () => {
    const workspace = randomUUID();
    const stores = [createSqlFeedStore({ database: one }), createSqlFeedStore({ database: two })] as const;
    const write = (index: 0 | 1, id: string) => writeGroups(stores[index], workspace, [[{ state: stateOf(id, "lead", { name: id }), buckets: ["u:a"] }]]);
    await write(0, "first");
    let held = (): void => undefined;
    const holds = new Promise<void>((resolve) => (held = resolve));
    // It never goes on: what a process is that gets no processor any more.
    const frozen = one.sql.begin(async (tx) => {
      await lockHead(tx, workspace);
      held();
      await new Promise(() => undefined);
    });
    frozen.catch(() => undefined);
    await holds;
    expect(await write(1, "second")).toBe(2);
    // It comes to again: its connection is gone, and the next one serves.
    expect(await write(0, "third")).toBe(3);
  });
});

it("S13 the embedded database has one server and no hints", () => {
  expect(notifyBus({ sql: (() => undefined) as unknown as Database["sql"], listen: undefined }, "outrider_feed")).toBe(null);
});
