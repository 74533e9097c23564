// Owns what a segment costs: of a million customers in PostgreSQL, count and ten of them, and of a hundred thousand on a
// device, from a rule that was just changed to the answer.
import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import { DAY_MS } from "@outrider/shared/kernel";
import type { RecordState } from "@outrider/shared/records";
import type { Value } from "@outrider/shared/schema";
import { createSegments as createDeviceSegments } from "../../client/src/engine/segments.ts";
import type { View } from "../../client/src/engine/relations.ts";
import { openDatabase } from "../../sync-server/src/db/open-database.ts";
import { createSegments } from "../../sync-server/src/segments/index.ts";
import { openProjection } from "../../sync-server/src/segments/projection-tables.ts";
import type { Metric, Row } from "../metric.ts";
import { quantile } from "../statistics.ts";
import { withFreshPostgres } from "./fresh-postgres.ts";
import { SHOE_SIZE, TYPICAL } from "./segment-rules.ts";

const TIMES = 7;
const [OWNERS, COMPANIES] = [40, 20_000];
const member = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

function rowsOf(metric: Metric, size: number, taken: ReadonlyMap<string, readonly number[]>): Row[] {
  const of = `${size.toLocaleString("en-GB")} customers`;
  const row = (name: string, values: readonly number[]): Row => ({ id: "segments", metric, of: `${of}: ${name}`, peer: "outrider", ours: true, value: quantile(values, 0.95), worst: Math.max(...values), runs: values.length });
  return [row("all of these, p95", [...taken.values()].flat()), ...[...taken].map(([name, values]) => row(name, values))];
}

async function inSql(size: number): Promise<Row[]> {
  const rows = await withFreshPostgres((databaseUrl) => inDatabase(databaseUrl, size));
  return rows ?? [{ id: "segments", metric: "segmentSql", peer: "outrider", ours: true, value: undefined, runs: 0, note: "no PostgreSQL here" }];
}

async function inDatabase(databaseUrl: string, size: number): Promise<Row[]> {
  const database = await openDatabase({ databaseUrl }, { lost: () => undefined, trouble: () => undefined });
  try {
    const { sql } = database;
    const workspace = randomUUID();
    await openProjection(sql);
    await sql`select setseed(0.5)`;
    await sql`
      insert into segments.customer (workspace_id, contact_id, owner, company, spend, spend_currency, visits, last_active, created_at, updated_at, tags, mail, stages, stage_places, custom)
      select ${workspace}, gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad((1 + floor(random() * ${OWNERS}))::text, 12, '0'))::uuid,
        case when random() < 0.3 then ('00000000-0000-4000-9000-' || lpad(floor(random() * ${COMPANIES})::text, 12, '0'))::uuid end,
        case when n % 10 > 1 then round((exp(random() * 10))::numeric, 2) end, case when n % 10 > 1 then 'EUR' end, case when n % 10 > 1 then floor(exp(random() * 4)) end, case when n % 10 > 1 then ${Date.now()} - floor(random() * 1000) * ${DAY_MS} end,
        ${Date.now()} - floor(random() * 1000) * ${DAY_MS}, ${Date.now()}, case when random() < 0.5 then array['tag ' || floor(random() * 50), 'tag ' || floor(random() * 50)] end,
        case when random() < 0.05 then 'no' end, case when random() < 0.02 then array['00000000-0000-4000-8000-0000000000ff'] end, null, case when random() < 0.2 then jsonb_build_object(${SHOE_SIZE}::text, 36 + floor(random() * 12)) end
      from generate_series(1, ${size}::int) n`;
    await sql`update segments.customer set stage_places = array['u:' || owner] where stages is not null`;
    await sql`
      insert into segments.linked (workspace_id, id, kind, stands, data)
      select ${workspace}, id, 'company', id, jsonb_build_object('industry', case when n % 12 = 0 then 'retail' else 'industry ' || n % 12 end)
      from (select n, ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid as id from generate_series(0, ${COMPANIES}::int) n) companies`;
    await sql`vacuum analyze segments.customer`;
    await sql`vacuum analyze segments.linked`;
    for (let n = 1; n <= OWNERS; n += 1) {
      const state = { id: member(n), kind: "member", w: [[1, "system.1", "system", { name: `Member ${n}`, role: n === 1 ? "admin" : "exec", team: "", active: true }]] };
      await sql`insert into record (workspace_id, id, kind, seq, state) values (${workspace}, ${member(n)}, 'member', ${n}, ${JSON.stringify(state)}::json)`;
    }
    const door = { store: {} } as unknown as Parameters<typeof createSegments>[0]["door"];
    const segments = createSegments({ database, door, now: Date.now, projection: { bringUp: () => Promise.resolve() } });
    const taken = new Map<string, number[]>();
    for (const [called, rule] of Object.entries(TYPICAL)) {
      const values: number[] = [];
      for (let time = 0; time <= TIMES; time += 1) {
        const before = performance.now();
        const found = await segments.preview({ workspace, viewer: member(1), zone: "Europe/Berlin" }, rule);
        if (!found.ok || found.value.count === 0) throw new Error(`${called} found nobody`);
        // The first warms the cache of the machine.
        if (time > 0) values.push(performance.now() - before);
      }
      taken.set(called, values);
    }
    return rowsOf("segmentSql", size, taken);
  } finally {
    await database.close();
  }
}

async function onDevice(size: number): Promise<Row[]> {
  const now = Date.now();
  const states = new Map<string, RecordState>();
  const put = (id: string, kind: RecordState["kind"], values: Readonly<Record<string, Value | undefined>>, sets: Readonly<Record<string, readonly string[]>> = {}): void => {
    const stamp = { at: now, origin: "d.1", by: member(1) };
    const fields = Object.fromEntries(Object.entries(values).flatMap(([field, value]) => (value === undefined ? [] : [[field, { value, ...stamp }]])));
    states.set(id, { id, kind, fields, sets: Object.fromEntries(Object.entries(sets).map(([set, elements]) => [set, Object.fromEntries(elements.map((one) => [one, { adds: ["d.1"], removes: [] }]))])), losers: {}, trail: {} });
  };
  const id = (n: number, kind: number): string => `00000000-0000-4000-a${String(kind).padStart(3, "0")}-${String(n).padStart(12, "0")}`;
  put(id(0, 1), "stage", { outcome: "open", name: "Open" });
  for (let n = 0; n < 2_000; n += 1) put(id(n, 2), "company", { name: `Company ${n}`, industry: n % 12 === 0 ? "Retail" : `Industry ${n % 12}` });
  for (let n = 0; n < size; n += 1) {
    const orders = n % 10 > 1;
    put(id(n, 3), "contact", {
      name: `Customer ${n}`, owner: member(1 + (n % OWNERS)), company: n % 3 === 0 ? id(n % 2_000, 2) : undefined, mail: n % 20 === 0 ? "no" : undefined, [SHOE_SIZE]: n % 5 === 0 ? 36 + (n % 12) : undefined,
      spend: orders ? { amount: Math.exp((n * 7919) % 10_000 / 1_000), currency: "EUR" } : undefined, visits: orders ? (n * 31) % 40 : undefined, lastActive: orders ? now - ((n * 13) % 1_000) * DAY_MS : undefined,
    }, n % 2 === 0 ? { tags: [`Tag ${(n / 2) % 50}`, `Tag ${((n / 2) * 7) % 50}`] } : {});
  }
  for (let n = 0; n < size / 50; n += 1) put(id(n, 4), "deal", { title: `Deal ${n}`, stage: id(0, 1), contact: id(n * 50, 3), owner: member(1) });
  const read = (one: string): RecordState | undefined => states.get(one);
  const view: View = { read, peek: read, glance: (one) => (states.has(one) ? { updatedAt: now, deleted: false, mergedInto: "", root: "" } : undefined), ids: (kind) => [...states.values()].filter((state) => state.kind === kind).map((state) => state.id) };
  const told: (() => void)[] = [];
  const segments = createDeviceSegments({
    view, relations: { hanging: () => [], family: (one) => [one], rootOf: () => "", changed: () => undefined, forget: () => undefined }, user: member(1), beyond: { reach: () => ({ complete: true }), turn: 0 },
    timers: { now: Date.now, after: (ms, run) => { const timer = setTimeout(run, ms); return () => clearTimeout(timer); } }, pendingOf: () => new Set(), keeps: () => false, ready: () => { for (const tell of told) tell(); },
  });
  const today = new Date(now).toISOString().slice(0, 10);
  const [taken, first] = [new Map<string, number[]>(), [] as number[]];
  for (const [called, rule] of Object.entries(TYPICAL)) {
    const values: number[] = [];
    const live = segments.segment({ rule, today, zone: "Europe/Berlin" });
    const began = performance.now();
    // The columns that nobody has asked for yet are read in pieces.
    while (live.compute().count === null) await new Promise<void>((resolve) => void told.splice(0, told.length, resolve));
    if (taken.size === 0) first.push(performance.now() - began);
    for (let time = 0; time < TIMES * 3; time += 1) {
      const before = performance.now();
      const { count } = segments.segment({ rule: { and: [rule, { field: "visits", op: "!=", value: -time }] }, today, zone: "Europe/Berlin" }).compute();
      values.push(performance.now() - before);
      if (count === null || count === 0) throw new Error(`${called} found nobody`);
    }
    taken.set(called, values);
  }
  return [...rowsOf("segmentDevice", size, taken), { id: "segments", metric: "segmentRead", of: `${size.toLocaleString("en-GB")} customers`, peer: "outrider", ours: true, value: first[0], runs: 1 }];
}

export const runSegments = async (quick: boolean): Promise<Row[]> => [...(await onDevice(quick ? 20_000 : 100_000)), ...(await inSql(quick ? 100_000 : 1_000_000))];
