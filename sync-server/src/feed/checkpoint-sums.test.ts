// Checksums where somebody writes while they are read.
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Committed } from "./committed.ts";
import { createFeed } from "./feed.ts";
import type { FeedStore } from "./feed-store.ts";
import { createMemoryFeedStore } from "./memory-feed-store.ts";
import { createSigning } from "./signing.ts";
import { creation, testFeed } from "./testing/test-feed.ts";

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));

/**
 * A feed where a company is written each time that checksums are read, while `busy`. Connections hear of it only by
 * `announce`: what is committed is in the database a moment before they are handed it.
 */
async function busyFeed() {
  const store = createMemoryFeedStore();
  const state = { busy: true, written: 0 };
  let write: () => Promise<unknown> = () => Promise.resolve();
  const watched: FeedStore = { ...store, sums: async (...asked) => {
    const sums = await store.sums(...asked);
    if (state.busy) await write();
    return sums;
  } };
  const asleep: { readonly ms: number; readonly wake: () => void }[] = [];
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => void asleep.push({ ms, wake: resolve }));
  const test = await testFeed(watched, undefined, { sleep });
  const waiting: Committed[] = [];
  const writer = createFeed({
    store, signing: createSigning(Buffer.from("a key for tests only")), now: () => test.clock, newId: randomUUID, newDeviceId: randomUUID, sleep,
    isLive: () => Promise.resolve(true), log: () => undefined, hint: (_workspace, committed) => void waiting.push(committed),
  });
  write = async () => await writer.write(test.workspace, test.people.admin, "test", [creation("company", { name: `Company ${++state.written}` })]);
  return {
    ...test, state, asleep,
    announce() {
      for (const committed of waiting.splice(0)) test.feed.hub.committed(test.workspace, committed);
    },
    async wakeAll() {
      for (const { wake } of asleep.splice(0)) wake();
      await pause();
    },
  };
}

describe("the checksums of a checkpoint", () => {
  it("S3 are told after a while, with nothing else to say, where something was written just as they were read", async () => {
    const { connect, people, state, asleep, announce, wakeAll } = await busyFeed();
    const device = connect(people.exec);
    await device.hello();
    await device.next("checkpoint");
    await pause();
    // It is handed to the device as it was committed, and from here on nobody writes.
    state.busy = false;
    announce();
    await pause();
    const checkpoints = () => device.heard.flatMap((message) => (message.t === "checkpoint" ? [message] : []));
    expect(state.written).toBe(1);
    expect(checkpoints().map(({ sums }) => sums)).toEqual([undefined, undefined]);
    await wakeAll();
    const { sums, cursor } = await device.next("checkpoint", (message) => message.sums !== undefined);
    expect(cursor).toEqual(checkpoints()[1]?.cursor);
    expect(Object.keys(sums ?? {}).sort()).toEqual(cursor.lanes.flatMap(({ buckets }) => buckets).sort());
    expect(asleep).toEqual([]);
  });

  it("S3 are tried more and more seldom where others never stop writing", async () => {
    const { connect, people, asleep, announce, wakeAll } = await busyFeed();
    const device = connect(people.exec);
    await device.hello();
    await device.next("checkpoint");
    await pause();
    const pauses: number[] = [];
    for (let times = 0; times < 9; times++) {
      announce();
      const tries = asleep.filter(({ ms }) => ms >= 5_000);
      expect(tries).toHaveLength(1);
      pauses.push(tries[0]?.ms ?? 0);
      await wakeAll();
    }
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300].map((seconds) => seconds * 1000));
    expect(device.closed).toBeNull();
  });
});
