// Takes a backup of the whole database: every table in one transaction that sees one moment, read piece by piece.
// On PostgreSQL nobody waits for it. The embedded database has one session: who writes waits while it is read (their
// devices do not: edits wait in their outboxes). It goes to a file at the pace of the disk and never of whoever wants it.
import type { Database } from "../db/database.ts";
import type { Transaction } from "../db/client.ts";
import { type Counted, FORMAT, type Part, writeBackupFile } from "./backup-file.ts";
import { migrationsOf, PASSING, quoted, tablesOf } from "./tables.ts";

const ROWS = 1000;
/** Rows with bytes in them are large: each is a piece of a file. */
const ROWS_OF_BYTES = 8;

async function* partsOf(tx: Transaction, database: Database["kind"], at: Date): AsyncGenerator<Part> {
  yield { part: "manifest", manifest: { outrider: "backup", format: FORMAT, at: at.toISOString(), database, migrations: await migrationsOf(tx) } };
  for (const { name, columns } of await tablesOf(tx)) {
    if (PASSING.has(name)) continue;
    yield { part: "table", table: name, columns: columns.map((column) => column.name) };
    await tx.unsafe(`declare backup_rows no scroll cursor for select ${columns.map((column) => `${quoted(column.name)}::text`).join(", ")} from ${quoted(name)}`);
    const most = columns.some(({ type }) => type === "bytea") ? ROWS_OF_BYTES : ROWS;
    let rows = 0;
    for (;;) {
      const some = await tx.unsafe(`fetch ${most} from backup_rows`).values();
      if (some.length === 0) break;
      rows += some.length;
      yield { part: "rows", rows: some as unknown as (string | null)[][] };
    }
    await tx.unsafe("close backup_rows");
    yield { part: "end", rows };
  }
}

/** Writes the backup to this path, whole or not at all. */
export async function takeBackup({ sql, kind }: Pick<Database, "sql" | "kind">, path: string, at: Date): Promise<Counted> {
  return await sql.begin("isolation level repeatable read read only", async (tx) => {
    // Dates and numbers as text must mean the same wherever they are read again.
    await tx`set local timezone = 'UTC'`;
    await tx`set local datestyle = 'ISO'`;
    await tx`set local extra_float_digits = 3`;
    return await writeBackupFile(path, partsOf(tx, kind, at));
  }) as Counted;
}
