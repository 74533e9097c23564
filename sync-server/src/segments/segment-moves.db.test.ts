// Who goes into a segment and out of it, by the rule's own SQL: told once each, whatever dies, to those alone who ask.
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { eraseRecords } from "../feed/erase.ts";
import { createSqlFeedStore } from "../feed/sql-feed-store.ts";
import { creation, setting, testFeed, type TestFeed } from "../feed/testing/test-feed.ts";
import { createSegments } from "./open-segments.ts";
import { type MoveNews, openSegmentMoves, type SegmentMoves } from "./segment-moves.ts";

/** Longer than any look takes here, so that the pace of this machine decides nothing. */
const A_WHILE = 600_000;
const QUARTER = 900_000;

describeOnEachDatabase("who moves in and out of segments", (database) => {
  let test: TestFeed;
  let asks: boolean;
  let dies: boolean;
  const open: SegmentMoves[] = [];
  const told: MoveNews[] = [];
  let look: () => Promise<void>;

  /** One server more; its look as the queue calls it. */
  function server(): () => Promise<void> {
    let handle: (workspace: string) => Promise<void> = () => Promise.resolve();
    const store = createSqlFeedStore({ database: database() });
    const moves = openSegmentMoves({
      database: database(), clock: { now: () => test.clock }, log: { error: () => undefined }, everyMs: 3_600_000,
      segments: createSegments({ database: database(), door: { store }, now: () => test.clock }),
      queue: { send: (workspace) => handle(workspace), work: (work) => (handle = work) },
      herald: {
        since: () => Promise.resolve(asks ? 0 : null),
        tell: (_tx, workspace, news) => (dies ? Promise.reject(new Error("died")) : Promise.resolve(() => void (workspace === test.workspace && told.push(...news)))),
      },
    });
    open.push(moves);
    return () => handle(test.workspace);
  }
  beforeEach(async () => {
    [asks, dies] = [true, false];
    told.length = 0;
    test = await testFeed(createSqlFeedStore({ database: database() }));
    look = server();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((moves) => moves.close()));
    for (const table of ["segment_watch", "segment_member", "webhook"]) await database().sql.unsafe(`delete from ${table}`);
  });

  const write = async (...changes: Parameters<TestFeed["feed"]["write"]>[3]): Promise<void> => {
    test.clock += 1000;
    const written = await test.feed.write(test.workspace, test.people.exec, "test", changes);
    expect(written).toMatchObject({ ok: true });
  };
  const made = async (count: number, visits: number): Promise<readonly string[]> => {
    const ids = Array.from({ length: count }, () => randomUUID());
    for (let from = 0; from < count; from += 200) {
      await write(...ids.slice(from, from + 200).map((id) => creation("contact", { name: "Customer", owner: test.people.exec }, id)));
      await write(...ids.slice(from, from + 200).map((id) => setting(id, "contact", { visits: { value: visits, base: null } })));
    }
    return ids;
  };
  const visit = (id: string, visits: number) => write(setting(id, "contact", { visits: { value: visits, base: null } }));
  const segment = async (rule: object, name = "Often here"): Promise<string> => {
    const id = randomUUID();
    await write(creation("segment", { name, rule: rule as never }, id));
    return id;
  };
  const OFTEN = { field: "visits", op: ">=", value: 10 };
  /** As seldom as segments are looked at that take long. */
  const later = async (ms = A_WHILE): Promise<void> => {
    test.clock += ms;
    await look();
  };
  const moves = () => told.map(({ event, record }) => [event, record]);

  it("I4 M3 whoever was there at the beginning is not told; who comes and who goes is, once each, and no word of theirs", async () => {
    const [inside, outside] = [(await made(1, 12))[0] as string, (await made(1, 2))[0] as string];
    const id = await segment(OFTEN);
    await later();
    expect(told).toEqual([]);
    await visit(outside, 10);
    await later();
    expect(told).toMatchObject([{ event: "segment.entered", record: outside, at: test.clock, data: { kind: "segment_move", id, name: "Often here", customer_id: outside } }]);
    await later();
    await later(QUARTER);
    await visit(inside, 1);
    await visit(outside, 11);
    await later();
    expect(moves()).toEqual([["segment.entered", outside], ["segment.left", inside]]);
    await write(setting(outside, "contact", { deletedAt: { value: test.clock, base: null } }));
    await later();
    expect(moves().at(-1)).toEqual(["segment.left", outside]);
    expect(told).toHaveLength(3);
  });

  it("I4 M3 time alone moves too, and a segment in which nothing was written is not looked at again and again", async () => {
    const [id] = await made(1, 1) as [string];
    await write(setting(id, "contact", { lastActive: { value: test.clock, base: null } }));
    await segment({ field: "inactiveDays", op: ">", value: 30 });
    await later();
    test.clock += 40 * 24 * 3_600_000;
    await look();
    expect(moves()).toEqual([["segment.entered", id]]);
    const [before] = await database().sql`select looked_at from segment_watch where workspace_id = ${test.workspace}`;
    await later();
    expect(await database().sql`select looked_at from segment_watch where workspace_id = ${test.workspace}`).toMatchObject([before]);
    await later(QUARTER);
    expect(await database().sql`select looked_at from segment_watch where workspace_id = ${test.workspace}`).not.toMatchObject([before]);
    expect(told).toHaveLength(1);
  });

  it("I4 M3 a changed rule begins anew, one that says “me” tells nobody, and a segment in the bin is forgotten", async () => {
    const [inside, outside] = [(await made(1, 12))[0] as string, (await made(1, 2))[0] as string];
    const id = await segment(OFTEN);
    await segment({ and: [OFTEN, { field: "owner", op: "==", value: { me: true } }] }, "Mine");
    await later();
    await write(setting(id, "segment", { rule: { value: { field: "visits", op: "<", value: 5 } as never, base: null } }));
    await later();
    expect(told).toEqual([]);
    await visit(outside, 20);
    await visit(inside, 1);
    await later();
    expect(moves().sort()).toEqual([["segment.entered", inside], ["segment.left", outside]]);
    await write(setting(id, "segment", { deletedAt: { value: test.clock, base: null } }));
    await later();
    expect(await database().sql`select from segment_member where workspace_id = ${test.workspace}`).toHaveLength(0);
    expect(told).toHaveLength(2);
  });

  it("I4 M3 S2 what dies before it is committed is told afterwards, and of two servers one tells", async () => {
    const ids = await made(30, 1);
    await segment(OFTEN);
    await later();
    const other = server();
    for (const id of ids) await visit(id, 10);
    dies = true;
    test.clock += A_WHILE;
    await expect(look()).rejects.toThrow("died");
    expect(told).toEqual([]);
    dies = false;
    await Promise.all([look(), other(), look(), other()]);
    expect(told.map(({ record }) => record).sort()).toEqual([...ids].sort());
  });

  it("I4 M3 many at once are told in batches, all of them", async () => {
    const ids = await made(1_200, 1);
    await segment({ field: "visits", op: ">=", value: 1 }, "Everybody");
    await later();
    await segment(OFTEN);
    await later();
    for (let from = 0; from < ids.length; from += 400) await write(...ids.slice(from, from + 400).map((id) => setting(id, "contact", { visits: { value: 10, base: null } })));
    await later();
    await later();
    expect(new Set(told.map(({ record }) => record)).size).toBe(1_200);
    expect(told).toHaveLength(1_200);
  });

  it("I4 M3 who is erased goes untold, and where nobody asks any more nothing is kept", async () => {
    const [gone, stays] = await made(2, 12) as [string, string];
    await segment(OFTEN);
    await later();
    await eraseRecords(database(), test.workspace, [gone], test.clock);
    expect(await database().sql`select contact_id from segment_member where workspace_id = ${test.workspace}`).toMatchObject([{ contact_id: stays }]);
    await later();
    expect(told).toEqual([]);
    asks = false;
    await open[0]?.round();
    expect(await database().sql`select from segment_watch where workspace_id = ${test.workspace}`).toHaveLength(0);
    expect(await database().sql`select from segment_member where workspace_id = ${test.workspace}`).toHaveLength(0);
    await open[0]?.round();
  });
});
