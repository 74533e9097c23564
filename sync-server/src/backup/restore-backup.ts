// Puts a backup into a database: the file is read to its end and checked first, the tables are made as they were when it
// was taken, all rows go in by one transaction, later migrations come after, and then whoever was erased since is erased
// again. Invariant: unless it is told to replace it, a database in which there is anything stays as it is; and where it
// is broken off, the tables are empty, never half full.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import type { Database } from "../db/database.ts";
import type { Transaction } from "../db/client.ts";
import { MIGRATIONS } from "../db/migrate.ts";
import { type ErasedList, replayErased } from "../feed/erased-list.ts";
import { type Cells, type Counted, FORMAT, type Manifest, readBackupFile } from "./backup-file.ts";
import { migrationsOf, PASSING, quoted, type Table, tablesOf } from "./tables.ts";

/** A sentence for the person who asked for it; nothing was changed. */
export class NotRestored extends Error {
  override name = "NotRestored";
}

export interface Restored extends Counted { readonly at: string; /** Records erased once more. */ readonly erased: number }

export interface RestoreOptions {
  readonly database: Database;
  readonly path: string;
  /** What is in the database goes. */
  readonly replace: boolean;
  readonly list: ErasedList;
  /** ms since 1970. */
  readonly now: number;
}

interface Journal { readonly entries: readonly { readonly when: number; readonly tag: string }[] }

const journalFile = join("meta", "_journal.json");
const readJournal = async (): Promise<Journal> => JSON.parse(await readFile(join(MIGRATIONS, journalFile), "utf8")) as Journal;

async function check(path: string): Promise<{ readonly manifest: Manifest; readonly counted: Counted }> {
  let manifest: Manifest | null = null;
  const parts = readBackupFile(path);
  for (let next = await parts.next(); ; next = await parts.next()) {
    if (next.done) {
      if (!manifest) throw new NotRestored(`${path} is empty.`);
      return { manifest, counted: next.value };
    }
    if (next.value.part === "manifest") ({ manifest } = next.value);
    if (manifest && manifest.format > FORMAT) throw new NotRestored("The backup was made by a later version of Outrider: update this one first.");
  }
}

/** What migrated the tables a moment ago may still be closing its connection. */
const CLOSING_MS = 3_000;

/** Throws NotRestored while anybody else is connected to it. */
export async function refuseWhereOthersAre({ sql, kind }: Database): Promise<void> {
  if (kind !== "postgres") return;
  // One question at a time is asked here, so this side has one connection.
  for (let waited = 0; ; waited += 100) {
    const others = await sql`select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`;
    if (others.length === 0) return;
    if (waited >= CLOSING_MS) throw new NotRestored(`${others.length} other connections to this database are open: stop all servers first.`);
    await sleep(100);
  }
}

/** Whether none of its tables has a row that counts. */
export async function isEmpty({ sql }: Database): Promise<boolean> {
  for (const { name } of await tablesOf(sql)) {
    if (PASSING.has(name)) continue;
    const [row] = await sql.unsafe(`select from ${quoted(name)} limit 1`);
    if (row) return false;
  }
  return true;
}

/** Makes the tables anew, as they were after these migrations. */
async function remake({ sql, drizzle }: Database, migrations: readonly number[], journal: Journal): Promise<void> {
  for (const { name } of await tablesOf(sql)) await sql.unsafe(`drop table ${quoted(name)} cascade`);
  await sql.unsafe("drop schema drizzle cascade");
  // Jobs of what was here are no jobs of what comes in its place: the queue makes its tables anew.
  await sql.unsafe("drop schema if exists pgboss cascade");
  const folder = await mkdtemp(join(tmpdir(), "outrider-migrations-"));
  try {
    await cp(MIGRATIONS, folder, { recursive: true });
    await writeFile(join(folder, journalFile), JSON.stringify({ ...journal, entries: journal.entries.filter(({ when }) => migrations.includes(when)) }));
    await migrate(drizzle, { migrationsFolder: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const isIdentity = ({ columns }: Table): boolean => columns.some(({ identity }) => identity);

async function insert(tx: Transaction, table: Table, names: readonly string[], rows: readonly Cells[]): Promise<void> {
  const columns = names.map((name) => {
    const column = table.columns.find((one) => one.name === name);
    if (!column) throw new NotRestored(`The table ${table.name} has no column ${name}.`);
    return column;
  });
  await tx.unsafe(
    `insert into ${quoted(table.name)} (${names.map(quoted).join(", ")}) ${isIdentity(table) ? "overriding system value " : ""}select ${columns.map(({ type }, index) => `(cells.value->>${index})::${type}`).join(", ")} from json_array_elements($1::json) as cells`,
    [JSON.stringify(rows)],
  );
}

async function fill(tx: Transaction, path: string): Promise<void> {
  await tx`set local timezone = 'UTC'`;
  const tables = new Map((await tablesOf(tx)).map((table) => [table.name, table]));
  let into: { readonly table: Table; readonly columns: readonly string[] } | null = null;
  for await (const part of readBackupFile(path)) {
    if (part.part === "table") {
      const table = tables.get(part.table);
      if (!table) throw new NotRestored(`There is no table ${part.table} here.`);
      into = { table, columns: part.columns };
    }
    if (part.part === "rows" && into) await insert(tx, into.table, into.columns, part.rows);
  }
  for (const table of [...tables.values()].filter(isIdentity)) {
    for (const { name } of table.columns.filter(({ identity }) => identity)) {
      await tx.unsafe(`select setval(pg_get_serial_sequence($1, $2), coalesce(max(${quoted(name)}), 0) + 1, false) from ${quoted(table.name)}`, [quoted(table.name), name]);
    }
  }
}

/** The database is open, migrated, and nobody else's. Throws NotRestored, or BackupDamaged before anything is changed. */
export async function restoreBackup({ database, path, replace, list, now }: RestoreOptions): Promise<Restored> {
  const { manifest, counted } = await check(path);
  const journal = await readJournal();
  const unknown = manifest.migrations.some((when) => !journal.entries.some((entry) => entry.when === when));
  if (unknown) throw new NotRestored("The backup was made by a later version of Outrider: update this one first.");
  await refuseWhereOthersAre(database);
  const empty = await isEmpty(database);
  if (!empty && !replace) throw new NotRestored("There is data in this database. Give an empty one, or --force to have it replaced by the backup.");
  const standing = await migrationsOf(database.sql);
  if (!empty || standing.join() !== manifest.migrations.join()) await remake(database, manifest.migrations, journal);
  await database.sql.begin((tx) => fill(tx, path));
  await migrate(database.drizzle, { migrationsFolder: MIGRATIONS });
  const erased = await replayErased(database, list, now);
  await database.sync();
  return { ...counted, at: manifest.at, erased };
}
