/**
 * Takes away what has run out: sessions, tickets and verifications. None of them opens anything any more; a session
 * also holds an address, which is not kept longer than it is of use.
 */
import { sql as raw } from "drizzle-orm";
import type { Database } from "../db/database.ts";

/** Up to `limit` rows of each; answers how many went in all. `now` is the server's clock, ms. */
export const dropEndedSignIns = async ({ drizzle }: Pick<Database, "drizzle">, now: number, limit: number): Promise<number> => {
  let gone = 0;
  for (const [table, key] of [["sync_ticket", "token_hash"], ["session", "id"], ["verification", "id"]] as const) {
    const [name, column] = [raw.identifier(table), raw.identifier(key)];
    const rows = await drizzle.execute(raw`
      delete from ${name} where ${column} in (select ${column} from ${name} where expires_at <= ${new Date(now).toISOString()}::timestamptz limit ${limit}) returning 1 as gone`);
    gone += rows.length;
  }
  return gone;
};
