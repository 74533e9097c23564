// One rule, one set: what `match` says of each contact that a viewer may see, and what the database finds, after records
// have been written, changed, moved, merged, deleted and erased.
import { randomUUID } from "node:crypto";
import { bucketsFollowed, bucketsOf, viewerOf } from "@outrider/shared/access";
import { createRandom, type Random } from "@outrider/shared/kernel";
import { isDeleted, type RecordState, textOf } from "@outrider/shared/records";
import type { Rule } from "@outrider/shared/schema";
import { compileRule, plainSources, ruleMoneyOf, segmentContext, segmentValues } from "@outrider/shared/segments";
import { createSegmentWorld, idOf, randomRule, SEGMENT_ZONES, type SegmentWorld } from "@outrider/shared/testing";
import { expect, it } from "vitest";
import { describeOnEachDatabase } from "../db/testing/each-database.ts";
import { eraseRecords } from "../feed/erase.ts";
import type { FeedStore } from "../feed/feed-store.ts";
import { createSqlFeedStore } from "../feed/sql-feed-store.ts";
import { writeGroups } from "../feed/testing/feed-writer.ts";
import { createSegments } from "./open-segments.ts";
import { createProjection } from "./projection.ts";
import type { SegmentLook } from "./segments-port.ts";

const NOW = Date.UTC(2026, 2, 31, 22, 30);
/** A soak does more of them. */
const RULES = Number(process.env["OUTRIDER_SEGMENT_RULES"] ?? 1_000);
const SIZE = 150;

async function save(store: FeedStore, workspace: string, states: readonly RecordState[]): Promise<void> {
  const byId = new Map(states.map((state) => [state.id, state]));
  const placed = states.map((state) => ({ state, buckets: bucketsOf(state, (id) => byId.get(id)) }));
  for (let from = 0; from < placed.length; from += 50) await writeGroups(store, workspace, [placed.slice(from, from + 50)]);
}

/** Whom a rule finds for a viewer, by what it means. */
function meantFor(world: Pick<SegmentWorld, "states">, viewer: string, zone: string): (rule: Rule) => readonly string[] {
  const byId = new Map(world.states.map((state) => [state.id, state]));
  const who = viewerOf(viewer, (id) => byId.get(id));
  if (!who) throw new Error("no viewer");
  const followed = new Set(bucketsFollowed(who, world.states.filter(({ kind }) => kind === "member")));
  const seen = world.states.filter((state) => bucketsOf(state, (id) => byId.get(id)).some((bucket) => followed.has(bucket)));
  const sources = plainSources(seen);
  const today = segmentContext(viewer, zone, "2026-03-31").dayOf(NOW);
  const context = segmentContext(viewer, zone, today, ruleMoneyOf(world.states, today));
  const standing = seen.filter((state) => state.kind === "contact" && !isDeleted(state) && textOf(state, "mergedInto") === "");
  return (rule) => {
    const test = compileRule(rule, context);
    return standing.filter((state) => test((path) => segmentValues(path, state, sources, context))).map(({ id }) => id).sort();
  };
}

describeOnEachDatabase("one rule, one set", (database) => {
  const parts = () => {
    const { sql, sync } = database();
    const store = createSqlFeedStore({ database: { sql, sync } });
    const deps = { database: { sql }, door: { store }, now: () => NOW };
    return { store, deps, projection: createProjection(deps) };
  };
  const found = async (look: SegmentLook, rule: Rule, deps: ReturnType<typeof parts>["deps"]): Promise<readonly string[]> => {
    const ids: string[] = [];
    for await (const batch of createSegments({ ...deps, projection: { bringUp: () => Promise.resolve() } }).audienceOf(look, rule)) ids.push(...batch);
    return ids;
  };

  async function same(random: Random, workspace: string, world: SegmentWorld, rules: number, { deps }: ReturnType<typeof parts>): Promise<number> {
    let interesting = 0;
    const eyes = world.members.flatMap((viewer, n) => [0, 1].map((shift) => ({ viewer, zone: SEGMENT_ZONES[(2 * n + shift) % SEGMENT_ZONES.length] as string })));
    for (const { viewer, zone } of eyes) {
      const meant = meantFor(world, viewer, zone);
      for (let each = 0; each < rules / eyes.length; each++) {
        const rule = randomRule(random, world);
        const ids = meant(rule);
        expect([zone, rule, await found({ workspace, viewer, zone }, rule, deps)]).toEqual([zone, rule, ids]);
        if (ids.length > 0 && ids.length < SIZE / 2) interesting += 1;
      }
    }
    return interesting;
  }

  it(`M3 the database finds whom the rule's meaning says, for everybody who looks, wherever: ${RULES} rules`, { timeout: 60_000 + RULES * 60 }, async () => {
    const workspace = randomUUID();
    const made = parts();
    const first = createSegmentWorld(createRandom("first"), SIZE, NOW);
    await save(made.store, workspace, first.states);
    await made.projection.bringUp(workspace);
    const interesting = await same(createRandom("rules"), workspace, first, RULES / 2, made);
    expect(interesting).toBeGreaterThan(RULES / 20);
    // Everything about the same records becomes another: owners, merges, deals, companies, rates, the workspace's currency, what is deleted.
    const second = createSegmentWorld(createRandom("second"), SIZE, NOW, { base: "USD" });
    expect(second.states.map(({ id }) => id)).toEqual(first.states.map(({ id }) => id));
    await save(made.store, workspace, second.states);
    await made.projection.bringUp(workspace);
    await same(createRandom("more rules"), workspace, second, RULES / 4, made);
    // Some are erased: what hung on them goes as well.
    const random = createRandom("erased");
    const gone = new Set(second.states.filter(({ kind }) => ["contact", "deal", "activity", "company"].includes(kind) && random.chance(0.1)).map(({ id }) => id));
    for (const state of second.states) if (gone.has(textOf(state, "root"))) gone.add(state.id);
    await eraseRecords(database(), workspace, [...gone], NOW);
    const left = { ...second, states: second.states.filter(({ id }) => !gone.has(id)) };
    await made.projection.bringUp(workspace);
    await same(createRandom("last rules"), workspace, left, RULES / 4, made);
    // A workspace that has no currency of its own.
    const plain = createSegmentWorld(createRandom("third"), SIZE / 2, NOW, { salt: "plain", base: "" });
    const other = randomUUID();
    await save(made.store, other, plain.states);
    await made.projection.bringUp(other);
    await same(createRandom("plain rules"), other, plain, RULES / 10, made);
  });

  it.each([
    ["null under a negation is taken for false", (text: string) => text.replaceAll(") is not true)", ") is false)")],
    ["a border is left out", (text: string) => text.replaceAll(">=", ">")],
    ["money of any currency is compared", (text: string) => text.replaceAll("spend_currency = ", "'none' <> ")],
    ["one too many is seen", (text: string) => text.replaceAll("(owner = any", "(owner <> all")],
  ])("M3 it would be noticed if %s", { timeout: 60_000 }, async (_, bug) => {
    const workspace = randomUUID();
    const made = parts();
    const world = createSegmentWorld(createRandom("planted"), SIZE, NOW, { salt: "planted" });
    await save(made.store, workspace, world.states);
    await made.projection.bringUp(workspace);
    const { sql } = database();
    const wrong = new Proxy(sql, { get: (target, name) => (name === "unsafe" ? (text: string, values: never[]) => target.unsafe(bug(text), values) : (Reflect.get(target, name) as unknown)) });
    const planted = { ...made, deps: { ...made.deps, database: { sql: wrong } } };
    await expect(same(createRandom("rules"), workspace, world, 1_000, planted)).rejects.toThrow("expected");
  });

  it("M3 what is kept up one edit at a time is what is made anew; two servers that look at once take it in once", { timeout: 60_000 }, async () => {
    const workspace = randomUUID();
    const { store, deps, projection } = parts();
    const other = createProjection(deps);
    const [first, second] = [createSegmentWorld(createRandom("kept"), 40, NOW, { salt: "kept" }), createSegmentWorld(createRandom("up"), 40, NOW, { salt: "kept" })];
    await save(store, workspace, first.states);
    await Promise.all([projection.bringUp(workspace), other.bringUp(workspace), projection.bringUp(workspace)]);
    const random = createRandom("order");
    const now = new Map(first.states.map((state) => [state.id, state]));
    for (const state of [...second.states].sort(() => random.next() - 0.5)) {
      now.set(state.id, state);
      const buckets = (one: RecordState) => bucketsOf(one, (id) => now.get(id));
      // What hangs on it moves with it.
      const moved = [state, ...[...now.values()].filter((one) => textOf(one, "root") === state.id && one.id !== state.id)];
      await writeGroups(store, workspace, [moved.map((one) => ({ state: one, buckets: buckets(one) }))]);
      if (random.chance(0.3)) await (random.chance(0.5) ? projection : other).bringUp(workspace);
    }
    await Promise.all([projection.bringUp(workspace), other.bringUp(workspace)]);
    const { sql } = database();
    const all = async (): Promise<unknown> => {
      const sorted = (values: unknown): unknown => (Array.isArray(values) ? [...values].sort() : values);
      const rows = await sql.unsafe<Record<string, unknown>[]>(`select * from segments.customer where workspace_id = $1 order by contact_id`, [workspace]);
      const others = await Promise.all(["detail", "linked", "deal", "touch", "loser"].map((table) => sql.unsafe(`select * from segments.${table} where workspace_id = $1 order by 2, 3`, [workspace])));
      return [rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, sorted(value)]))), ...others.map((each) => [...each])];
    };
    const kept = await all();
    await sql`delete from segments.standing where workspace_id = ${workspace}`;
    await projection.bringUp(workspace);
    expect(await all()).toEqual(kept);
    expect(JSON.stringify(kept)).toContain(idOf("kept member 0"));
  });
});
