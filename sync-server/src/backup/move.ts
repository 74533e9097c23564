/**
 * Moves a whole instance from one database to another, of the same kind or not: a backup of all of it, read back, put into
 * the empty target by one transaction, and then compared table by table. Invariant: nothing is taken out of the source;
 * a target in which there is anything stays as it is; broken off at any moment, the target's tables are empty or all is
 * there, and the command can be given again.
 */
import { copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { connect } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import { createErasedList } from "../feed/erased-list.ts";
import { type Place, verified, withDatabase } from "./commands.ts";
import { isEmpty, NotRestored, refuseWhereOthersAre, restoreBackup } from "./restore-backup.ts";
import { differing, type TableSum, tableSums } from "./table-sums.ts";
import { takeBackup } from "./take-backup.ts";

export interface Moved {
  readonly tables: number;
  readonly rows: number;
  /** Jobs that wait in the source's queue; a queue is not moved. */
  readonly waitingJobs: number;
  /** Whether the target can search by meaning. */
  readonly vector: boolean;
}

/** Lies in the source's data directory meanwhile, for its owner alone. */
const COPY = "moving.backup";
/** What an instance has beside its database. */
const BESIDE = ["secrets.json", "erased.jsonl"];

/** `postgres://…`, or the path of a data directory. */
const placeOf = (target: string, from: Place): Place => (/^postgres(ql)?:\/\//.test(target) ? { DATA_DIR: from.DATA_DIR, DATABASE_URL: target } : { DATA_DIR: resolve(target), DATABASE_URL: undefined });

async function refuseWhatIsNotOurs(target: Place): Promise<void> {
  if (target.DATABASE_URL === undefined) return;
  const { sql } = connect({ target: { url: target.DATABASE_URL }, max: 1 });
  try {
    const [{ ours, tables } = { ours: false, tables: 0 }] = await sql<{ ours: boolean; tables: number }[]>`
      select to_regclass('drizzle.__drizzle_migrations') is not null as ours, count(*)::int as tables
      from pg_class class join pg_namespace space on space.oid = class.relnamespace
      where class.relkind in ('r', 'p') and space.nspname not in ('pg_catalog', 'information_schema') and space.nspname not like 'pg_toast%'
        and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = class.oid and deptype = 'e')`;
    if (!ours && tables > 0) throw new NotRestored(`There are ${tables} tables of another program in the target. Make a database of its own: create database outrider`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function refuseSameDirectory(from: Place, target: Place): Promise<void> {
  if (target.DATABASE_URL !== undefined) {
    if (target.DATABASE_URL === from.DATABASE_URL) throw new NotRestored("The target is where the data already lies.");
    return;
  }
  if (from.DATABASE_URL === undefined && resolve(from.DATA_DIR) === target.DATA_DIR) throw new NotRestored("The target is where the data already lies.");
  const there = existsSync(target.DATA_DIR) ? await readdir(target.DATA_DIR) : [];
  const beside = there.find((name) => BESIDE.includes(name));
  // Its secrets would be another instance's.
  if (beside !== undefined && resolve(from.DATA_DIR) !== target.DATA_DIR) throw new NotRestored(`${join(target.DATA_DIR, beside)} is there already: give a folder in which there is nothing.`);
}

async function waitingJobs({ sql }: Database): Promise<number> {
  const [there] = await sql<{ found: boolean }[]>`select to_regclass('pgboss.job') is not null as found`;
  if (there?.found !== true) return 0;
  const [row] = await sql<{ jobs: number }[]>`select count(*)::int as jobs from pgboss.job where state in ('created', 'retry', 'active')`;
  return row?.jobs ?? 0;
}

/**
 * Moves what `from` names to `target`. All servers are stopped; the source is brought up to this version first, as every
 * start does. Throws NotRestored with a sentence where it cannot be done.
 */
export async function move(from: Place, target: string, now: Date): Promise<Moved> {
  const to = placeOf(target, from);
  await refuseSameDirectory(from, to);
  await refuseWhatIsNotOurs(to);
  // Before anything is read: whoever gave the wrong target is told at once.
  await withDatabase(to, async (database) => {
    await refuseWhereOthersAre(database);
    if (!(await isEmpty(database))) throw new NotRestored("There is data in the target. Give an empty database: nothing in it was changed.");
  });
  const copy = join(from.DATA_DIR, COPY);
  await mkdir(from.DATA_DIR, { recursive: true });
  // What one that was killed has left.
  for (const left of [copy, `${copy}.unfinished`]) await rm(left, { force: true });
  try {
    const source = await withDatabase(from, async (database) => {
      await refuseWhereOthersAre(database);
      await takeBackup(database, copy, now);
      return { sums: await tableSums(database), jobs: await waitingJobs(database) };
    });
    await verified(copy);
    const there = await withDatabase(to, async (database) => {
      await restoreBackup({ database, path: copy, replace: false, list: createErasedList(from.DATA_DIR), now: now.getTime() });
      return { sums: await tableSums(database), vector: database.vector };
    });
    const wrong = differing(source.sums, there.sums);
    if (wrong.length > 0) throw new NotRestored(`The target does not hold the same; do not start a server on it.\n  ${wrong.join("\n  ")}`);
    if (to.DATA_DIR !== resolve(from.DATA_DIR) && to.DATABASE_URL === undefined) {
      for (const name of BESIDE) if (existsSync(join(from.DATA_DIR, name))) await copyFile(join(from.DATA_DIR, name), join(to.DATA_DIR, name));
    }
    return { tables: there.sums.length, rows: sumOf(there.sums), waitingJobs: source.jobs, vector: there.vector };
  } finally {
    await rm(copy, { force: true });
  }
}

const sumOf = (sums: readonly TableSum[]): number => sums.reduce((all, { rows }) => all + rows, 0);
