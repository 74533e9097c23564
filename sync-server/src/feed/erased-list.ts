// The list of what was erased, as a file beside the database and in no backup of it: a line for each record, only ever
// added to. What it names is erased again wherever an older copy of the database comes up.
// Invariant: the list says first. A record is on it, durably, before it is erased.
import { existsSync } from "node:fs";
import { mkdir, open, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Database } from "../db/database.ts";
import { eraseRecords, withWhatHangs } from "./erase.ts";

export interface Erased {
  readonly workspace: string;
  readonly record: string;
  /** ms since 1970. */
  readonly at: number;
}
export interface ErasedList { read(): Promise<readonly Erased[]>; add(erased: readonly Erased[]): Promise<void> }

export const ERASED_FILE = "erased.jsonl";
const line = z.object({ workspace: z.uuid(), record: z.string().min(1).max(100), at: z.number() });

export function createErasedList(dataDirectory: string): ErasedList {
  const path = join(dataDirectory, ERASED_FILE);
  return {
    async read() {
      if (!existsSync(path)) return [];
      const lines = (await readFile(path, "utf8")).split("\n").filter((text) => text !== "");
      return lines.flatMap((text, index) => {
        try {
          return [line.parse(JSON.parse(text))];
        } catch (error) {
          // Cut off while it was being written: then it was not erased either, and whoever asked was told so.
          if (index === lines.length - 1) return [];
          throw new Error(`${path}, line ${index + 1}, does not name a record: put it right before the server starts`, { cause: error });
        }
      });
    },
    async add(erased) {
      if (erased.length === 0) return;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(path, "a+", 0o600);
      try {
        // A line that was cut off goes, so that the next one does not stand behind it.
        const whole = (await file.readFile()).lastIndexOf("\n") + 1;
        await file.truncate(whole);
        await file.appendFile(erased.map((one) => `${JSON.stringify(one)}\n`).join(""));
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}

/** Erases records with what hangs on them, on the list first. Answers the ids of all that went. */
export async function eraseForEver(database: Pick<Database, "sql" | "sync">, list: ErasedList, workspace: string, records: readonly string[], now: number): Promise<readonly string[]> {
  const all = await withWhatHangs(database, workspace, records);
  await list.add(all.map((record) => ({ workspace, record, at: now })));
  await eraseRecords(database, workspace, all, now);
  return all;
}

/**
 * Brings the list and the database together, at each start and after each restore: what the list names and the database
 * does not know to be erased is erased again (an older copy came up), and what only the database knows is put on the list
 * (another server erased it). Answers how many were erased again.
 */
export async function replayErased(database: Pick<Database, "sql" | "sync">, list: ErasedList, now: number): Promise<number> {
  const rows = await database.sql<{ workspace: string; record: string; at: number }[]>`select workspace_id as workspace, record_id as record, at from erased`;
  const named = (one: { readonly workspace: string; readonly record: string }): string => `${one.workspace} ${one.record}`;
  const [known, listed] = [new Set(rows.map(named)), await list.read()];
  const onList = new Set(listed.map(named));
  await list.add(rows.filter((row) => !onList.has(named(row))));
  const missing = new Map<string, string[]>();
  for (const one of listed) if (!known.has(named(one))) missing.set(one.workspace, [...(missing.get(one.workspace) ?? []), one.record]);
  let erased = 0;
  for (const [workspace, records] of missing) {
    const all = await withWhatHangs(database, workspace, records);
    await eraseRecords(database, workspace, all, now);
    erased += records.length;
  }
  return erased;
}
