/** Opens a PostgreSQL server. It syncs its own log at commit, so sync() has nothing to do. */
import { connect } from "./client.ts";
import type { Database } from "./database.ts";
import { ensureVector, migratePostgres } from "./migrate.ts";

const CONNECTIONS = 10;
/**
 * A server that is frozen in the middle of a transaction (a suspended machine, a stopped process) holds the lock on a
 * workspace, and every other server would wait with it. The database takes it back; what was not committed is written
 * again by whoever sends it again.
 */
const IDLE_IN_TRANSACTION_MS = 5_000;

export const openPostgres = async (url: string): Promise<Database> => {
  const { sql, orm } = connect({ target: { url }, max: CONNECTIONS, idleInTransactionMs: IDLE_IN_TRANSACTION_MS });
  try {
    const vector = await ensureVector(sql);
    await migratePostgres(url);
    return {
      kind: "postgres",
      sql,
      drizzle: orm,
      vector,
      sync: async () => {},
      async listen(channel, heard) {
        const listening = await sql.listen(channel, heard);
        return () => listening.unlisten();
      },
      maintain: undefined,
      close: () => sql.end({ timeout: 5 }),
    };
  } catch (error) {
    await sql.end({ timeout: 0 });
    throw error;
  }
};
