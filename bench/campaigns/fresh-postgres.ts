// Owns an empty database on the PostgreSQL that is at hand, for as long as it is used.
import { randomUUID } from "node:crypto";
import { connect } from "../../sync-server/src/db/client.ts";
import { postgresUrl } from "../postgres-here.ts";

/** undefined where there is no PostgreSQL. */
export async function withFreshPostgres<T>(use: (databaseUrl: string) => Promise<T>): Promise<T | undefined> {
  const server = postgresUrl();
  if (server === undefined) return undefined;
  const name = `outrider_bench_${randomUUID().replaceAll("-", "")}`;
  const admin = connect({ target: { url: server }, max: 1 });
  try {
    await admin.sql`create database ${admin.sql(name)}`;
    const url = new URL(server);
    url.pathname = `/${name}`;
    return await use(url.href);
  } finally {
    await admin.sql`drop database if exists ${admin.sql(name)} with (force)`;
    await admin.sql.end();
  }
}
