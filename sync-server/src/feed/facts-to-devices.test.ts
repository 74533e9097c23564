// What orders that come in cost a device: facts of customers it does not hold nothing (also where it may see them and holds
// only a part), facts of those it holds no more than
// a frame for each batch, and the state alone when it comes back.
import { randomUUID } from "node:crypto";
import { creationOf } from "@outrider/shared/commands";
import type { Change } from "@outrider/shared/records";
import { heldText } from "@outrider/shared/sync";
import { describe, expect, it } from "vitest";
import { createMemoryFeedStore } from "./memory-feed-store.ts";
import { testFeed, type RawDevice } from "./testing/test-feed.ts";

const BATCH = 500;
const CHANGES = 10_000;

const factOf = (id: string, visits: number): Change =>
  ({ id, kind: "contact", set: { visits: { value: visits, base: null }, spend: { value: { amount: visits * 12.5, currency: "EUR" }, base: null }, lastActive: { value: 1_800_000_000_000 + visits, base: null } } });

async function scene(more: Parameters<typeof testFeed>[2] = {}) {
  const test = await testFeed(createMemoryFeedStore(), undefined, more);
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

  const BOUND = 100;
  const FACTS = ["visits", "spend", "lastActive"];
  const rowsIn = (device: RawDevice) => device.heard.flatMap((message) => (message.t === "page" || message.t === "answer" ? message.rows : []));
  const resting = (device: RawDevice) => device.next("checkpoint", ({ cursor }) => cursor.lanes.some(({ rest }) => rest !== undefined));
  const idsIn = (device: RawDevice) => new Set(rowsIn(device).map(({ record }) => record.id));

  it("M1 M2 S4 of what orders bring a device that holds a part is sent what it holds: the newest, what it has asked for, and nothing else", async () => {
    const { people, connect, customersOf, feed, workspace } = await scene({ deviceRecords: BOUND });
    const old = await customersOf(people.exec, 500);
    const newest = await customersOf(people.exec, BOUND);
    const device = connect(people.admin);
    const { device: named } = await device.hello();
    await resting(device);
    const held = [...idsIn(device)];
    expect(newest.filter((id) => held.includes(id))).toHaveLength(BOUND);
    const far = old.filter((id) => !held.includes(id));
    expect(far.length).toBeGreaterThan(300);
    const [asked, other] = [far[7] as string, far[9] as string];
    device.say({ t: "ask", id: 1, what: { ids: [asked] } });
    await device.next("answer");

    device.heard.length = 0;
    for (let visits = 1; visits <= 3; visits++) expect(await feed.write(workspace, people.admin, "orders", [...far, ...newest.slice(0, 5)].slice(0, 400).map((id) => factOf(id, visits)))).toMatchObject({ ok: true });
    expect(await feed.write(workspace, people.admin, "orders", newest.slice(0, 5).map((id) => factOf(id, 4)))).toMatchObject({ ok: true });
    // The last of them has come, so all before it has.
    await device.next("page", ({ rows }) => rows.some(({ record }) => record.w.some(([, , , values]) => values["visits"] === 4)));
    const { cursor } = await device.next("checkpoint");
    expect([...idsIn(device)].sort()).toEqual([asked, ...newest.slice(0, 5)].sort());
    expect(device.heard.filter(({ t }) => t === "checkpoint").every((message) => message.t !== "checkpoint" || message.cursor.lanes.every(({ below }, at) => below === cursor.lanes[at]?.below))).toBe(true);

    // While it was away: it says what it holds.
    const last = device.heard.findLast((message) => message.t === "checkpoint");
    const before = last?.t === "checkpoint" ? last.cursor : null;
    device.hangUp();
    expect(await feed.write(workspace, people.admin, "orders", [...far.slice(0, 300), newest[0] as string].map((id) => factOf(id, 9)))).toMatchObject({ ok: true });
    const back = connect(people.admin);
    const welcome = await back.hello(named, { cursor: before, holds: heldText([asked]) ?? "" });
    await back.next("checkpoint");
    expect(welcome.total).toBeLessThan(10);
    const came = idsIn(back);
    expect([asked, newest[0]].every((id) => came.has(id ?? ""))).toBe(true);
    expect(came.size).toBeLessThan(2 + 20);

    // What is asked for, and what people touch, comes with its facts.
    back.say({ t: "ask", id: 2, what: { ids: [other] } });
    const answer = await back.next("answer");
    expect(answer.rows[0]?.record.w.some(([, , , values]) => values["visits"] === 9)).toBe(true);
    back.heard.length = 0;
    const touched = far[11] as string;
    expect(await feed.write(workspace, people.admin, "test", [{ id: touched, kind: "contact", set: { title: { value: "Buyer", base: null } } }])).toMatchObject({ ok: true });
    const page = await back.next("page");
    expect(page.rows.map(({ record }) => record.id)).toEqual([touched]);
    expect(page.rows[0]?.record.w.some(([, , , values]) => FACTS.some((fact) => fact in values))).toBe(true);
    back.hangUp();

    // A device of before says nothing: nothing is kept back from it.
    const older = connect(people.admin);
    await older.hello(welcome.device, { cursor: before });
    await older.next("checkpoint");
    expect(far.slice(0, 300).every((id) => idsIn(older).has(id))).toBe(true);
  });

  it("M1 M2 S4 facts do not bring a customer among the newest, and what the device counts is what the server counts", async () => {
    const { people, connect, customersOf, feed, workspace } = await scene({ deviceRecords: BOUND });
    const old = await customersOf(people.exec, 300);
    await customersOf(people.exec, 2 * BOUND);
    expect(await feed.write(workspace, people.admin, "orders", old.map((id) => factOf(id, 1)))).toMatchObject({ ok: true });
    const device = connect(people.admin);
    await device.hello();
    const { cursor, sums } = await resting(device);
    expect(old.filter((id) => idsIn(device).has(id))).toEqual([]);
    const below = new Map(cursor.lanes.flatMap((lane) => lane.buckets.map((bucket) => [bucket, lane.below ?? 0] as const)));
    for (const [bucket, [rows]] of Object.entries(sums ?? {})) {
      const mine = new Set(rowsIn(device).flatMap(({ record, places }) => places.flatMap(([at, seq]) => (at === bucket && seq >= (below.get(bucket) ?? 0) ? [record.id] : []))));
      expect([bucket, rows]).toEqual([bucket, mine.size]);
    }
  });

  const cursorOf = (device: RawDevice) => {
    const last = device.heard.findLast((message) => message.t === "checkpoint");
    return last?.t === "checkpoint" ? last.cursor : null;
  };
  const visitsIn = (device: RawDevice, id: string) => rowsIn(device).flatMap(({ record }) => (record.id === id ? record.w.flatMap(([, , , values]) => values["visits"] ?? []) : []));

  /** A device that holds the newest of a rep's customers and one that it has asked for, of those further down. */
  async function part(user: "admin" | "manager", pageRows = 50) {
    const test = await scene({ deviceRecords: 20, pageRows });
    const { people, customersOf, connect, feed, workspace } = test;
    const old = await customersOf(people.exec, 400);
    await customersOf(people.exec, 40);
    const device = connect(people[user]);
    const { device: named } = await device.hello();
    await resting(device);
    const held = idsIn(device);
    const [asked, ...far] = old.filter((id) => !held.has(id)) as [string, ...string[]];
    device.say({ t: "ask", id: 1, what: { ids: [asked] } });
    await device.next("answer");
    device.heard.length = 0;
    const bought = async (ids: readonly string[], visits: number) => expect(await feed.write(workspace, "", "orders", ids.map((id) => factOf(id, visits)))).toMatchObject({ ok: true });
    return { ...test, device, named, asked, far, bought };
  }

  it("M1 S4 who is passed over is told now and then where he stands, so that the same is not looked at again when he comes back", async () => {
    const { people, connect, device, named, asked, far, bought } = await part("admin");
    await bought(far, 1);
    const { cursor } = await device.next("checkpoint");
    expect(rowsIn(device)).toEqual([]);
    await bought([asked], 2);
    await device.next("page");
    expect([...idsIn(device)]).toEqual([asked]);
    expect(cursorOf(device)?.lanes[0]?.seq).toBe((cursor.lanes[0]?.seq ?? 0) + 1);
    const before = cursorOf(device);
    device.hangUp();
    for (let from = 0; from < 350; from += 35) await bought(far.slice(from, from + 35), 3);
    const back = connect(people.admin);
    await back.hello(named, { cursor: before, holds: heldText([asked]) ?? "" });
    const { cursor: end } = await back.next("checkpoint");
    const steps = back.heard.flatMap((message) => (message.t === "page" ? [message.cursor.lanes[0]?.seq ?? 0] : []));
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.length).toBeLessThan(5);
    expect(steps.every((seq) => seq > (before?.lanes[0]?.seq ?? 0) && seq <= (end.lanes[0]?.seq ?? 0))).toBe(true);
    // A filter affirms one in a hundred that it was not told.
    expect(rowsIn(back).length).toBeLessThan(20);
  });

  it("M1 S4 who joins the workspace opens no flood; a part that comes anew keeps nothing back", async () => {
    const { people, workspace, feed, device, asked, far, bought } = await part("admin", 500);
    expect(await feed.write(workspace, people.admin, "test", [creationOf(randomUUID(), { kind: "member", values: { name: "New", role: "exec", team: "", active: true } })])).toMatchObject({ ok: true });
    await device.next("fresh");
    await resting(device);
    device.heard.length = 0;
    await bought([...far.slice(0, 50), asked], 1);
    await device.next("page", ({ rows }) => rows.length > 0);
    expect([...idsIn(device)]).toEqual([asked]);
    device.heard.length = 0;
    device.say({ t: "reload", buckets: [`u:${people.exec}`] });
    await device.next("fresh");
    await resting(device);
    device.heard.length = 0;
    await bought([...far.slice(0, 50), asked], 2);
    await device.next("page", ({ rows }) => rows.length > 0);
    expect([...idsIn(device)].sort()).toEqual([...far.slice(0, 50), asked].sort());
  });

  it("M1 S4 S6 a customer who is seen no more and then again is there with what was bought meanwhile", async () => {
    const { people, workspace, feed, connect, device, named, asked, far, bought } = await part("manager");
    const admin = connect(people.admin);
    await admin.hello();
    await resting(admin);
    const stampOf = (value: string) => rowsIn(admin).flatMap(({ record }) => (record.id === people.exec ? record.w : [])).find(([, , , values]) => values["team"] === value)?.[1];
    let base = stampOf("north");
    const team = async (value: string): Promise<void> => {
      admin.heard.length = 0;
      expect(await feed.write(workspace, people.admin, "test", [{ id: people.exec, kind: "member", set: { team: { value, base: base ?? null } } }])).toMatchObject({ ok: true });
      await admin.next("page", ({ rows }) => rows.some(({ record }) => record.id === people.exec));
      base = stampOf(value);
    };
    await team("south");
    await device.next("checkpoint", ({ cursor }) => cursor.lanes.every(({ buckets }) => !buckets.includes(`u:${people.exec}`)));
    device.heard.length = 0;
    await bought([asked, ...far.slice(0, 50)], 7);
    await team("north");
    await device.next("fresh");
    await resting(device);
    expect(idsIn(device).has(asked)).toBe(false);
    device.say({ t: "ask", id: 2, what: { ids: [asked] } });
    await device.next("answer");
    expect(visitsIn(device, asked)).toEqual([7]);
    const before = cursorOf(device);
    device.hangUp();
    // The same while it is away, and no gap after: it says that it holds it.
    await team("south");
    await bought([asked, ...far.slice(0, 50)], 8);
    await team("north");
    await bought([asked, ...far.slice(0, 50)], 9);
    const back = connect(people.manager);
    await back.hello(named, { cursor: before, holds: heldText([asked]) ?? "" });
    await back.next("checkpoint");
    expect(visitsIn(back, asked).at(-1)).toBe(9);
  });
});
