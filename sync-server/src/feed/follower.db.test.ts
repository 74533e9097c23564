import { randomUUID } from "node:crypto";
import { textOf } from "@outrider/shared/records";
import { afterEach, expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { createFollower, type FollowedPage, type Follower, type PageWork } from "./follower.ts";
import { createSqlFeedStore } from "./sql-feed-store.ts";
import { creation, setting, testFeed, type TestFeed } from "./testing/test-feed.ts";

const NEVER = { afterMs: 3_600_000, everyMs: 3_600_000 };

describeOnEachDatabase("following the feed", (database) => {
  const open: Follower[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((follower) => follower.close()));
    await database().sql`delete from follow_cursor`;
    await database().sql`drop table if exists told`;
  });
  /** Keeps what it was told in a table, as its transaction has it. */
  async function following(name: string, work: (page: FollowedPage) => Partial<PageWork> = () => ({})): Promise<Follower> {
    await database().sql`create table if not exists told (name text, title text)`;
    const follower = createFollower({
      database: database(), clock: { now: () => 5_000 }, name, tempo: NEVER, failed: () => undefined,
      handle: async (page) => ({
        async write(tx) {
          await work(page).write?.(tx);
          for (const { state } of page.rows) await tx`insert into told (name, title) values (${name}, ${textOf(state, "name")})`;
        },
      }),
    });
    open.push(follower);
    return follower;
  }
  const begin = async (): Promise<TestFeed> => await testFeed(createSqlFeedStore({ database: database() }));
  const told = async (): Promise<readonly string[]> => (await database().sql<{ title: string }[]>`select title from told order by title`).map(({ title }) => title);
  const write = async (test: TestFeed, name: string, id: string = randomUUID()): Promise<string> => {
    const written = await test.feed.write(test.workspace, test.people.admin, "test", [creation("lead", { name, owner: test.people.exec }, id)]);
    if (!written.ok) throw new Error(written.error.message);
    return id;
  };

  it("U5 I4 it begins where the feed stands, and then hears of every record once, as it stands", async () => {
    const test = await begin();
    await write(test, "Before");
    const follower = await following("a");
    await follower.settle();
    const lead = await write(test, "First");
    for (const name of ["Second", "Third"]) await write(test, name);
    const [state] = (await database().sql<{ seq: number }[]>`select seq from record where id = ${lead}`);
    expect(state).toBeDefined();
    await follower.settle();
    await follower.settle();
    expect(await told()).toEqual(["First", "Second", "Third"]);
    const renamed = await test.feed.write(test.workspace, "", "test", [setting(lead, "lead", { name: { value: "First again", base: null } })]);
    expect(renamed.ok).toBe(true);
    await follower.settle();
    expect((await told()).length).toBe(4);
  });

  it("U5 I4 S2 what dies between reading and the commit is done again, and once", async () => {
    const test = await begin();
    let dying = 2;
    const follower = await following("a", () => ({
      write: () => (dying-- > 0 ? Promise.reject(new Error("died")) : Promise.resolve()),
    }));
    await follower.settle();
    await write(test, "Only one");
    for (let times = 0; times < 4; times++) await follower.settle();
    expect(await told()).toEqual(["Only one"]);
  });

  it("U5 I4 S13 two servers that follow at once do each page once", async () => {
    const test = await begin();
    const both = [await following("a"), await following("a")];
    await Promise.all(both.map((follower) => follower.settle()));
    const names = Array.from({ length: 30 }, (_, at) => `Lead ${String(at).padStart(2, "0")}`);
    for (const [at, name] of names.entries()) {
      await write(test, name);
      if (at % 7 === 0) await Promise.all(both.map((follower) => follower.settle()));
    }
    for (let times = 0; times < 3; times++) await Promise.all(both.map((follower) => follower.settle()));
    expect(await told()).toEqual(names);
  });

  it("U5 I4 a page is cut between edits, and a group of hundreds is none too many", async () => {
    const test = await begin();
    const follower = await following("a");
    await follower.settle();
    for (let group = 0; group < 3; group++) {
      const changes = Array.from({ length: 400 }, (_, at) => creation("lead", { name: `${group}-${at}`, owner: test.people.exec }));
      expect((await test.feed.write(test.workspace, test.people.admin, "test", changes)).ok).toBe(true);
    }
    await follower.settle();
    expect(new Set(await told()).size).toBe(1200);
    expect((await told()).length).toBe(1200);
  });

  it("I4 M1 facts that come to a record are heard of once, though it lies where it lay, and however many come", async () => {
    const test = await begin();
    const ids = Array.from({ length: 700 }, () => randomUUID());
    const named = (id: string, at: number) => creation("contact", { name: `Customer ${at}`, owner: test.people.exec }, id);
    const facts = (id: string) => setting(id, "contact", { visits: { value: 3, base: null } });
    for (const part of [ids.slice(0, 400), ids.slice(400)]) expect((await test.feed.write(test.workspace, test.people.admin, "test", part.map(named))).ok).toBe(true);
    const follower = await following("a");
    await follower.settle();
    for (const part of [ids.slice(0, 400), ids.slice(400)]) expect((await test.feed.write(test.workspace, "", "orders", part.map(facts))).ok).toBe(true);
    const fresh = randomUUID();
    expect((await test.feed.write(test.workspace, test.people.admin, "test", [named(fresh, 700)])).ok).toBe(true);
    expect((await test.feed.write(test.workspace, "", "orders", [facts(fresh)])).ok).toBe(true);
    for (let times = 0; times < 3; times++) await follower.settle();
    expect((await told()).length).toBe(701);
    expect(new Set(await told()).size).toBe(401);
  });

  it("I4 M1 O3 what a server of the version before writes, which knows no facts, is heard of once too", async () => {
    const test = await begin();
    const [id, other] = [randomUUID(), randomUUID()];
    const write = async (...changes: Parameters<TestFeed["feed"]["write"]>[3]) => expect((await test.feed.write(test.workspace, "", "test", changes)).ok).toBe(true);
    await write(creation("contact", { name: "Customer", owner: test.people.exec }, id));
    await write(setting(id, "contact", { visits: { value: 3, base: null } }));
    const follower = await following("a");
    await follower.settle();
    await write(creation("contact", { name: "Another", owner: test.people.exec }, other));
    await write(setting(id, "contact", { name: { value: "Renamed", base: null } }));
    // It leaves where facts had come before as it is.
    await database().sql`update feed set facts_seq = seq - 2 where workspace_id = ${test.workspace} and record_id = ${id}`;
    for (let times = 0; times < 3; times++) await follower.settle();
    expect(await told()).toEqual(["Another", "Renamed"]);
  });

  it("U5 what lies in a person's own bucket is not followed", async () => {
    const test = await begin();
    const follower = await following("a");
    await follower.settle();
    await test.feed.write(test.workspace, "", "notify", [creation("notification", { person: test.people.exec, what: "message", text: "Hello", at: 1 })]);
    await write(test, "Seen");
    await follower.settle();
    expect(await told()).toEqual(["Seen"]);
  });
});
