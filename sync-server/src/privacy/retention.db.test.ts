// What is kept no longer: found by the server's clock, erased as a person is, by one server, once a day.
import { randomUUID } from "node:crypto";
import { creationOf, settingsId } from "@outrider/shared/commands";
import { type Change, type PackedRecord, unpack } from "@outrider/shared/records";
import { expect, it } from "vitest";
import { createAuditChain } from "../auth/audit-chain.ts";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import type { Erased } from "../feed/erased-list.ts";
import { createSqlFeedStore } from "../feed/sql-feed-store.ts";
import { setting, testFeed } from "../feed/testing/test-feed.ts";
import { dropOldNoticeNames } from "./old-notices.ts";
import { createRetention } from "./retention.ts";

const DAY = 24 * 60 * 60_000;

describeOnEachDatabase("retention", (database) => {
  async function scene() {
    const test = await testFeed(createSqlFeedStore({ database: database() }));
    const { workspace, people } = test;
    const { sql } = database();
    const kept: Erased[] = [];
    const announced: string[] = [];
    const chain = createAuditChain({ database: database(), key: Buffer.alloc(32, 7), now: () => test.clock });
    const server = () => createRetention({
      database: database(), chain, clock: { now: () => test.clock }, feed: { announce: (told) => void announced.push(told), write: (...written) => test.feed.write(...written) },
      list: { read: () => Promise.resolve(kept), add: (more) => Promise.resolve(void kept.push(...more)) },
    });
    const write = async (...changes: readonly Change[]): Promise<void> => {
      const written = await test.feed.write(workspace, people.admin, "test", changes);
      if (!written.ok) throw new Error(written.error.message);
    };
    const made = async (kind: Change["kind"], values: Parameters<typeof creationOf>[1]["values"]): Promise<string> => {
      const id = randomUUID();
      await write(creationOf(id, { kind, values }));
      return id;
    };
    return {
      test, workspace, kept, announced, server, write, made, chain,
      lead: () => made("lead", { name: "Ada", status: "new", owner: people.exec }),
      call: (root: string, at: number) => made("activity", { root, type: "call", at, text: "Hello" }),
      async bin(id: string, kind: Change["kind"], value: number | null): Promise<void> {
        const [row] = await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and id = ${id}`;
        await write(setting(id, kind, { deletedAt: { value, base: row ? (unpack(row.state).fields["deletedAt"]?.origin ?? null) : null } }));
      },
      there: async (...ids: readonly string[]): Promise<readonly boolean[]> => {
        const rows = await sql<{ id: string }[]>`select id from record where workspace_id = ${workspace}`;
        return ids.map((id) => rows.some((row) => row.id === id));
      },
      audited: async () => await sql<{ detail: Record<string, string> }[]>`select detail from audit_log where workspace_id = ${workspace} and event = 'retention' order by id`,
      days: (count: number): void => void (test.clock += count * DAY),
    };
  }

  it("P1 interactions go two years after they were, with their texts, from devices and from what is restored; what was dated lately waits", async () => {
    const { test, kept, announced, server, lead, call, made, there, audited, days, workspace, chain } = await scene();
    const root = await lead();
    const [old, young] = [await call(root, test.clock - 729 * DAY), await call(root, test.clock - 600 * DAY)];
    const note = await made("body", { root, about: old, slot: "notes", text: "What was said" });
    const task = await made("task", { root, title: "Not an interaction", assignee: test.people.exec });
    await server().rounds();
    days(31);
    const imported = await call(root, test.clock - 3000 * DAY);
    expect(await server().dry(workspace, { interactions: 730, bin: 30 })).toEqual({ interactions: 1, bin: 0 });
    expect(await server().dry(workspace, { interactions: 30, bin: 1 })).toEqual({ interactions: 2, bin: 0 });
    await server().rounds();
    expect(await there(root, old, note, young, task, imported)).toEqual([true, false, false, true, true, true]);
    expect(kept.filter((one) => one.workspace === workspace).map(({ record }) => record).sort()).toEqual([old, note].sort());
    expect(announced).toContain(workspace);
    const { sql } = database();
    expect(await sql`select bool_and(removed) as removed from feed where workspace_id = ${workspace} and record_id in (${old}, ${note})`).toMatchObject([{ removed: true }]);
    expect(await audited()).toMatchObject([{ detail: { interactions: "1", bin: "0", records: "2", keepInteractions: "730", keepBin: "30" } }]);
    expect(await chain.verify(workspace)).toMatchObject({ fault: null });
    days(31);
    await server().rounds();
    expect(await there(imported)).toEqual([false]);
  });

  it("P1 U5 what was read goes 30 days after, what nobody read after 90, on the person's devices too; whoever has read it on a device meanwhile is not refused", async () => {
    const { test, server, there, days, workspace, audited } = await scene();
    const { sql } = database();
    const { exec } = test.people;
    const tell = async (at: number): Promise<string> => {
      const id = randomUUID();
      const written = await test.feed.write(workspace, "", "notify", [creationOf(id, { kind: "notification", values: { person: exec, what: "message", text: "Hello", at } })]);
      if (!written.ok) throw new Error(written.error.message);
      return id;
    };
    const state = async (id: string) => {
      const [row] = await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and id = ${id}`;
      return row && unpack(row.state);
    };
    const read = async (id: string): Promise<void> => {
      const written = await test.feed.write(workspace, exec, "edit", [setting(id, "notification", { readAt: { value: 1, base: null } })]);
      if (!written.ok) throw new Error(written.error.message);
    };
    const binned = async (...ids: readonly string[]) => await Promise.all(ids.map(async (id) => ((await state(id))?.fields["deletedAt"]?.value ?? null) !== null));
    const [seen, unseen] = [await tell(test.clock), await tell(test.clock)];
    await read(seen);
    days(29);
    await server().rounds();
    expect(await binned(seen, unseen)).toEqual([false, false]);
    days(2);
    await server().rounds();
    expect(await binned(seen, unseen)).toEqual([true, false]);
    days(60);
    const late = await tell(test.clock);
    await server().rounds();
    expect(await binned(unseen, late)).toEqual([true, false]);
    // A device that was away all the while says that it was read.
    await read(unseen);
    expect(await there(seen, unseen)).toEqual([false, true]);
    days(31);
    await server().rounds();
    expect(await there(seen, unseen, late)).toEqual([false, false, true]);
    expect(await sql`select bool_and(removed) as removed from feed where workspace_id = ${workspace} and record_id in (${seen}, ${unseen})`).toMatchObject([{ removed: true }]);
    expect((await audited()).length).toBeGreaterThan(0);
  });

  it("P1 U5 the names of what was told are forgotten after 400 days, not those of deals that still do not move", async () => {
    const { test, workspace } = await scene();
    const { sql } = database();
    const name = (id: string, what: string, age: number, digest = false) => sql`
      insert into notice (workspace_id, id, user_id, what, at, digest) values (${workspace}, ${id}, ${test.people.exec}, ${what}, ${test.clock - age * DAY}, ${digest})`;
    for (const [id, what, age, digest] of [["old", "assigned", 401, false], ["young", "assigned", 399, false], ["still", "stagnant", 900, false], ["waits", "due", 900, true]] as const) await name(id, what, age, digest);
    expect(await dropOldNoticeNames(database(), test.clock, 1000)).toBeGreaterThanOrEqual(1);
    const left = await sql<{ id: string }[]>`select id from notice where workspace_id = ${workspace} order by id`;
    expect(left.map(({ id }) => id)).toEqual(["still", "waits", "young"]);
  });

  it("P1 R15 the bin is emptied after 30 days by the server's clock, whatever a device said; what was restored stays", async () => {
    const { server, lead, call, bin, there, days, made, test } = await scene();
    const [binned, restored, forged, alive] = [await lead(), await lead(), await lead(), await lead()];
    const hanging = await call(binned, test.clock);
    await bin(binned, "lead", test.clock);
    await bin(restored, "lead", test.clock);
    const stage = await made("lead", { name: "Kept", status: "new", owner: test.people.exec });
    days(29);
    await bin(forged, "lead", 5);
    await server().rounds();
    expect(await there(binned, hanging, restored, forged)).toEqual([true, true, true, true]);
    await bin(restored, "lead", null);
    days(2);
    await server().rounds();
    expect(await there(binned, hanging, restored, forged, alive, stage)).toEqual([false, false, true, true, true, true]);
    days(29);
    await server().rounds();
    expect(await there(forged)).toEqual([false]);
  });

  it("P1 what was merged into something goes with it and not before", async () => {
    const { server, lead, write, bin, there, days, test } = await scene();
    const [winner, loser] = [await lead(), await lead()];
    await write(setting(loser, "lead", { mergedInto: { value: winner, base: null } }));
    await bin(loser, "lead", test.clock);
    days(31);
    await server().rounds();
    expect(await there(winner, loser)).toEqual([true, true]);
    await bin(winner, "lead", test.clock);
    days(31);
    await server().rounds();
    expect(await there(winner, loser)).toEqual([false, false]);
  });

  it("P1 the workspace's own limits hold", async () => {
    const { server, lead, call, write, there, days, workspace, test } = await scene();
    await write(creationOf(settingsId(workspace), { kind: "settings", values: { keepInteractions: 30, keepBin: 2 } }));
    expect(await server().keep(workspace)).toEqual({ interactions: 30, bin: 2 });
    const root = await lead();
    const [old, young] = [await call(root, test.clock - 29 * DAY), await call(root, test.clock - 5 * DAY)];
    days(3);
    await server().rounds();
    expect(await there(old, young)).toEqual([false, true]);
  });

  it("P1 S13 of several servers one does a day's round; one that died in it is followed an hour later, and it is told once", async () => {
    const { server, lead, call, there, days, audited, workspace, test } = await scene();
    const root = await lead();
    const old = await call(root, test.clock - 1000 * DAY);
    days(31);
    const { sql } = database();
    const day = new Date(test.clock).toISOString().slice(0, 10);
    await sql`insert into retention_round (workspace_id, day, claimed_at, counts) values (${workspace}, ${day}, ${test.clock}, '{}'::json)`;
    await server().rounds();
    expect(await there(old)).toEqual([true]);
    await sql`update retention_round set claimed_at = ${test.clock - 61 * 60_000} where workspace_id = ${workspace} and day = ${day}`;
    await Promise.all([server().rounds(), server().rounds(), server().rounds()]);
    expect(await there(old)).toEqual([false]);
    expect(await audited()).toHaveLength(1);
    expect(await server().last(workspace)).toEqual({ day, interactions: 1, bin: 0, records: 1 });
    await server().rounds();
    expect(await audited()).toHaveLength(1);
  });

  it("P1 a round that is broken off is not said to be done", async () => {
    const { server, lead, call, there, days, workspace, test } = await scene();
    const root = await lead();
    const old = await call(root, test.clock - 1000 * DAY);
    days(31);
    const ending = new AbortController();
    ending.abort();
    await server().rounds(ending.signal);
    expect(await there(old)).toEqual([true]);
    expect(await server().last(workspace)).toBeNull();
    await server().rounds();
    expect(await there(old)).toEqual([false]);
  });
});
