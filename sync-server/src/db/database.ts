/**
 * The port to the database that the rest of the server is given.
 * Invariant: whichever database stands behind, the same queries mean the same; and after sync() what had
 * committed before is durable.
 */
import type { Orm, Sql } from "./client.ts";

export type Database = {
  readonly kind: "pglite" | "postgres";
  /** On the embedded database this is ONE connection: never await it inside an open transaction on it. */
  readonly sql: Sql;
  readonly drizzle: Orm;
  /** Whether the vector type is there. Without it the server runs and searches by words. */
  readonly vector: boolean;
  /** Resolves when everything committed before the call is durable. Rejects for good after a disk failure. */
  readonly sync: () => Promise<void>;
  /** Calls `heard` for each NOTIFY of other servers. Undefined on the embedded database: it has one server. */
  readonly listen: ((channel: string, heard: (payload: string) => void) => Promise<() => Promise<void>>) | undefined;
  /** Runs the embedded database's housekeeping now instead of at its next minute. */
  readonly maintain: (() => Promise<void>) | undefined;
  readonly close: () => Promise<void>;
};

export type DatabasePlace =
  | { readonly databaseUrl: string }
  | {
      /** The embedded database lies in <dataDirectory>/pg; the lock is in <dataDirectory>. */
      readonly dataDirectory: string;
    };

export type DatabaseReports = {
  /** The database is gone (its thread died, or the disk refused its log): nothing can work until the process is started again. */
  lost(reason: Error): void;
  /** Something went wrong that the next run may put right. */
  trouble(what: string, error: unknown): void;
};
