// What a feed does about people and devices in trouble: profiles copied and put back, two servers of one database, frames
// made to break a batch.
import { randomUUID } from "node:crypto";
import { createSigning } from "./signing.ts";
import { type Applied, type Down, PROTOCOL_VERSION } from "@outrider/shared/protocol";
import type { Group, PackedRecord } from "@outrider/shared/records";
import { SCHEMA_VERSION } from "@outrider/shared/schema";
import { describe, expect, it } from "vitest";
import { createMemoryFeedStore } from "./memory-feed-store.ts";
import { createFeed } from "./feed.ts";
import type { FeedStore } from "./feed-store.ts";
import { creation, groupOf, type RawDevice, testFeed } from "./testing/test-feed.ts";

const rowsOf = (device: RawDevice): readonly PackedRecord[] => device.heard.flatMap((message) => (message.t === "page" ? message.rows.map(({ record }) => record) : []));
const pause = (ms = 30): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe("a batch", () => {
  it("S5 a change of a kind that does not exist is refused by name, and its batch does not fail for the others", async () => {
    const test = await testFeed(createMemoryFeedStore());
    const [bad, good] = [test.connect(test.people.exec), test.connect(test.people.exec)];
    await bad.hello();
    await good.hello();
    const poison = groupOf(1, [{ id: randomUUID(), kind: "spaceship" as never, create: true, set: { name: { value: "x", base: null } } }]);
    const [[refused], applied] = await Promise.all([
      bad.push(poison), good.push(...[1, 2, 3].map((counter) => groupOf(counter, [creation("lead", { name: "Ada", owner: test.people.exec })]))),
    ]);
    expect(refused).toMatchObject({ result: "refused", refusal: { code: "unknown-kind" } });
    expect(applied.map(({ result }) => result)).toEqual(["applied", "applied", "applied"]);
    expect(test.log.filter(({ event }) => event === "feed.batch-failed")).toEqual([]);
  });

  it("S2 an edit that must wait for a newer server does not keep back the verdicts of those before it", async () => {
    const test = await testFeed(createMemoryFeedStore());
    const device = test.connect(test.people.exec);
    await device.hello();
    const lead = (): ReturnType<typeof creation> => creation("lead", { name: "Ada", owner: test.people.exec });
    device.say({ t: "push", now: test.clock, groups: [groupOf(1, [lead()]), groupOf(2, [lead()], { schema: 99 })] });
    await device.next("bye", ({ code }) => code === "server-too-old");
    expect(device.heard.flatMap((message) => (message.t === "verdicts" ? message.verdicts.map(({ counter }) => counter) : []))).toEqual([1]);
  });
});

describe("a greeting", () => {
  it("S3 nothing is said before the welcome, whatever is committed meanwhile", async () => {
    const store = createMemoryFeedStore();
    let counting: () => void = () => undefined;
    let hold: Promise<void> | null = null;
    const slow: FeedStore = { ...store, count: async (...args) => {
      counting();
      await hold;
      return await store.count(...args);
    } };
    const test = await testFeed(slow);
    const first = test.connect(test.people.exec);
    const { device } = await first.hello();
    const { cursor } = await first.next("checkpoint");
    first.hangUp();
    let go: () => void = () => undefined;
    hold = new Promise((resolve) => (go = resolve));
    const reached = new Promise<void>((resolve) => (counting = resolve));
    const again = test.connect(test.people.exec);
    again.say({ t: "hello", protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, device, cursor, last: 0, acked: 0 });
    await reached;
    const written = await test.feed.write(test.workspace, test.people.admin, "test", [creation("company", { name: "Initech" })]);
    expect(written.ok).toBe(true);
    await pause();
    go();
    await again.next("checkpoint");
    expect(again.heard[0]?.t).toBe("welcome");
    expect(rowsOf(again).map(({ kind }) => kind)).toContain("company");
  });
});

describe("copied profiles", () => {
  it("S2 an edit that a profile put back sends again as a new device gets the verdict it got", async () => {
    const test = await testFeed(createMemoryFeedStore());
    const device = test.connect(test.people.exec);
    const welcome = await device.hello();
    const groups = [1, 2].map((counter) => groupOf(counter, [creation("lead", { name: "Ada", owner: test.people.exec })]));
    const [first] = await device.push(...groups);
    device.hangUp();
    // The backup of the profile was made while its first edit was on its way.
    const back = test.connect(test.people.exec);
    const anew = await back.hello(welcome.device, { last: 1, acked: 0 });
    expect(anew.device.id).not.toBe(welcome.device.id);
    const next = groupOf(2, [creation("lead", { name: "Bea", owner: test.people.exec })]);
    const verdicts = await back.push(groups[0] as Group, next);
    expect(verdicts.map(({ counter, result }) => [counter, result])).toEqual([[1, "applied"], [2, "applied"]]);
    expect(verdicts[0]).toMatchObject({ receipt: (first as Applied).receipt });
    expect(back.closed).toBeNull();
    await back.next("checkpoint", ({ applied }) => applied === 2);
    back.hangUp();
    const later = test.connect(test.people.exec);
    expect((await later.hello(anew.device, { last: 2, acked: 2 })).resendWithin).toBeNull();
  });

  it("S2 an edit of somebody else is no verdict to have", async () => {
    const test = await testFeed(createMemoryFeedStore());
    const [exec, stranger] = [test.connect(test.people.exec), test.connect(test.people.stranger)];
    await exec.hello();
    await stranger.hello();
    const group = groupOf(1, [creation("lead", { name: "Ada", owner: test.people.exec })]);
    await exec.push(group);
    stranger.say({ t: "push", now: test.clock, groups: [group] });
    await stranger.next("bye");
    expect(stranger.heard.some(({ t }) => t === "verdicts")).toBe(false);
  });

  it("S2 two copies of one profile that used the same counter both keep their edits", async () => {
    const test = await testFeed(createMemoryFeedStore());
    const first = test.connect(test.people.exec);
    const { device } = await first.hello();
    const mine = groupOf(1, [creation("lead", { name: "Ada", owner: test.people.exec })]);
    await first.push(mine);
    const theirs = groupOf(1, [creation("lead", { name: "Bea", owner: test.people.exec })]);
    // The copy has the token of before the greeting, or the same one.
    let token = device;
    for (let tries = 0; tries < 3; tries++) {
      const copy = test.connect(test.people.exec);
      token = (await copy.hello(token, { last: 1 })).device;
      copy.say({ t: "push", now: test.clock, groups: [theirs] });
      await pause();
      if (copy.heard.some((message) => message.t === "verdicts" && message.verdicts.some(({ group }) => group === theirs.id))) return;
    }
    throw new Error("the copy's edit never left it");
  });
});

describe("two servers of one database", () => {
  it("S7 a device that goes from one to the other, and back, reads on where it was", async () => {
    const store = createMemoryFeedStore();
    const one = await testFeed(store);
    const early = one.connect(one.people.exec);
    await early.hello();
    const { cursor: atOne } = await early.next("checkpoint");
    const heard: Down[] = [];
    const two = createFeed({
      store, signing: createSigning(Buffer.from("a key for tests only")), now: () => one.clock, newId: randomUUID, newDeviceId: () => randomUUID().slice(0, 12),
      sleep: async (ms) => await pause(ms), isLive: () => Promise.resolve(true), log: () => undefined,
    });
    const greet = async (cursor: typeof atOne, device: { id: string; token: string } | null) => {
      heard.length = 0;
      const session = two.open({ workspace: one.workspace, user: one.people.exec, session: "session" }, { send: (text) => void heard.push(...(JSON.parse(text) as Down[])), close: () => undefined, buffered: () => 0 });
      session.receive(JSON.stringify([{ t: "hello", protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, device, cursor, last: 0, acked: 0 }]));
      for (let tries = 0; tries < 100 && !heard.some(({ t }) => t === "checkpoint"); tries++) await pause(5);
      const welcome = heard.find((message) => message.t === "welcome");
      const checkpoint = heard.find((message) => message.t === "checkpoint");
      if (welcome?.t !== "welcome" || checkpoint?.t !== "checkpoint") throw new Error(JSON.stringify(heard));
      return { welcome, cursor: checkpoint.cursor };
    };
    const { device } = early.heard[0] as Extract<Down, { t: "welcome" }>;
    early.hangUp();
    const moved = await greet(atOne, device);
    expect(moved.welcome).toMatchObject({ resendWithin: null, fresh: [] });
    const back = one.connect(one.people.exec);
    expect(await back.hello(moved.welcome.device, { cursor: moved.cursor })).toMatchObject({ resendWithin: null, fresh: [] });
    const { cursor } = await back.next("checkpoint");
    await one.feed.write(one.workspace, one.people.admin, "test", [creation("company", { name: "Initech" })]);
    const further = await back.next("checkpoint", (message) => message.cursor.lanes[0]?.seq !== cursor.lanes[0]?.seq);
    expect((await greet(further.cursor, moved.welcome.device)).welcome).toMatchObject({ resendWithin: null, fresh: [] });
  });
});

describe("many refused edits", () => {
  it("S5 an import of thousands of rows is refused row by row, each by its own verdict", async () => {
    const test = await testFeed(createMemoryFeedStore());
    const device = test.connect(test.people.exec);
    await device.hello();
    let counter = 0;
    for (let part = 0; part < 16; part++) {
      const groups = Array.from({ length: 500 }, () => groupOf(++counter, [creation("lead", { name: "", owner: test.people.exec })]));
      const verdicts = await device.push(...groups);
      expect(verdicts.every(({ result }) => result === "refused")).toBe(true);
      device.heard.length = 0;
    }
  });
});
