/** Opens a PostgreSQL server. It syncs its own log at commit, so sync() has nothing to do. */
import { connect } from "./client.ts";
import type { Database } from "./database.ts";
import { ensureVector, migratePostgres } from "./migrate.ts";

const CONNECTIONS = 10;

export const openPostgres = async (url: string): Promise<Database> => {
  const { sql, orm } = connect({ target: { url }, max: CONNECTIONS });
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
