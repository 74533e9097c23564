/**
 * The operator's commands: backup, restore, erase. A backup and an erasure go through the server where one runs on this
 * machine's data directory and holds the database alone; a restore wants all servers stopped.
 */
import { createWriteStream, existsSync, statSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { json } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { Database, DatabasePlace } from "../db/database.ts";
import { openDatabase } from "../db/open-database.ts";
import type { Env } from "../env.ts";
import { createErasedList, eraseForEver } from "../feed/erased-list.ts";
import { type Counted, readBackupFile } from "./backup-file.ts";
import { askServer } from "./control.ts";
import { type Restored, restoreBackup } from "./restore-backup.ts";
import { takeBackup } from "./take-backup.ts";

export type Place = Pick<Env, "DATABASE_URL" | "DATA_DIR">;

export async function withDatabase<T>({ DATABASE_URL, DATA_DIR }: Place, work: (database: Database) => Promise<T>): Promise<T> {
  const place: DatabasePlace = DATABASE_URL === undefined ? { dataDirectory: DATA_DIR } : { databaseUrl: DATABASE_URL };
  let lost: Error | undefined;
  const database = await openDatabase(place, { lost: (reason) => (lost = reason), trouble: () => undefined });
  try {
    return await work(database);
  } catch (error) {
    throw lost ?? error;
  } finally {
    await database.close();
  }
}

/** A folder is given a file of its own, named by the time. */
function fileFor(target: string, now: Date): string {
  const path = resolve(target);
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  return isFolder ? join(path, `outrider-${now.toISOString().replaceAll(/[-:]/g, "").slice(0, 15)}.backup`) : path;
}

export async function verified(path: string): Promise<Counted> {
  const parts = readBackupFile(path);
  for (let next = await parts.next(); ; next = await parts.next()) if (next.done) return next.value;
}

/** Takes a backup of the configured database, whether a server runs on it or not. It is read back before it counts. */
export async function backUp(env: Place, target: string, now: Date): Promise<Counted & { readonly path: string }> {
  const path = fileFor(target, now);
  if (existsSync(path)) throw new Error(`${path} is there already: a backup replaces no other.`);
  const answer = env.DATABASE_URL === undefined ? await askServer(env.DATA_DIR, "/backup") : null;
  if (!answer) {
    await withDatabase(env, (database) => takeBackup(database, path, now));
    return { path, ...(await verified(path)) };
  }
  const unfinished = `${path}.unfinished`;
  try {
    await pipeline(answer, createWriteStream(unfinished, { mode: 0o600 }));
    const counted = await verified(unfinished);
    await rename(unfinished, path);
    return { path, ...counted };
  } finally {
    await rm(unfinished, { force: true });
  }
}

export async function restore(env: Place, path: string, { replace, now }: { readonly replace: boolean; readonly now: number }): Promise<Restored> {
  return await withDatabase(env, (database) => restoreBackup({ database, path: resolve(path), replace, list: createErasedList(env.DATA_DIR), now }));
}

/** Erases records, with what hangs on them, for ever. Answers the ids of all that went. */
export async function erase(env: Place, workspace: string, records: readonly string[], now: number): Promise<readonly string[]> {
  const answer = await askServer(env.DATA_DIR, "/erase", { workspace, records });
  if (answer) return ((await json(answer)) as { readonly erased: readonly string[] }).erased;
  return await withDatabase(env, (database) => eraseForEver(database, createErasedList(env.DATA_DIR), workspace, records, now));
}
