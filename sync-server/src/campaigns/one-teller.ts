// Of several servers one writes the facts of campaigns: two that counted at different moments could write the older count last.
// Invariant: who holds the lock is the only one that does; it goes when its connection goes, so with its server.
import type postgres from "postgres";
import type { Database } from "../db/database.ts";

/** Any number, as long as no other program locks the same on this database. */
const LOCK = 7_208_431;

export interface OneTeller { /** Whether this server is the one now. */ holds(): Promise<boolean>; close(): Promise<void> }

export function createOneTeller({ kind, sql }: Pick<Database, "kind" | "sql">): OneTeller {
  let connection: postgres.ReservedSql<{ bigint: number }> | null = null;
  const letGo = (): void => {
    connection?.release();
    connection = null;
  };
  return {
    async holds() {
      // The embedded database has one server.
      if (kind === "pglite") return true;
      try {
        if (connection) {
          // Asked on the connection that has it: where that is gone, another may have it by now.
          const [held] = await connection<{ held: boolean }[]>`select exists (select from pg_locks where locktype = 'advisory' and objid = ${LOCK} and pid = pg_backend_pid() and granted) as held`;
          if (held?.held === true) return true;
          letGo();
        }
        connection = await sql.reserve();
        const [got] = await connection<{ got: boolean }[]>`select pg_try_advisory_lock(${LOCK}) as got`;
        if (got?.got !== true) letGo();
        return got?.got === true;
      } catch (error) {
        letGo();
        throw error;
      }
    },
    async close() {
      if (!connection) return;
      await connection`select pg_advisory_unlock(${LOCK})`.catch(() => undefined);
      letGo();
    },
  };
}
