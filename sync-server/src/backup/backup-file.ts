// A backup as a file: gzipped lines of JSON. The first says what it is and which migrations its tables had; then each
// table with its columns, its rows as texts as Postgres writes them, and how many there were; the last has the checksum
// of all before it. Invariant: a file that was cut short or altered is never taken for a whole one. It knows no database.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";

export const FORMAT = 1;

export interface Manifest {
  readonly outrider: "backup";
  readonly format: number;
  /** When it was taken, ISO 8601. */
  readonly at: string;
  readonly database: "pglite" | "postgres";
  /** When each migration that its tables had was made, as drizzle's journal says it. */
  readonly migrations: readonly number[];
}
export type Cells = readonly (string | null)[];
export type Part =
  | { readonly part: "manifest"; readonly manifest: Manifest }
  | { readonly part: "table"; readonly table: string; readonly columns: readonly string[] }
  | { readonly part: "rows"; readonly rows: readonly Cells[] }
  | { readonly part: "end"; readonly rows: number };

/** What was counted, once all has been written or read. */
export interface Counted { readonly tables: number; readonly rows: number; readonly sha256: string }

export class BackupDamaged extends Error {
  override name = "BackupDamaged";
}

/** Writes a backup whole or not at all: readable by its owner alone, durable when it resolves. */
export async function writeBackupFile(path: string, parts: AsyncIterable<Part>): Promise<Counted> {
  const hash = createHash("sha256");
  let counted: Counted = { tables: 0, rows: 0, sha256: "" };
  async function* lines(): AsyncGenerator<string> {
    for await (const part of parts) {
      if (part.part === "table") counted = { ...counted, tables: counted.tables + 1 };
      if (part.part === "rows") counted = { ...counted, rows: counted.rows + part.rows.length };
      const text = `${JSON.stringify(part)}\n`;
      hash.update(text);
      yield text;
    }
    counted = { ...counted, sha256: hash.digest("hex") };
    yield `${JSON.stringify({ whole: counted })}\n`;
  }
  const unfinished = `${path}.unfinished`;
  try {
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(unfinished, { mode: 0o600 }));
    const file = await open(unfinished, "r+");
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return counted;
}

/** Reads a backup part by part. Throws BackupDamaged where it is none, is not whole, or is not as it was written. */
export async function* readBackupFile(path: string): AsyncGenerator<Part, Counted> {
  const hash = createHash("sha256");
  const input = createReadStream(path);
  const unzipped = createGunzip();
  input.on("error", (error) => unzipped.destroy(error));
  input.pipe(unzipped);
  let [tables, rows] = [0, 0];
  let whole: Counted | null = null;
  let begun = false;
  try {
    for await (const line of createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (whole) throw new BackupDamaged(`${path} goes on after its end.`);
      const part = JSON.parse(line) as Part | { readonly whole: Counted };
      if ("whole" in part) {
        ({ whole } = part);
        continue;
      }
      if (!begun && (part.part !== "manifest" || part.manifest.outrider !== "backup")) throw new BackupDamaged(`${path} is no backup of Outrider.`);
      begun = true;
      hash.update(`${line}\n`);
      if (part.part === "table") tables += 1;
      if (part.part === "rows") rows += part.rows.length;
      yield part;
    }
  } catch (error) {
    if (error instanceof BackupDamaged || (error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    throw new BackupDamaged(`${path} cannot be read to its end: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    input.destroy();
  }
  if (!whole) throw new BackupDamaged(`${path} was cut short.`);
  const sha256 = hash.digest("hex");
  if (whole.sha256 !== sha256 || whole.rows !== rows || whole.tables !== tables) throw new BackupDamaged(`${path} is not as it was written: its checksum does not match.`);
  return whole;
}
