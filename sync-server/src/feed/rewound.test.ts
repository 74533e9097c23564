// A history that was rewound while several devices know more than the server: what they had acknowledged comes back by
// its receipts, in whatever order they return, and nothing else does.
import { randomUUID } from "node:crypto";
import { type Down, PROTOCOL_VERSION, type Up } from "@outrider/shared/protocol";
import { type Group, loserOf, RECEIPTS_KEPT_MS, unpack, valueOf } from "@outrider/shared/records";
import { SCHEMA_VERSION } from "@outrider/shared/schema";
import { describe, expect, it } from "vitest";
import { createAskPast } from "./ask-past.ts";
import { stageId } from "./default-definitions.ts";
import { createFeed } from "./feed.ts";
import { createMemoryFeedStore } from "./memory-feed-store.ts";
import { createSigning } from "./signing.ts";
import { creation, groupOf, type RawDevice, setting, testFeed } from "./testing/test-feed.ts";

const pause = (ms = 30): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

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
      return { feed, back, look: async (id: string) => {
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

  it("S2 S3 the history of a field tells each edit once, in whatever order it comes back", async () => {
    for (const order of [["exec", "manager"], ["manager", "exec"]] as const) {
      const { store, exec, manager, devices, deal, sent, rewind, test } = await open();
      await sent(exec, groupOf(1, [deal]));
      const backup = store.snapshot();
      const title = (value: string, base: string) => [setting(deal.id, "deal", { title: { value, base } })];
      const made = `${devices.exec.id}.1`;
      const items = {
        exec: [await sent(exec, groupOf(2, title("Bigger", made))), await sent(exec, groupOf(3, title("Biggest", `${devices.exec.id}.2`)))],
        manager: [await sent(manager, groupOf(1, title("Another", made)))],
      };
      const ask = createAskPast(store);
      const told = async () => {
        const found = await ask({ workspace: test.workspace, user: test.people.exec, record: deal.id, field: "title", most: 50 });
        return found.ok ? found.value.entries.map(({ at, value, how }) => [at, value, how]) : found.error;
      };
      const before = await told();
      expect(before).toHaveLength(4);
      const after = await rewind(backup);
      for (const who of order) await after.back(who, items[who]);
      expect(await told()).toEqual(before);
      for (const who of order) await after.back(who, items[who]);
      expect(await told()).toEqual(before);
    }
  });

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

  it("S2 an edit whose receipt its device has not is judged anew, after what it rests on and before what rests on it, and the device is asked once", async () => {
    const { store, exec, devices, deal, sent, rewind, test } = await open();
    const backup = store.snapshot();
    const made = await sent(exec, groupOf(1, [deal]));
    const noted = await sent(exec, groupOf(2, [setting(deal.id, "deal", { notes: { value: "one", base: null } })]));
    const again = await sent(exec, groupOf(3, [setting(deal.id, "deal", { notes: { value: "two", base: `${devices.exec.id}.2` } })]));
    const { feed, look } = await rewind(backup);
    const heard: Down[] = [];
    const session = feed.open({ workspace: test.workspace, user: test.people.exec, session: "session" }, {
      send: (text) => void heard.push(...(JSON.parse(text) as Down[])), close: () => undefined, buffered: () => 0,
    });
    // Counter 4 was refused before, and is not sent again.
    const hello = { t: "hello", protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, last: 4, acked: 4 } as const;
    const lost = { boot: "before", lanes: [{ buckets: ["w"], seq: 99 }] };
    const say = (...messages: readonly Up[]): void => session.receive(JSON.stringify(messages));
    say({ ...hello, device: devices.exec, cursor: lost }, { t: "resend", items: [made] }, { t: "push", now: test.clock, groups: [noted.group] }, { t: "resend", items: [again] }, { t: "resend", items: [] });
    const checkpoint = async () => {
      for (let tries = 0; tries < 100; tries++, await pause(5)) {
        const found = heard.find((message) => message.t === "checkpoint");
        if (found?.t === "checkpoint") return found;
      }
      throw new Error(`no checkpoint came; heard ${JSON.stringify(heard)}`);
    };
    const { cursor, applied } = await checkpoint();
    expect(applied).toBe(4);
    expect(heard.flatMap((message) => (message.t === "verdicts" ? message.verdicts.map(({ counter, result }) => [counter, result]) : []))).toEqual([[1, "applied"], [2, "applied"], [3, "applied"]]);
    const state = (await look(deal.id))!;
    expect([valueOf(state, "title"), valueOf(state, "notes")]).toEqual(["Big", "two"]);
    const welcome = heard.find((message) => message.t === "welcome");
    session.closed();
    heard.length = 0;
    const later = feed.open({ workspace: test.workspace, user: test.people.exec, session: "session" }, {
      send: (text) => void heard.push(...(JSON.parse(text) as Down[])), close: () => undefined, buffered: () => 0,
    });
    later.receive(JSON.stringify([{ ...hello, device: welcome?.t === "welcome" ? welcome.device : null, cursor }]));
    await checkpoint();
    expect(heard[0]).toMatchObject({ t: "welcome", applied: 4, resendWithin: null, fresh: [] });
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

  it("S3 who was cut off while catching up begins anew where history was put back to before what was read, though after where it stands", async () => {
    const store = createMemoryFeedStore();
    const test = await testFeed(store, undefined, { pageRows: 2 });
    const [exec, manager] = [test.connect(test.people.exec), test.connect(test.people.manager)];
    await exec.hello();
    const device = (await manager.hello()).device;
    const { cursor: before } = await manager.next("checkpoint");
    manager.hangUp();
    const deals = ["One", "Two", "Three", "Four"].map((title) => creation("deal", { title, stage: stageId(test.workspace, "prospecting"), owner: test.people.exec, closeDate: "2026-01-01" }));
    for (const [index, deal] of deals.entries()) expect(await exec.push(groupOf(index + 1, [deal]))).toMatchObject([{ result: "applied" }]);
    const backup = store.snapshot();
    const [first] = deals;
    await exec.push(groupOf(5, [setting(first!.id, "deal", { notes: { value: "Later", base: null } })]));
    const upTo = before.lanes[0]?.seq ?? 0;
    const again = test.connect(test.people.manager);
    await again.hello(device, { cursor: before, last: 0, acked: 0 });
    const { cursor: onTheWay } = await again.next("page");
    again.hangUp();
    expect(onTheWay.lanes.filter(({ buckets }) => buckets.length > 0).map(({ seq }) => seq > upTo && seq <= upTo + 4)).toEqual([true]);

    store.restore(backup);
    const feed = createFeed({
      store, signing: createSigning(Buffer.from("a key for tests only")), now: () => test.clock, newId: randomUUID, newDeviceId: () => randomUUID().slice(0, 12),
      sleep: async (ms) => await pause(ms), isLive: () => Promise.resolve(true), log: () => undefined,
    });
    const greeted = async (cursor: typeof before) => {
      const heard: Down[] = [];
      const session = feed.open({ workspace: test.workspace, user: test.people.manager, session: "session" }, { send: (text) => void heard.push(...(JSON.parse(text) as Down[])), close: () => undefined, buffered: () => 0 });
      session.receive(JSON.stringify([{ t: "hello", protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, device, cursor, last: 0, acked: 0 }]));
      for (let tries = 0; tries < 100 && heard.length === 0; tries++) await pause(5);
      session.closed();
      const [welcome] = heard;
      return welcome?.t === "welcome" ? welcome.resendWithin : welcome;
    };
    expect(await greeted(before)).toBeNull();
    expect(await greeted(onTheWay)).toBe(RECEIPTS_KEPT_MS);
  });

  it.each([[false, true], [true, false]])("S3 who was answered with what its cursor had not come to begins anew where history was put back to before that (planted bug: %s)", async (answerUnsaid, finds) => {
    const store = createMemoryFeedStore();
    const test = await testFeed(store, undefined, { deviceRecords: 2, bugs: { answerUnsaid } });
    const lead = creation("lead", { name: "Old", owner: test.people.exec });
    const leads = ["One", "Two", "Three", "Four", "Five", "Six"].map((name) => creation("lead", { name, owner: test.people.exec }));
    for (const one of [lead, ...leads]) expect((await test.feed.write(test.workspace, test.people.exec, "test", [one])).ok).toBe(true);
    const manager = test.connect(test.people.manager);
    const { device } = await manager.hello();
    const { cursor: before } = await manager.next("checkpoint");
    const backup = store.snapshot();

    // Another server commits, and its hint is still on the way when the device asks for that record.
    const anew = () => createFeed({
      store, signing: createSigning(Buffer.from("a key for tests only")), now: () => test.clock, newId: randomUUID, newDeviceId: () => randomUUID().slice(0, 12),
      sleep: async (ms) => await pause(ms), isLive: () => Promise.resolve(true), log: () => undefined, deviceRecords: 2,
    });
    test.clock += 1000;
    expect((await anew().write(test.workspace, test.people.exec, "test", [setting(lead.id, "lead", { name: { value: "New", base: null } })])).ok).toBe(true);
    manager.say({ t: "ask", id: 1, what: { ids: [lead.id] } });
    const { rows } = await manager.next("answer");
    expect(rows.map(({ record }) => valueOf(unpack(record), "name"))).toEqual(["New"]);
    const at = manager.heard.findIndex(({ t }) => t === "answer");
    const kept = manager.heard.slice(0, at).findLast((message) => message.t === "page" || message.t === "checkpoint");
    const cursor = kept?.t === "page" || kept?.t === "checkpoint" ? kept.cursor : before;
    const seen = Math.max(...rows.flatMap(({ places }) => places.map(([, seq]) => seq)));
    expect(cursor.lanes.some(({ seq }) => seq >= seen)).toBe(finds);
    // Where it stands in the feed is where it stood.
    expect(cursor.lanes.filter(({ buckets }) => buckets.length > 0)).toEqual(before.lanes);
    manager.hangUp();

    store.restore(backup);
    const heard: Down[] = [];
    const session = anew().open({ workspace: test.workspace, user: test.people.manager, session: "session" }, { send: (text) => void heard.push(...(JSON.parse(text) as Down[])), close: () => undefined, buffered: () => 0 });
    session.receive(JSON.stringify([{ t: "hello", protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, device, cursor, last: 0, acked: 0 }]));
    for (let tries = 0; tries < 100 && heard.length === 0; tries++) await pause(5);
    session.closed();
    const [welcome] = heard;
    expect(welcome?.t === "welcome" && welcome.resendWithin).toBe(finds ? RECEIPTS_KEPT_MS : null);
  });
});
