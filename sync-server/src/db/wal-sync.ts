/**
 * Puts the embedded database's write-ahead log on the disk. PGlite hands its writes to the operating system and
 * never asks for them to reach the disk: a killed process loses nothing, a power cut would. So the server calls
 * sync() between a commit and its acknowledgement.
 * Invariant: every commit that had returned when sync() was called is in a synced WAL segment when it resolves.
 * After one failure every later call fails too: the system may have dropped the pages it could not write, so a
 * second try would succeed without them.
 * Calls made while one runs share the next one. Data files are synced at checkpoints, in db/maintenance.ts.
 */
import { readdirSync, statSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { syncDirectory } from "./sync-files.ts";

export type WalSync = { sync(): Promise<void>; close(): Promise<void> };

type Segment = { readonly handle: FileHandle; mtime: number; changedAt: number };

const SEGMENT = /^[0-9A-F]{24}$/;
/** A file's time ticks more slowly than we commit, so one that changed a moment ago may have changed again. */
const TICK_MS = 3_000;

export const createWalSync = (databaseDirectory: string): WalSync => {
  const wal = join(databaseDirectory, "pg_wal");
  const segments = new Map<string, Segment>();
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let broken: unknown;

  const syncOnce = async (): Promise<void> => {
    if (broken !== undefined) throw broken;
    let appeared = false;
    // Asked at once: the system answers from memory in microseconds, a trip through the threads that wait for files takes fifty times as long.
    const names = readdirSync(wal).filter((name) => SEGMENT.test(name));
    for (const name of names) {
      const mtime = statSync(join(wal, name), { throwIfNoEntry: false })?.mtimeMs;
      // A checkpoint removed or renamed it since it was listed: then it holds nothing needed.
      if (mtime === undefined) continue;
      const now = performance.now();
      let segment = segments.get(name);
      if (segment === undefined) {
        segment = { handle: await open(join(wal, name), "r+"), mtime, changedAt: now };
        segments.set(name, segment);
        appeared = true;
      } else if (segment.mtime !== mtime) {
        segment.mtime = mtime;
        segment.changedAt = now;
      } else if (now - segment.changedAt > TICK_MS) continue;
      await segment.handle.datasync();
    }
    if (appeared) await syncDirectory(wal);
    for (const [name, { handle }] of segments) {
      if (names.includes(name)) continue;
      segments.delete(name);
      await handle.close();
    }
  };

  const start = (): Promise<void> => {
    const run = syncOnce()
      .catch((error: unknown) => {
        broken = error;
        throw error;
      })
      .finally(() => {
        if (running === run) running = undefined;
      });
    running = run;
    return run;
  };

  return {
    sync() {
      if (running === undefined) return start();
      next ??= running
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          return start();
        });
      return next;
    },
    async close() {
      await next?.catch(() => undefined);
      await running?.catch(() => undefined);
      for (const { handle } of segments.values()) await handle.close();
      segments.clear();
    },
  };
};
