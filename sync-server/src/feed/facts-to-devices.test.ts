// What orders that come in cost a device: facts of customers it does not hold nothing, facts of those it holds no more than
// a frame for each batch, and the state alone when it comes back.
import { randomUUID } from "node:crypto";
import { creationOf } from "@outrider/shared/commands";
import type { Change } from "@outrider/shared/records";
import { describe, expect, it } from "vitest";
import { createMemoryFeedStore } from "./memory-feed-store.ts";
import { testFeed, type RawDevice } from "./testing/test-feed.ts";

const BATCH = 500;
const CHANGES = 10_000;

const factOf = (id: string, visits: number): Change =>
  ({ id, kind: "contact", set: { visits: { value: visits, base: null }, spend: { value: { amount: visits * 12.5, currency: "EUR" }, base: null }, lastActive: { value: 1_800_000_000_000 + visits, base: null } } });

async function scene() {
  const test = await testFeed(createMemoryFeedStore());
  const { feed, workspace, people } = test;
  const customersOf = async (owner: string, count: number): Promise<readonly string[]> => {
    const ids = Array.from({ length: count }, () => randomUUID());
    for (let at = 0; at < count; at += BATCH) {
      const made = await feed.write(workspace, people.admin, "test", ids.slice(at, at + BATCH).map((id) => creationOf(id, { kind: "contact", values: { name: "Customer", owner } })));
      if (!made.ok) throw new Error(made.error.message);
    }
    return ids;
  };
  /** Ten thousand changes of facts, as they are worked off: so many of different customers at once. */
  const orders = async (customers: readonly string[]): Promise<void> => {
    for (let done = 0; done < CHANGES; done += BATCH) {
      const part = Array.from({ length: BATCH }, (_, at) => factOf(customers[(done + at) % customers.length] as string, done / BATCH + 1));
      const written = await feed.write(workspace, people.admin, "orders", part);
      if (!written.ok) throw new Error(written.error.message);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const settled = async (device: RawDevice) => {
    await device.next("checkpoint");
    const before = device.heard.length;
    return () => {
      const since = device.heard.slice(before);
      const rows = since.flatMap((message) => (message.t === "page" ? message.rows : []));
      return { messages: since.length, rows: rows.length, bytes: JSON.stringify(since).length };
    };
  };
  return { ...test, customersOf, orders, settled };
}

describe("facts that change often", () => {
  it("M1 M2 S13 of 10,000 changes to customers of others a rep's device is sent no row", async () => {
    const { people, connect, customersOf, orders, settled } = await scene();
    const theirs = await customersOf(people.stranger, 1_000);
    await customersOf(people.exec, 50);
    const device = connect(people.exec);
    await device.hello();
    const since = await settled(device);
    await orders(theirs);
    const cost = since();
    console.log(`10,000 facts of others: ${cost.messages} messages, ${cost.rows} rows, ${cost.bytes} bytes`);
    expect(cost.rows).toBe(0);
    expect(cost.bytes).toBeLessThan(CHANGES);
  });

  it("M1 M2 S13 of 10,000 changes to his own a rep's device is sent a frame a batch, and after being away each customer once", async () => {
    const { people, connect, customersOf, orders, settled } = await scene();
    const own = await customersOf(people.exec, 500);
    const device = connect(people.exec);
    const { device: named } = await device.hello();
    const since = await settled(device);
    await orders(own);
    const cost = since();
    console.log(`10,000 facts of his own: ${cost.messages} messages, ${cost.rows} rows, ${cost.bytes} bytes`);
    expect(cost.rows).toBeLessThanOrEqual(CHANGES);
    expect(cost.messages).toBeLessThanOrEqual((3 * CHANGES) / BATCH);
    const last = device.heard.findLast((message) => message.t === "checkpoint");
    device.hangUp();
    await orders(own);
    const again = connect(people.exec);
    await again.hello(named, { cursor: last?.t === "checkpoint" ? last.cursor : null });
    await again.next("checkpoint");
    const rows = again.heard.flatMap((message) => (message.t === "page" ? message.rows : []));
    console.log(`10,000 facts of his own while he was away: ${rows.length} rows`);
    expect(rows).toHaveLength(own.length);
  });
});
