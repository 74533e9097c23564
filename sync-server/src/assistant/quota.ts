// How often a person may ask the model in a day, counted in the database: one statement for each request, so that several
// servers and any number of requests at once let in exactly as many as there may be. Invariant: a restart or a clock that is
// put back counts nothing anew; a day is a day of UTC.
import { DAY_MS } from "@outrider/shared/kernel";
import type { Database } from "../db/database.ts";

export interface Quota {
  /** Counts a request in; null where the day's are used up. `asked`: with this one. */
  take(workspace: string, user: string, perDay: number, now: number): Promise<{ readonly asked: number } | null>;
  askedToday(workspace: string, user: string, now: number): Promise<number>;
  /** Throws away up to `limit` counts of days long gone; answers how many. */
  dropOld(now: number, limit: number): Promise<number>;
}

const KEPT_MS = 30 * DAY_MS;
export const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

export const createQuota = ({ sql }: Pick<Database, "sql">): Quota => ({
  async take(workspace, user, perDay, now) {
    if (perDay <= 0) return null;
    const [taken] = await sql<{ asked: number }[]>`
      insert into assistant_day as standing (workspace_id, user_id, day, asked) values (${workspace}, ${user}, ${dayOf(now)}, 1)
      on conflict (workspace_id, user_id, day) do update set asked = standing.asked + 1 where standing.asked < ${perDay} returning asked`;
    return taken ?? null;
  },
  async askedToday(workspace, user, now) {
    const [found] = await sql<{ asked: number }[]>`select asked from assistant_day where workspace_id = ${workspace} and user_id = ${user} and day = ${dayOf(now)}`;
    return found?.asked ?? 0;
  },
  async dropOld(now, limit) {
    const gone = await sql`
      delete from assistant_day where (workspace_id, user_id, day) in (select workspace_id, user_id, day from assistant_day where day < ${dayOf(now - KEPT_MS)} limit ${limit}) returning 1 as gone`;
    return gone.length;
  },
});
