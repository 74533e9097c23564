// The projection kept up: brought up to what is committed before each look, from where it stood. Invariants: a page of the
// feed and the place after it are one transaction, so that it survives whatever ends the server; two servers that read the
// same page take it in once; where history went back or was cut off it is made anew.
import { type Bucket, ORPHANS_BUCKET, WORKSPACE_BUCKET } from "@outrider/shared/access";
import { DAY_MS, isUuid } from "@outrider/shared/kernel";
import type { Lane } from "@outrider/shared/protocol";
import { type PackedRecord, type RecordState, unpack } from "@outrider/shared/records";
import type { Database } from "../db/database.ts";
import { advance } from "../feed/feed-reader.ts";
import type { FeedPage } from "../feed/feed-store.ts";
import type { RecordDoor } from "../feed/record-door.ts";
import { openProjection, PROJECTED } from "./projection-tables.ts";
import { takePage } from "./projection-write.ts";

export interface Projection {
  /** Answers once all that was committed before the call is in it. */
  bringUp(workspace: string): Promise<void>;
}

export interface ProjectionDeps { readonly database: Pick<Database, "sql">; readonly door: Pick<RecordDoor, "store">; readonly now: () => number }

interface Place { readonly boot: string; readonly at: number; readonly lanes: readonly Lane[]; readonly looked: number }

const PAGE_ROWS = 2_000;
/** What has left a bucket is told for half a year. */
const ASKS_AFTER_MS = 3_600_000;
/** Wherever somebody looks, what lies so far back is past. */
const PAST_MS = 2 * DAY_MS;
const START: Place = { boot: "", at: 0, lanes: [{ buckets: [WORKSPACE_BUCKET, ORPHANS_BUCKET], seq: 0 }], looked: 0 };
/** Nothing else is asked for by any rule. */
const KINDS: ReadonlySet<string> = new Set(["contact", "company", "deal", "activity", "member", "stage"]);

export function createProjection({ database: { sql }, door, now }: ProjectionDeps): Projection {
  const { store } = door;
  let opened: Promise<void> | null = null;
  const open = (): Promise<void> => (opened ??= openProjection(sql).catch((error: unknown) => {
    opened = null;
    throw error;
  }));

  async function placeOf(workspace: string): Promise<Place | null> {
    const [row] = await sql<{ boot: string; at: number; lanes: string; looked: number }[]>`select boot, at, lanes, looked from segments.standing where workspace_id = ${workspace}`;
    return row ? { ...row, lanes: JSON.parse(row.lanes) as readonly Lane[] } : null;
  }

  async function isRewound(workspace: string, { boot, at }: Place, page: FeedPage): Promise<boolean> {
    if (page.head < at) return true;
    if (boot === "" || page.boot === boot) return false;
    const boots = await store.boots(workspace);
    const mine = boots.findIndex((one) => one.boot === boot);
    return mine < 0 || boots.slice(mine + 1).some(({ firstSeq }) => firstSeq < at);
  }

  /** Those of them that are no more; the others have only moved. */
  async function goneFor(workspace: string, page: FeedPage): Promise<readonly string[]> {
    const named = [...new Set(page.gone.map(({ record }) => record))].filter(isUuid);
    if (named.length === 0) return [];
    const rows = await sql<{ id: string }[]>`select id from record where workspace_id = ${workspace} and id in (select json_array_elements_text(${JSON.stringify(named)}::json))`;
    const there = new Set(rows.map(({ id }) => id));
    return named.filter((id) => !there.has(id));
  }

  /** False: another server was faster, or it begins anew. */
  async function write(workspace: string, from: Place | null, to: Place, page: { readonly states: readonly RecordState[]; readonly gone: readonly string[] } | null): Promise<boolean> {
    return await sql.begin(async (tx) => {
      if (from === null) await tx`insert into segments.standing (workspace_id, boot, at, lanes, looked) values (${workspace}, '', 0, '', 0) on conflict do nothing`;
      const [standing] = await tx<{ at: number; lanes: string }[]>`select at, lanes from segments.standing where workspace_id = ${workspace} for update`;
      const lanes = from === null ? "" : JSON.stringify(from.lanes);
      if (!standing || standing.at !== (from?.at ?? 0) || standing.lanes !== lanes) return false;
      if (page === null) for (const table of PROJECTED) if (table !== "standing") await tx.unsafe(`delete from segments.${table} where workspace_id = $1`, [workspace]);
      if (page !== null && page.states.length + page.gone.length > 0) await takePage(tx, workspace, { ...page, settled: now() - PAST_MS });
      await tx`update segments.standing set boot = ${to.boot}, at = ${to.at}, lanes = ${JSON.stringify(to.lanes)}, looked = ${to.looked} where workspace_id = ${workspace}`;
      return true;
    });
  }

  const anew = (workspace: string, from: Place | null): Promise<boolean> => write(workspace, from, { ...START, looked: now() }, null);

  /** Lanes of those who have joined since: what lies in their buckets is read from its beginning. */
  async function joined(workspace: string, lanes: readonly Lane[]): Promise<readonly Lane[]> {
    const known = new Set(lanes.flatMap(({ buckets }) => buckets));
    const members = await sql<{ id: string }[]>`select id from segments.linked where workspace_id = ${workspace} and kind = 'member'`;
    const fresh = members.map(({ id }): Bucket => `u:${id}`).filter((bucket) => !known.has(bucket));
    return fresh.length > 0 ? [...lanes, { buckets: fresh, seq: 0 }] : lanes;
  }

  async function read(workspace: string): Promise<void> {
    await open();
    for (;;) {
      const place = await placeOf(workspace);
      if (place === null || (now() - place.looked > ASKS_AFTER_MS && (await store.horizon(workspace)) > place.at && place.at > 0)) {
        await anew(workspace, place);
        continue;
      }
      const page = await store.page(workspace, place.lanes, PAGE_ROWS);
      if (await isRewound(workspace, place, page)) {
        await anew(workspace, place);
        continue;
      }
      const gone = await goneFor(workspace, page);
      const states = page.rows.map(({ packed }) => unpack(JSON.parse(packed) as PackedRecord)).filter(({ id, kind }) => KINDS.has(kind) && isUuid(id));
      const to: Place = { boot: page.boot, at: Math.max(place.at, page.upTo), lanes: advance(place.lanes, page.upTo), looked: now() };
      const isEnd = page.upTo >= page.head;
      const same = to.at === place.at && JSON.stringify(to.lanes) === JSON.stringify(place.lanes) && to.boot === place.boot && states.length + gone.length === 0;
      if (!same || now() - place.looked > ASKS_AFTER_MS) {
        if (!(await write(workspace, place, to, { states, gone }))) continue;
      }
      if (!isEnd) continue;
      const lanes = await joined(workspace, to.lanes);
      if (lanes === to.lanes) return;
      await write(workspace, same ? place : to, { ...to, lanes }, { states: [], gone: [] });
    }
  }

  /** One reads for all who wait in this server; who comes while it reads waits for the next. */
  const running = new Map<string, Promise<void>>();
  const waiting = new Map<string, Promise<void>>();
  function start(workspace: string): Promise<void> {
    const made = read(workspace).finally(() => {
      if (running.get(workspace) === made) running.delete(workspace);
    });
    running.set(workspace, made);
    return made;
  }
  return {
    async bringUp(workspace) {
      const now = running.get(workspace);
      if (!now) return await start(workspace);
      const next = waiting.get(workspace) ?? now.catch(() => undefined).then(() => {
        waiting.delete(workspace);
        return start(workspace);
      });
      waiting.set(workspace, next);
      await next;
    },
  };
}
