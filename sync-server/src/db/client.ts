/**
 * The one way to speak to Postgres, embedded or not: a postgres.js client that Drizzle shares.
 * What a raw query gets and gives, on both databases:
 *   int8 and count(*)      number (throws beyond 2^53)
 *   timestamptz            text, because Drizzle turns off the parsers it shares; Drizzle columns give Date
 *   jsonb out              the value; jsonb in: sql.json(value), or its JSON text (a string is taken as JSON text)
 *   bytea                  Buffer
 */
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";

export type Sql = postgres.Sql<{ bigint: number }>;
export type Transaction = postgres.TransactionSql<{ bigint: number }>;
export type Orm = PostgresJsDatabase;

export type ClientOptions = {
  /** A connection URL, or the folder of a Unix socket. */
  readonly target: { readonly url: string } | { readonly socketPath: string };
  readonly max: number;
  readonly onNotice?: (message: string) => void;
  /** Ends a transaction of ours in which nothing has happened for so many ms. */
  readonly idleInTransactionMs?: number;
};

const JSON_OID = 114;
const JSONB_OID = 3802;

export const connect = (options: ClientOptions): { sql: Sql; orm: Orm } => {
  const embedded = "socketPath" in options.target;
  const shared = {
    max: options.max,
    // A pool that closes idle connections would make the embedded database plan everything again.
    idle_timeout: 0,
    ...(embedded ? { max_lifetime: null } : {}),
    connect_timeout: 10,
    onnotice: (notice: postgres.Notice) => options.onNotice?.(String(notice["message"])),
    ...(options.idleInTransactionMs !== undefined && { connection: { idle_in_transaction_session_timeout: options.idleInTransactionMs } }),
    types: { bigint: { to: 20, from: [20], serialize: String, parse: safeInteger } },
  };
  const sql: Sql =
    "socketPath" in options.target
      ? postgres({ ...shared, path: options.target.socketPath, user: "postgres", database: "postgres", ssl: false })
      : postgres(options.target.url, shared);
  const orm = drizzle(sql);
  // Drizzle hands over JSON text and sql.json() a value; both must arrive as what they mean.
  for (const oid of [JSON_OID, JSONB_OID]) {
    sql.options.serializers[oid] = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  }
  return { sql, orm };
};

const safeInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} is beyond 2^53`);
  return value;
};
