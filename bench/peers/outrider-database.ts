// Owns the PostgreSQL database of a bench run: made for a server directory, dropped with it, its processes found for
// the count of CPU and memory. Nothing but our own database is touched.
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import pg from "postgres";
import type { At } from "../peer.ts";
import { postgresUrl } from "../postgres-here.ts";

const prefix = "bench_";

/** Lower-case, because the name of the folder may hold capitals that the database would have to quote. */
const nameOf = ({ dir }: At): string => prefix + Buffer.from(basename(dir)).toString("hex");

export const databaseOf = (at: At): string => {
  const own = new URL(postgresUrl() ?? "");
  own.pathname = `/${nameOf(at)}`;
  return own.href;
};

const run = async (statement: string): Promise<void> => {
  const sql = pg(postgresUrl() ?? "", { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 5 });
  }
};

/** Postgres says in its title whom a process serves; those of our databases, and those that write for everybody. */
const isOurs = (title: string): boolean =>
  title.startsWith("postgres: ") && (title.includes(` ${prefix}`) || title.includes("walwriter") || title.includes("checkpointer"));

const titleOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return ""; // ended between the listing and the reading
  }
};

export const postgres = {
  missing: (): string | undefined => (postgresUrl() === undefined ? "no PostgreSQL here: OUTRIDER_PG_URL names none, and scripts/pg17.sh runs none" : undefined),
  create: (at: At): Promise<void> => run(`create database ${nameOf(at)}`),
  drop: (at: At): Promise<void> => run(`drop database if exists ${nameOf(at)} with (force)`),
  processes: (): readonly number[] =>
    readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isOurs(titleOf(name))).map(Number),
};
