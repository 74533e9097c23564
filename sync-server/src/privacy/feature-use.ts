// How often features are used: counted on this server alone, of people who said yes, in a workspace whose admin wants it.
// Invariants: what is kept says a day, a feature and a number; nobody's id lies beside it; without both consents nothing is
// taken, whatever a device sends.
import { DAY_MS } from "@outrider/shared/kernel";
import type { Feature } from "@outrider/shared/schema";
import type { Database } from "../db/database.ts";
import type { Clock } from "../platform/clock.ts";

export interface Using { readonly measured: boolean; readonly consented: boolean }
export interface FeatureUse {
  of(workspace: string, user: string): Promise<Using>;
  consent(workspace: string, user: string, given: boolean): Promise<Using>;
  /** False where it is not to be counted. */
  add(workspace: string, user: string, uses: Readonly<Partial<Record<Feature, number>>>): Promise<boolean>;
  /** Newest day first. */
  counts(workspace: string): Promise<readonly { readonly day: string; readonly feature: string; readonly count: number }[]>;
  /** Forgets old days, `limit` at once; answers how many. */
  dropOld(limit: number): Promise<number>;
}

/** Days that are kept: a year can be held against the year before. */
export const USE_KEPT_DAYS = 400;
const MOST_SHOWN = 5_000;

export function createFeatureUse({ database: { sql, sync }, clock }: { readonly database: Pick<Database, "sql" | "sync">; readonly clock: Clock }): FeatureUse {
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  async function of(workspace: string, user: string): Promise<Using> {
    const [found] = await sql<Using[]>`
      select measure_use as measured, exists (select from use_consent where workspace_id = ${workspace} and user_id = ${user}) as consented from workspace where id = ${workspace}`;
    return found ?? { measured: false, consented: false };
  }
  return {
    of,
    async consent(workspace, user, given) {
      if (given) await sql`insert into use_consent (workspace_id, user_id, at) values (${workspace}, ${user}, ${clock.now()}) on conflict do nothing`;
      else await sql`delete from use_consent where workspace_id = ${workspace} and user_id = ${user}`;
      await sync();
      return await of(workspace, user);
    },
    async add(workspace, user, uses) {
      const { measured, consented } = await of(workspace, user);
      if (!measured || !consented) return false;
      const rows = Object.entries(uses).map(([feature, count]) => ({ feature, count }));
      await sql`
        insert into feature_use (workspace_id, day, feature, count)
        select ${workspace}, ${day(clock.now())}, row.feature, row.count from json_to_recordset(${JSON.stringify(rows)}::json) as row (feature text, count bigint)
        on conflict (workspace_id, day, feature) do update set count = feature_use.count + excluded.count`;
      return true;
    },
    counts: async (workspace) => [...(await sql<{ day: string; feature: string; count: number }[]>`select day, feature, count from feature_use where workspace_id = ${workspace} order by day desc, feature limit ${MOST_SHOWN}`)],
    async dropOld(limit) {
      const { count } = await sql`delete from feature_use where ctid = any(array(select ctid from feature_use where day < ${day(clock.now() - USE_KEPT_DAYS * DAY_MS)} limit ${limit}))`;
      return count;
    },
  };
}
