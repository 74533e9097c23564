// What a feed does about people and devices in trouble: profiles copied and put back, a history that was rewound while
// several devices know more than the server, two servers of one database, frames made to break a batch.
import { randomUUID } from "node:crypto";
import { createSigning } from "./signing.ts";
import { type Applied, type Down, type Up, PROTOCOL_VERSION } from "@outrider/shared/protocol";
import type { Group, PackedRecord } from "@outrider/shared/records";
import { loserOf, unpack, valueOf } from "@outrider/shared/records";
import { SCHEMA_VERSION } from "@outrider/shared/schema";
import { describe, expect, it } from "vitest";
import { createMemoryFeedStore } from "./memory-feed-store.ts";
import { stageId } from "./default-definitions.ts";
import { createFeed } from "./feed.ts";
import type { FeedStore } from "./feed-store.ts";
import { creation, groupOf, type RawDevice, setting, testFeed } from "./testing/test-feed.ts";

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

describe("a history that was rewound", () => {
  const open = async () => {
    const store = createMemoryFeedStore();
    const test = await testFeed(store);
    const [exec, manager] = [test.connect(test.people.exec), test.connect(test.people.manager)];
    const devices = { exec: (await exec.hello()).device, manager: (await manager.hello()).device };
    const deal = creation("deal", { title: "Big", stage: stageId(test.workspace, "prospecting"), owner: test.people.exec, closeDate: "2026-01-01" });
    const sent = async (by: RawDevice, group: Group) => {
      test.clock += 1000;
      const [verdict] = await by.push(group);
      if (verdict?.result !== "applied") throw new Error(JSON.stringify(verdict));
      return { group, receipt: verdict.receipt, signature: verdict.signature };
    };
    /** The older copy of the store under a server that was started anew; who comes back sends its receipts again. */
    async function rewind(backup: ReturnType<typeof store.snapshot>) {
      store.restore(backup);
      const feed = createFeed({
        store, signing: createSigning(Buffer.from("a key for tests only")), now: () => test.clock, newId: randomUUID, newDeviceId: () => randomUUID().slice(0, 12),
        sleep: async (ms) => await pause(ms), isLive: () => Promise.resolve(true), log: (event, details) => test.log.push({ event, details }),
      });
      const back = async (who: "exec" | "manager" | "admin", items: readonly Awaited<ReturnType<typeof sent>>[], pushed: readonly Group[] = []): Promise<Down[]> => {
        const heard: Down[] = [];
        const session = feed.open({ workspace: test.workspace, user: test.people[who], session: "session" }, {
          send: (text) => void heard.push(...(JSON.parse(text) as Down[])), close: () => undefined, buffered: () => 0,
        });
        const say = (...messages: readonly Up[]): void => session.receive(JSON.stringify(messages));
        say({ t: "hello", protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, device: who === "admin" ? null : devices[who], cursor: { boot: "before", lanes: [{ buckets: ["w"], seq: 99 }] }, last: 99, acked: 0 });
        say({ t: "resend", items: [...items] }, { t: "resend", items: [] });
        if (pushed.length > 0) say({ t: "push", now: test.clock, groups: [...pushed] });
        const judged = new Set<string>();
        for (let tries = 0; tries < 100; tries++) {
          for (const message of heard) if (message.t === "verdicts") for (const { group } of message.verdicts) judged.add(group);
          if (heard.some(({ t }) => t === "checkpoint") && pushed.every(({ id }) => judged.has(id))) break;
          await pause(5);
        }
        return heard;
      };
      return { back, look: async (id: string) => {
        const heard = await back("admin", []);
        const packed = heard.flatMap((message) => (message.t === "page" ? message.rows.map(({ record }) => record) : [])).findLast((record) => record.id === id);
        return packed && unpack(packed);
      }, proposals: async () => {
        const heard = await back("admin", []);
        return heard.flatMap((message) => (message.t === "page" ? message.rows.map(({ record }) => record) : [])).filter(({ kind }) => kind === "proposal").map(unpack);
      } };
    }
    return { store, test, exec, manager, devices, deal, sent, rewind };
  };

  it("S2 a value that was asked is asked again, whoever comes back first", async () => {
    for (const order of [["exec", "manager"], ["manager", "exec"]] as const) {
      const { store, exec, manager, devices, deal, sent, rewind, test } = await open();
      await sent(exec, groupOf(1, [deal]));
      const backup = store.snapshot();
      const base = `${devices.exec.id}.1`;
      const won = await sent(exec, groupOf(2, [setting(deal.id, "deal", { closeDate: { value: "2026-02-02", base } })]));
      const asked = await sent(manager, groupOf(1, [setting(deal.id, "deal", { closeDate: { value: "2026-03-03", base } })]));
      const after = await rewind(backup);
      for (const who of order) await after.back(who, [who === "exec" ? won : asked]);
      const state = await after.look(deal.id);
      expect(state && valueOf(state, "closeDate")).toBe("2026-02-02");
      const proposals = await after.proposals();
      expect(proposals.map((one) => [valueOf(one, "proposed"), valueOf(one, "status"), valueOf(one, "author")])).toEqual([["2026-03-03", "open", test.people.manager]]);
    }
  });

  it("S2 a value that was agreed comes back though whoever said it first does not", async () => {
    const { store, exec, manager, devices, deal, sent, rewind } = await open();
    await sent(exec, groupOf(1, [deal]));
    const backup = store.snapshot();
    const base = `${devices.exec.id}.1`;
    const said = await sent(exec, groupOf(2, [setting(deal.id, "deal", { closeDate: { value: "2026-02-02", base }, notes: { value: "x", base: null } })]));
    const agreed = await sent(manager, groupOf(1, [setting(deal.id, "deal", { closeDate: { value: "2026-02-02", base }, notes: { value: "x", base: null } })]));
    const after = await rewind(backup);
    await after.back("manager", [agreed]);
    const state = await after.look(deal.id);
    expect(state && [valueOf(state, "closeDate"), valueOf(state, "notes")]).toEqual(["2026-02-02", "x"]);
    await after.back("exec", [said]);
    const whole = await after.look(deal.id);
    expect(whole?.fields["closeDate"]?.origin).toBe(`${devices.exec.id}.2`);
    expect(await after.proposals()).toEqual([]);
  });

  it("S2 a value that lost is kept where its winner does not come back", async () => {
    const { store, exec, manager, deal, sent, rewind } = await open();
    await sent(exec, groupOf(1, [deal]));
    const backup = store.snapshot();
    const notes = (value: string, counter: number): Group => groupOf(counter, [setting(deal.id, "deal", { notes: { value, base: null } })], { at: value === "late" ? 1_800_000_900_000 : 1 });
    const won = await sent(exec, notes("late", 2));
    const receipt = await sent(manager, notes("early", 1));
    expect(receipt.receipt.at).toBeLessThan(won.receipt.at);
    const after = await rewind(backup);
    await after.back("manager", [receipt]);
    expect(valueOf((await after.look(deal.id))!, "notes")).toBe("early");
    await after.back("exec", [won]);
    const whole = (await after.look(deal.id))!;
    expect([valueOf(whole, "notes"), loserOf(whole, "notes")?.value]).toEqual(["late", "early"]);
  });

  it("S2 an acknowledged edit of another's record comes back before the record itself does", async () => {
    const { store, exec, manager, devices, deal, sent, rewind } = await open();
    const backup = store.snapshot();
    const made = await sent(exec, groupOf(1, [deal]));
    const call = creation("activity", { root: deal.id, type: "call", at: 5, text: "hello" });
    const edited = await sent(manager, groupOf(1, [setting(deal.id, "deal", { closeDate: { value: "2026-02-02", base: `${devices.exec.id}.1` } })]));
    const logged = await sent(manager, groupOf(2, [call]));
    const after = await rewind(backup);
    const heard = await after.back("manager", [edited, logged]);
    expect(heard.flatMap((message) => (message.t === "verdicts" ? message.verdicts.map(({ result }) => result) : []))).toEqual(["applied", "applied"]);
    const again = await after.back("exec", [made]);
    const held = again.flatMap((message) => (message.t === "page" ? message.rows.map(({ record }) => record) : []));
    const state = held.findLast(({ id }) => id === deal.id);
    expect(state && [valueOf(unpack(state), "closeDate"), valueOf(unpack(state), "title")]).toEqual(["2026-02-02", "Big"]);
    expect(held.map(({ id }) => id)).toContain(call.id);
  });

  it("S2 an acknowledged edit comes back though a copy of the profile, which never heard of its verdict, had it refused before", async () => {
    const { store, exec, manager, devices, test, sent, rewind } = await open();
    const lead = creation("lead", { name: "Ada", owner: test.people.manager });
    await sent(manager, groupOf(1, [lead]));
    const backup = store.snapshot();
    const given = await sent(manager, groupOf(2, [setting(lead.id, "lead", { owner: { value: test.people.exec, base: `${devices.manager.id}.1` } })]));
    const edited = await sent(exec, groupOf(1, [setting(lead.id, "lead", { notes: { value: "one", base: null } })]));
    const again = await sent(exec, groupOf(2, [setting(lead.id, "lead", { notes: { value: "two", base: `${devices.exec.id}.1` } })]));
    const after = await rewind(backup);
    const verdicts = (heard: readonly Down[]) => heard.flatMap((message) => (message.t === "verdicts" ? message.verdicts.map((one) => (one.result === "refused" ? one.refusal.code : one.result)) : []));
    expect(verdicts(await after.back("exec", [], [edited.group, again.group]))).toEqual(["not-found", "depends-on-refused"]);
    expect(verdicts(await after.back("exec", [edited, again]))).toEqual(["applied", "applied"]);
    await after.back("manager", [given]);
    const state = await after.look(lead.id);
    expect(state && [valueOf(state, "notes"), valueOf(state, "owner")]).toEqual(["two", test.people.exec]);
    expect(state?.fields["notes"]?.origin).toBe(`${devices.exec.id}.2`);
    // It is applied once, and what rests on it is not taken for resting on a refused edit.
    expect(verdicts(await after.back("exec", [edited, again]))).toEqual(["applied", "applied"]);
  });

  it("S2 a record comes back whose maker never heard that it was kept, though another's edit of it is back before", async () => {
    const { store, exec, manager, deal, sent, rewind, test } = await open();
    const backup = store.snapshot();
    const made = groupOf(1, [deal]);
    await sent(exec, made);
    const edited = await sent(manager, groupOf(1, [setting(deal.id, "deal", { notes: { value: "Promising", base: null } })]));
    const after = await rewind(backup);
    await after.back("manager", [edited]);
    const heard = await after.back("exec", [], [made]);
    expect(heard.flatMap((message) => (message.t === "verdicts" ? message.verdicts.map(({ result }) => result) : []))).toEqual(["applied"]);
    const state = (await after.look(deal.id))!;
    expect(["title", "notes", "owner"].map((field) => valueOf(state, field))).toEqual(["Big", "Promising", test.people.exec]);
  });

  it("S6 an acknowledged edit of an erased record does not bring it back", async () => {
    const { store, exec, manager, devices, deal, sent, rewind, test } = await open();
    const backup = store.snapshot();
    await sent(exec, groupOf(1, [deal]));
    const edited = await sent(manager, groupOf(1, [setting(deal.id, "deal", { closeDate: { value: "2026-02-02", base: `${devices.exec.id}.1` } })]));
    const after = await rewind(backup);
    store.erase(test.workspace, deal.id);
    const heard = await after.back("manager", [edited]);
    expect(heard.flatMap((message) => (message.t === "verdicts" ? message.verdicts : []))).toMatchObject([{ result: "refused", refusal: { code: "erased" } }]);
    expect(await after.look(deal.id)).toBeUndefined();
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
  it("S5 an import that is refused row by row takes a time that grows with its rows", async () => {
    const test = await testFeed(createMemoryFeedStore());
    const device = test.connect(test.people.exec);
    await device.hello();
    const started = performance.now();
    let counter = 0;
    for (let part = 0; part < 16; part++) {
      const groups = Array.from({ length: 500 }, () => groupOf(++counter, [creation("lead", { name: "", owner: test.people.exec })]));
      const verdicts = await device.push(...groups);
      expect(verdicts.every(({ result }) => result === "refused")).toBe(true);
      device.heard.length = 0;
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  }, 30_000);
});
