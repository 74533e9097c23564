// The way down of a device whose person becomes somebody who is to hold another part, before its first step.
import type { Lane } from "@outrider/shared/protocol";
import { expect, it } from "vitest";
import { createDescent } from "./descent.ts";
import { createMemoryFeedStore } from "./memory-feed-store.ts";
import { creation, testFeed } from "./testing/test-feed.ts";

const BOUND = 10;
const MOST_STEPS = 100;

it("S4 the way down ends for a manager who becomes a rep after it was measured and before it began: their device holds all", async () => {
  const store = createMemoryFeedStore();
  const { feed, workspace, people } = await testFeed(store);
  for (let made = 0; made < 4 * BOUND; made++) await feed.write(workspace, people.admin, "test", [creation("company", { name: `Company ${made}` })]);
  let [most, buckets]: [number | null, readonly string[]] = [BOUND, [`u:${people.exec}`, `u:${people.manager}`, "w"]];
  const descent = createDescent({ store, workspace, buckets: () => buckets, most: () => most, limit: 7, tooFar: false });
  let lanes: readonly Lane[] = [{ buckets: [`u:${people.manager}`, "w"], seq: 0 }];
  expect(await descent.floor(lanes)).toBeGreaterThan(0);
  [most, buckets] = [null, [`u:${people.manager}`, "w"]];
  expect(await descent.floor(lanes)).toBe(0);
  let steps = 0;
  const sent = new Set<string>();
  for (let step = await descent.step(lanes); step && steps < MOST_STEPS; step = await descent.step(lanes)) {
    steps++;
    ({ lanes } = step);
    descent.took(step);
    for (const text of step.texts) for (const { record } of (JSON.parse(text) as { rows: { record: { id: string } }[] }).rows) sent.add(record.id);
  }
  expect(steps).toBeLessThan(MOST_STEPS);
  expect(lanes).toEqual([expect.not.objectContaining({ below: expect.anything() })]);
  expect(sent.size).toBe((await store.sums(workspace, ["w"])).get("w")?.rows);
});

it("S4 the way down of a manager who follows others than when it was measured is measured anew", async () => {
  const store = createMemoryFeedStore();
  const { feed, workspace, people } = await testFeed(store);
  for (let made = 0; made < 4 * BOUND; made++) await feed.write(workspace, people.admin, "test", [creation(made % 2 === 0 ? "company" : "lead", { name: `Of ${made}`, ...(made % 2 === 1 && { owner: people.exec, status: "new" }) })]);
  let buckets: readonly string[] = [`u:${people.exec}`, "w"];
  const descent = createDescent({ store, workspace, buckets: () => buckets, most: () => BOUND, limit: 7, tooFar: false });
  const lanes = [{ buckets: ["w"], seq: 0 }];
  const before = await descent.floor(lanes);
  buckets = ["w"];
  expect(await descent.floor(lanes)).toBeLessThan(before);
});
