/**
 * Takes away what has run out: sessions, tickets, refresh tokens and verifications. None of them opens anything any more; a session
 * also holds an address, which is not kept longer than it is of use. And devices that nobody looks for any more: told to
 * wipe themselves months ago, or not heard of for more than a year, when what they hold has long been withheld.
 */
import { DAY_MS } from "@outrider/shared/kernel";
import { sql as raw } from "drizzle-orm";
import type { Database } from "../db/database.ts";

/** Up to `limit` rows of each; answers how many went in all. `now` is the server's clock, ms. */
export const dropEndedSignIns = async ({ drizzle }: Pick<Database, "drizzle">, now: number, limit: number): Promise<number> => {
  let gone = 0;
  for (const [table, key] of [["sync_ticket", "token_hash"], ["refresh_token", "token_hash"], ["session", "id"], ["verification", "id"]] as const) {
    const [name, column] = [raw.identifier(table), raw.identifier(key)];
    const rows = await drizzle.execute(raw`
      delete from ${name} where ${column} in (select ${column} from ${name} where expires_at <= ${new Date(now).toISOString()}::timestamptz limit ${limit}) returning 1 as gone`);
    gone += rows.length;
  }
  return gone;
};

export const TOLD_KEPT_MS = 90 * DAY_MS;
export const UNSEEN_KEPT_MS = 400 * DAY_MS;

/** Up to `limit` devices; answers how many went. The feed still knows a revoked one by its id. */
export const dropOldDevices = async ({ drizzle }: Pick<Database, "drizzle">, now: number, limit: number): Promise<number> => {
  const before = (ms: number): string => new Date(now - ms).toISOString();
  const rows = await drizzle.execute(raw`
    delete from known_device where (workspace_id, device_id) in (
      select workspace_id, device_id from known_device
      where last_seen_at < ${before(UNSEEN_KEPT_MS)}::timestamptz or told_at < ${before(TOLD_KEPT_MS)}::timestamptz limit ${limit}
    ) returning 1 as gone`);
  return rows.length;
};
