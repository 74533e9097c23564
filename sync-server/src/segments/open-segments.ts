// The engine of segments on the server: a rule is checked, made a plan, compiled, and asked of the projection once that is
// up to date. Invariant: nothing is counted, named or explained that the viewer may not see: the buckets say so, as for a
// device.
import { type Bucket, bucketsFollowed, bucketsOf, ORPHANS_BUCKET, type Viewer, viewerOf } from "@outrider/shared/access";
import { err, isUuid, ok, type Result } from "@outrider/shared/kernel";
import { createZone } from "@outrider/shared/analytics";
import { titleOf } from "@outrider/shared/projection";
import { type PackedRecord, type RecordState, survivor, textOf, unpack } from "@outrider/shared/records";
import type { Rule } from "@outrider/shared/schema";
import { checkSegmentRule, plainSources, planOf, ruleMoneyOf, type SegmentContext, segmentContext, segmentValues, type Why, whyOf } from "@outrider/shared/segments";
import type { Database } from "../db/database.ts";
import type { RecordDoor } from "../feed/record-door.ts";
import { membersOf, moneyRecordsOf, statesOf } from "../feed/sql-rows.ts";
import { conditionOf, Parameters } from "./compile-sql.ts";
import { createProjection, type Projection } from "./projection.ts";
import { type FoundCustomer, SegmentFault, type SegmentLook, type SegmentRefusal, type Segments } from "./segments-port.ts";

export interface SegmentsDeps { readonly database: Pick<Database, "sql">; readonly door: Pick<RecordDoor, "store">; readonly now: () => number; /** The usual one, unless told. */ readonly projection?: Projection }

const SAMPLE = 10;
const BATCH = 5_000;

/** Whose eyes they are. */
interface Eyes { readonly viewer: Viewer; readonly followed: readonly Bucket[]; readonly context: SegmentContext }
interface Asked { readonly condition: string; readonly parameters: Parameters; readonly eyes: Eyes }

export function createSegments({ database: { sql }, door, now, projection = createProjection({ database: { sql }, door, now }) }: SegmentsDeps): Segments {
  async function eyesOf({ workspace, viewer: user, zone = "UTC" }: SegmentLook): Promise<Eyes | null> {
    const members = statesOf(await membersOf(sql, workspace));
    const byId = new Map(members.map((state) => [state.id, state]));
    const viewer = viewerOf(user, (id) => byId.get(id));
    if (!viewer) return null;
    const today = createZone(zone).dayOf(now());
    return { viewer, followed: bucketsFollowed(viewer, members), context: segmentContext(user, zone, today, ruleMoneyOf(statesOf(await moneyRecordsOf(sql, workspace)), today)) };
  }

  /** All owners of customers there are, found by jumping along their index: whether a viewer sees everybody. */
  async function seesAll(workspace: string, { viewer, followed }: Eyes): Promise<boolean> {
    if (viewer.role !== "admin" || !followed.includes(ORPHANS_BUCKET)) return false;
    const rows = await sql<{ owner: string }[]>`
      with recursive jump as (
        (select owner from segments.customer where workspace_id = ${workspace} and owner is not null order by owner limit 1)
        union all select (select next.owner from segments.customer next where next.workspace_id = ${workspace} and next.owner > jump.owner order by next.owner limit 1) from jump where jump.owner is not null
      ) select owner from jump where owner is not null`;
    const known = new Set(followed);
    return rows.every(({ owner }) => known.has(`u:${owner}`));
  }

  const named = (followed: readonly Bucket[], prefix: string): readonly string[] => followed.filter((bucket) => bucket.startsWith(prefix)).map((bucket) => bucket.slice(prefix.length)).filter(isUuid);

  /** Whom the viewer may see: what lies in the buckets he follows. */
  async function visible(workspace: string, eyes: Eyes, into: Parameters): Promise<string> {
    if (await seesAll(workspace, eyes)) return "true";
    const { followed } = eyes;
    const orphans = followed.includes(ORPHANS_BUCKET) ? " or owner is null" : "";
    return `(owner = any(${into.of(named(followed, "u:"), "uuid[]")})${orphans} or shared && ${into.of(followed.filter((bucket) => bucket.startsWith("s:")), "text[]")})`;
  }

  async function ask(look: SegmentLook, rule: Rule | null): Promise<Result<Asked, SegmentRefusal>> {
    const fault = rule === null ? null : checkSegmentRule(rule);
    if (fault) return err({ kind: "bad-rule", fault });
    await projection.bringUp(look.workspace);
    const eyes = await eyesOf(look);
    if (!eyes) return err({ kind: "not-a-member" });
    const parameters = new Parameters();
    const workspace = `workspace_id = ${parameters.of(look.workspace, "uuid")}`;
    const who = await visible(look.workspace, eyes, parameters);
    const found = conditionOf(planOf(rule, eyes.context), parameters, { workspace: look.workspace, followed: eyes.followed, context: eyes.context });
    return ok({ condition: `${workspace} and ${who} and ${found}`, parameters, eyes });
  }

  const run = async <T>(text: string, { parameters }: Asked, ...more: readonly unknown[]): Promise<readonly T[]> => (await sql.unsafe(text, [...parameters.values, ...more] as never[])) as unknown as readonly T[];

  const count = async (asked: Asked): Promise<number> => (await run<{ count: number }>(`select count(*)::bigint as count from segments.customer where ${asked.condition}`, asked))[0]?.count ?? 0;

  async function idsAfter(asked: Asked, after: string | null, most: number): Promise<readonly string[]> {
    const place = asked.parameters.values.length;
    const from = after === null ? "" : ` and contact_id > $${place + 2}::uuid`;
    const rows = await run<{ id: string }>(`select contact_id::text as id from segments.customer where ${asked.condition}${from} order by contact_id limit $${place + 1}::int`, asked, most, ...(after === null ? [] : [after]));
    return rows.map(({ id }) => id);
  }

  async function statesBy(workspace: string, ids: Iterable<string>): Promise<readonly RecordState[]> {
    const rows = await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and id in (select json_array_elements_text(${JSON.stringify([...new Set(ids)].filter((id) => id !== ""))}::json))`;
    return rows.map(({ state }) => unpack(state));
  }

  async function customers(workspace: string, ids: readonly string[]): Promise<readonly FoundCustomer[]> {
    const states = new Map((await statesBy(workspace, ids)).map((state) => [state.id, state]));
    return ids.flatMap((id) => {
      const state = states.get(id);
      return state ? [{ id, name: titleOf(state) }] : [];
    });
  }

  /** The contact that stands for this one, with all that a rule may ask of it, as far as the viewer sees it. */
  async function around(workspace: string, id: string, { followed }: Eyes): Promise<{ readonly contact: RecordState; readonly all: readonly RecordState[] } | null> {
    const known = new Map<string, RecordState>();
    const load = async (ids: Iterable<string>): Promise<readonly RecordState[]> => {
      const found = await statesBy(workspace, [...ids].filter((one) => !known.has(one)));
      for (const state of found) known.set(state.id, state);
      return found;
    };
    const chain = async (from: string): Promise<void> => {
      for (let next = from; next !== "" && !known.has(next);) {
        await load([next]);
        next = textOf(known.get(next) ?? { id: next, kind: "contact", fields: {}, sets: {}, losers: {}, trail: {} }, "mergedInto");
      }
    };
    await chain(id);
    const first = known.get(id);
    if (first?.kind !== "contact") return null;
    const contact = survivor(first, (one) => known.get(one));
    const losers = await sql<{ id: string }[]>`
      with recursive family as (
        select ${contact.id}::uuid as id union select loser.contact_id from family join segments.loser loser on loser.workspace_id = ${workspace} and loser.stands = family.id
      ) select id::text as id from family`;
    const family = losers.map((row) => row.id);
    await load(family);
    const hanging = await sql<{ state: PackedRecord }[]>`select state from record where workspace_id = ${workspace} and kind = 'activity' and root in (select json_array_elements_text(${JSON.stringify(family)}::json))`;
    for (const { state } of hanging) {
      const hung = unpack(state);
      known.set(hung.id, hung);
    }
    const deals = await sql<{ id: string }[]>`select deal_id::text as id from segments.deal where workspace_id = ${workspace} and contact_id in (select (json_array_elements_text(${JSON.stringify(family)}::json))::uuid)`;
    const stages = (await load(deals.map((row) => row.id))).map((deal) => textOf(deal, "stage"));
    await load([...stages, textOf(contact, "owner")]);
    await chain(textOf(contact, "company"));
    const follows = new Set(followed);
    const all = [...known.values()].filter((state) => bucketsOf(state, (one) => known.get(one)).some((bucket) => follows.has(bucket)));
    return all.includes(contact) ? { contact, all } : null;
  }

  return {
    async preview(look, rule) {
      const asked = await ask(look, rule);
      if (!asked.ok) return asked;
      const [total, ids] = await Promise.all([count(asked.value), idsAfter(asked.value, null, SAMPLE)]);
      return ok({ count: total, sample: await customers(look.workspace, ids), complete: true });
    },
    async page(look, rule, after, limit) {
      const asked = await ask(look, rule);
      if (!asked.ok) return asked;
      const [total, ids] = await Promise.all([count(asked.value), idsAfter(asked.value, after, limit + 1)]);
      const page = ids.slice(0, limit);
      return ok({ customers: await customers(look.workspace, page), total, next: ids.length > limit ? (page.at(-1) ?? null) : null });
    },
    async why(look, rule, contact) {
      const asked = await ask(look, rule);
      if (!asked.ok) return asked;
      const found = isUuid(contact) ? await around(look.workspace, contact, asked.value.eyes) : null;
      if (!found) return err({ kind: "not-found" });
      const { context } = asked.value.eyes;
      const sources = plainSources(found.all);
      const why: Why = whyOf(rule ?? { and: [] }, (path) => segmentValues(path, found.contact, sources, context), context);
      return ok(why);
    },
    async moved(look, rule, segment, most) {
      const asked = await ask(look, rule);
      if (!asked.ok) return null;
      const place = asked.value.parameters.values.length;
      const found = `select contact_id from segments.customer where ${asked.value.condition}`;
      const noted = `select contact_id from segment_member where workspace_id = $${place + 1}::uuid and segment_id = $${place + 2}::text`;
      const differ = async (from: string, less: string): Promise<readonly string[]> =>
        (await run<{ id: string }>(`select contact_id::text as id from ((${from}) except (${less})) moved limit $${place + 3}::int`, asked.value, look.workspace, segment, most)).map(({ id }) => id);
      return { entered: await differ(found, noted), left: await differ(noted, found) };
    },
    async *audienceOf(look, rule) {
      const asked = await ask(look, rule);
      if (!asked.ok) throw new SegmentFault(asked.error);
      for (let after: string | null = null; ;) {
        const ids: readonly string[] = await idsAfter(asked.value, after, BATCH);
        if (ids.length > 0) yield ids;
        if (ids.length < BATCH) return;
        after = ids.at(-1) ?? null;
      }
    },
  };
}
