// Owns an empty database on the PostgreSQL that is at hand, for as long as it is used.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { connect } from "../../sync-server/src/db/client.ts";

function serverUrl(): string | undefined {
  const cluster = spawnSync("bash", ["scripts/pg17.sh", "url"], { encoding: "utf8" });
  return process.env["OUTRIDER_PG_URL"] ?? (cluster.status === 0 ? cluster.stdout.trim() : undefined);
}

/** undefined where there is no PostgreSQL. */
export async function withFreshPostgres<T>(use: (databaseUrl: string) => Promise<T>): Promise<T | undefined> {
  const server = serverUrl();
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
