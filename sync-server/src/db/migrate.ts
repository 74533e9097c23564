/**
 * Brings the database's tables up to date: one schema (db/schema/*.ts) and one folder of migrations (drizzle/)
 * for both databases.
 *
 * To add or change a table: edit or add a file in src/db/schema/, then in sync-server/ run
 *   npx drizzle-kit generate --name what-changes
 * and commit what it wrote to sync-server/drizzle/. Never edit a migration that was released.
 *
 * Invariant: several servers starting at once migrate one after the other, under an advisory lock.
 */
import { join } from "node:path";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import { packageFolder } from "../platform/package-folder.ts";
import { connect, type Orm, type Sql } from "./client.ts";

export const MIGRATIONS = join(packageFolder, "drizzle");
/** Any number, as long as no other program locks the same on this database. */
const LOCK = 7_208_411;

/** Migrates a PostgreSQL server over a connection of its own, so that the lock and the work share a session. */
export const migratePostgres = async (url: string): Promise<void> => {
  const { sql, orm } = connect({ target: { url }, max: 1 });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await runMigrations(orm, { migrationsFolder: MIGRATIONS });
    await sql`select pg_advisory_unlock(${LOCK})`;
  } finally {
    await sql.end({ timeout: 5 });
  }
};

/** Migrates the embedded database; the lock on its directory already keeps others out. */
export const migrateEmbedded = (orm: Orm): Promise<void> => runMigrations(orm, { migrationsFolder: MIGRATIONS });

/** Creates the vector extension where the server has it; false, and nothing changed, where it has not. */
export const ensureVector = async (sql: Sql): Promise<boolean> => {
  const [available] = await sql<{ installed: string | null }[]>`
    select installed_version as installed from pg_available_extensions where name = 'vector'`;
  if (available === undefined) return false;
  if (available.installed !== null) return true;
  try {
    await sql`create extension if not exists vector`;
    return true;
  } catch {
    // Not a superuser, or another server is creating it at this moment: what counts is whether it is there now.
    const [now] = await sql`select 1 from pg_extension where extname = 'vector'`;
    return now !== undefined;
  }
};
