import type { Cursor, Down } from "@outrider/shared/protocol";
import { type PackedRecord, unpack } from "@outrider/shared/records";
import { expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { keepHouse, KEPT_MS } from "./housekeeping.ts";
import { createSqlFeedStore } from "./sql-feed-store.ts";
import { createSqlHousekeeping } from "./sql-housekeeping.ts";
import { creation, groupOf, type RawDevice, setting, testFeed } from "./testing/test-feed.ts";

const DAY = 24 * 60 * 60 * 1000;

describeOnEachDatabase("housekeeping of the feed", (database) => {
  async function scene() {
    const test = await testFeed(createSqlFeedStore({ database: database() }));
    const { workspace } = test;
    const { sql } = database();
    const store = { ...createSqlHousekeeping(database()), workspaces: () => Promise.resolve([workspace]) };
    const keep = () => keepHouse({ store, pause: () => Promise.resolve(), batch: 2 }, test.clock);
    return {
      test, keep,
      /** Makes somebody else the owner of leads, one by one. */
      async give(to: string, ...leads: readonly { readonly id: string }[]): Promise<void> {
        for (const { id } of leads) {
          const [row] = await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and id = ${id}`;
          const base = row ? (unpack(row.state).fields["owner"]?.origin ?? null) : null;
          const given = await test.feed.write(workspace, test.people.admin, "test", [setting(id, "lead", { owner: { value: to, base } })]);
          if (!given.ok) throw new Error(given.error.message);
        }
      },
      /** A day's round each day, as the server makes them. */
      async days(count: number): Promise<void> {
        for (let day = 0; day < count; day += 1) {
          test.clock += DAY;
          await keep();
        }
      },
      removals: async (): Promise<number> => (await sql`select from feed where workspace_id = ${workspace} and removed`).length,
      verdict: async (group: string): Promise<boolean> => (await sql`select from verdict where workspace_id = ${workspace} and group_id = ${group}`).length === 1,
      horizon: async (): Promise<number> => (await sql<{ horizon: number }[]>`select horizon from feed_head where workspace_id = ${workspace}`)[0]?.horizon ?? -1,
      marks: async (): Promise<number> => (await sql`select from feed_mark where workspace_id = ${workspace}`).length,
    };
  }

  const lead = (owner: string) => creation("lead", { name: "Ada", status: "new", owner });
  const last = (device: RawDevice): Cursor => {
    const checkpoint = device.heard.findLast((message): message is Extract<Down, { t: "checkpoint" }> => message.t === "checkpoint");
    if (!checkpoint) throw new Error("no checkpoint came");
    return checkpoint.cursor;
  };
  const recordsOf = (device: RawDevice): ReadonlySet<string> => new Set(device.heard.flatMap((message) => (message.t === "page" ? message.rows.map(({ record }) => record.id) : [])));
  const goneOf = (device: RawDevice): ReadonlySet<string> => new Set(device.heard.flatMap((message) => (message.t === "page" ? message.gone.map(({ id }) => id) : [])));

  it("S6 the history of what was purged or erased goes, and no other", async () => {
    const { test, keep } = await scene();
    const { exec } = test.people;
    const leads = [lead(exec), lead(exec), lead(exec)];
    const [kept, purged, erased] = leads.map(({ id }) => id) as [string, string, string];
    const device = test.connect(exec);
    const { device: me } = await device.hello();
    await device.push(groupOf(1, leads));
    await device.push(...leads.flatMap(({ id }, n) => Array.from({ length: 3 }, (_, at) => {
      const counter = 2 + n * 3 + at;
      return groupOf(counter, [setting(id, "lead", { name: { value: `Ada ${at}`, base: `${me.id}.${at === 0 ? 1 : counter - 1}` } })]);
    })));
    const { sql } = database();
    const told = async (id: string): Promise<number> => (await sql`select from field_history where workspace_id = ${test.workspace} and record_id = ${id}`).length;
    expect(await Promise.all([kept, purged, erased].map(told))).toEqual([3, 3, 3]);
    await sql`delete from record where workspace_id = ${test.workspace} and id = ${purged}`;
    await sql`insert into erased (workspace_id, record_id, at) values (${test.workspace}, ${erased}, 1)`;
    expect(await keep()).toMatchObject({ past: 6 });
    expect(await Promise.all([kept, purged, erased].map(told))).toEqual([3, 0, 0]);
  });

  it("S4 S6 removals go after 180 days; a device that comes back later starts afresh and keeps what it made", async () => {
    const { test, keep, give, days, removals, horizon, marks } = await scene();
    const { exec, stranger, admin } = test.people;
    const [kept, moved, ...more] = [lead(exec), lead(exec), lead(exec), lead(exec)];
    await test.feed.write(test.workspace, admin, "test", [kept, moved, ...more]);
    const device = test.connect(exec);
    const me = await device.hello();
    await device.push(groupOf(1, [lead(exec)]));
    await device.next("checkpoint", ({ applied }) => applied === 1);
    const cursor = last(device);
    device.hangUp();
    await give(stranger, moved, ...more);
    expect(await removals()).toBe(3);
    await keep();

    // Until the last day a device can read on from where it was, and is told what has left.
    await days(179);
    expect({ removals: await removals(), horizon: await horizon() }).toEqual({ removals: 3, horizon: 0 });
    const early = test.connect(exec);
    const again = await early.hello(me.device, { cursor, last: 1, acked: 1 });
    expect(again).toMatchObject({ fresh: [], resendWithin: null });
    await early.next("checkpoint");
    expect(goneOf(early)).toEqual(new Set([moved, ...more].map(({ id }) => id)));
    const later = last(early);
    early.hangUp();

    // First it is announced; the rows outlast whoever was reading on at that moment.
    await days(1);
    expect(await horizon()).toBeGreaterThan(0);
    expect(await removals()).toBe(3);
    await keep();
    expect(await removals()).toBe(3);
    await days(1);
    expect(await removals()).toBe(0);

    const late = test.connect(exec);
    // This profile is as it was when it was switched off, with one edit that was never sent.
    const back = await late.hello(again.device, { cursor, last: 2, acked: 1 });
    expect(back.device.id).toBe(me.device.id);
    expect(back.resendWithin).toBeNull();
    expect([...back.fresh].sort()).toEqual([...me.fresh].sort());
    const unsent = lead(exec);
    expect(await late.push(groupOf(2, [unsent]))).toMatchObject([{ result: "applied", counter: 2 }]);
    await late.next("checkpoint", ({ applied }) => applied === 2);
    const held = recordsOf(late);
    expect(held).toContain(kept.id);
    expect(held).toContain(unsent.id);
    for (const { id } of [moved, ...more]) expect(held).not.toContain(id);
    late.hangUp();

    // Whoever had seen them leave goes on as before.
    const other = test.connect(exec);
    const others = await other.hello(back.device, { cursor: later, last: 2, acked: 2 });
    expect(others).toMatchObject({ fresh: [], resendWithin: null });
    other.hangUp();
    // So does a first load that was broken off, however old what is still to come: it went down from where all was new.
    const broken = test.connect(exec);
    const [at] = later.lanes;
    expect(at?.seq).toBeGreaterThanOrEqual(await horizon());
    const halfway = { boot: later.boot, lanes: [{ buckets: at?.buckets ?? [], seq: at?.seq ?? 0, below: 2 }] };
    expect(await broken.hello(others.device, { cursor: halfway, last: 2, acked: 2 })).toMatchObject({ fresh: [], resendWithin: null });
    broken.hangUp();
    await days(200);
    expect(await marks()).toBeLessThan(185);
  });

  it("S6 a removal whose record has come back is none, and one that left again is kept from then on", async () => {
    const { test, keep, give, days, removals } = await scene();
    const { exec, stranger, admin } = test.people;
    const back = lead(exec);
    await test.feed.write(test.workspace, admin, "test", [back]);
    await give(stranger, back);
    await keep();
    await days(100);
    await give(exec, back);
    await give(stranger, back);
    expect(await removals()).toBe(1);
    await days(100);
    // It left the exec's bucket a hundred days ago at last, and that of the stranger never.
    expect(await removals()).toBe(1);
    await days(90);
    expect(await removals()).toBe(0);
    const device = test.connect(stranger);
    await device.hello();
    await device.next("checkpoint");
    expect(recordsOf(device)).toContain(back.id);
  });

  it("S2 verdicts go after 180 days, but never that of an applied edit whose device has not heard of it", async () => {
    const { test, keep, days, verdict } = await scene();
    const { exec } = test.people;
    const [confirmed, unheard, refused] = [groupOf(1, [lead(exec)]), groupOf(2, [lead(exec)]), groupOf(3, [creation("lead", { name: "", owner: exec })])];
    const device = test.connect(exec);
    const me = await device.hello();
    expect(await device.push(confirmed)).toMatchObject([{ result: "applied" }]);
    device.say({ t: "confirm", counter: 1 }, { t: "ping" });
    await device.next("pong");
    await expect.poll(async () => (await database().sql`select from verdict where group_id = ${confirmed.id} and body is null`).length, { timeout: 5000 }).toBe(1);
    const [first] = await device.push(unheard, refused);
    expect(first).toMatchObject({ result: "applied" });
    device.hangUp();
    await keep();
    await days(180);
    expect(await Promise.all([confirmed, unheard, refused].map(({ id }) => verdict(id)))).toEqual([true, true, true]);
    await days(1);
    expect(await Promise.all([confirmed, unheard, refused].map(({ id }) => verdict(id)))).toEqual([false, true, false]);
    expect(await keep()).toEqual({ removals: 0, verdicts: 0, past: 0 });

    // Back after half a year: what was applied is known, what was refused is judged anew under a new name.
    const back = test.connect(exec);
    const again = await back.hello(me.device, { last: 3, acked: 1 });
    expect(await back.push(unheard)).toEqual([first]);
    back.say({ t: "push", now: test.clock, groups: [refused] });
    expect(await back.next("bye")).toMatchObject({ code: "replaced" });
    const anew = test.connect(exec);
    const welcome = await anew.hello(again.device, { last: 3, acked: 2 });
    expect(welcome.device.id).not.toBe(me.device.id);
    expect(await anew.push(refused)).toMatchObject([{ result: "refused", counter: 3 }]);
  });

  it("S2 a round that is broken off stops between two batches, and the next one goes on", async () => {
    const { test, give, days, keep } = await scene();
    const { exec, stranger, admin } = test.people;
    const leads = Array.from({ length: 7 }, () => lead(exec));
    await test.feed.write(test.workspace, admin, "test", leads);
    await give(stranger, ...leads);
    await keep();
    await days(180);
    const store = { ...createSqlHousekeeping(database()), workspaces: () => Promise.resolve([test.workspace]) };
    const ending = new AbortController();
    const pause = (): Promise<void> => Promise.resolve(ending.abort());
    expect(await keepHouse({ store, pause, batch: 3 }, test.clock + DAY, ending.signal)).toEqual({ removals: 3, verdicts: 0, past: 0 });
    expect(await keepHouse({ store, pause: () => Promise.resolve(), batch: 3 }, test.clock + DAY)).toMatchObject({ removals: 4 });
    expect(KEPT_MS).toBe(180 * DAY);
  });
});
