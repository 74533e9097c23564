/**
 * One process at a time in a directory. PGlite has no lock of its own, and two openers of one database
 * lose rows without an error, so a second opener is refused here, clearly.
 * Invariant: the lock file names a living process; what a killed process left behind is taken over at once
 * in the same pid namespace, and after it has been silent for SILENCE_MS where its pid cannot be judged.
 */
import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { judge, ownIdentity, type ProcessIdentity } from "./process-identity.ts";

const LOCK_FILE = "outrider.lock";
const HEARTBEAT_MS = 2_000;
const SILENCE_MS = 7_000;

export type DirectoryLock = { release(): void };

export class DirectoryInUse extends Error {
  override name = "DirectoryInUse";
}

type Owner = ProcessIdentity & { readonly token: string };

/** Takes the directory (made with mode 0700 when absent). Throws DirectoryInUse while another process holds it. */
export const lockDirectory = async (directory: string): Promise<DirectoryLock> => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, LOCK_FILE);
  const owner: Owner = { ...ownIdentity(), token: randomUUID() };
  const mine = `${path}.${owner.token}`;
  writeFileSync(mine, JSON.stringify(owner), { mode: 0o600 });
  try {
    for (let attempt = 0; !linked(mine, path); attempt++) {
      if (attempt === 5) throw new DirectoryInUse(`${directory} could not be locked: others keep taking it`);
      await removeIfStale(directory, path, mine);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  const beat = setInterval(() => touch(path), HEARTBEAT_MS);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      if (readOwner(path)?.token === owner.token) rmSync(path, { force: true });
    },
  };
};

/** link() is the one step of taking the lock: it fails when the name exists, on every file system. */
const linked = (mine: string, path: string): boolean => {
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
};

const removeIfStale = async (directory: string, path: string, mine: string): Promise<void> => {
  const owner = readOwner(path);
  const state = owner === undefined ? "elsewhere" : judge(owner);
  if (state === "alive" || (state === "elsewhere" && !(await silent(path)))) {
    const who = owner === undefined ? "another process" : `process ${owner.pid}`;
    throw new DirectoryInUse(
      `${directory} is in use by ${who}. Two servers on one embedded database would lose data: ` +
        "stop the other one, or give this one its own DATA_DIR.",
    );
  }
  // Move it away, then look at what was moved: if somebody else took over in between, give it back.
  const moved = `${mine}.stale`;
  try {
    renameSync(path, moved);
  } catch {
    return;
  }
  if (readOwner(moved)?.token !== owner?.token) linked(moved, path);
  rmSync(moved, { force: true });
};

const silent = async (path: string): Promise<boolean> => {
  const before = mtime(path);
  await sleep(SILENCE_MS);
  return mtime(path) === before;
};

const mtime = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const touch = (path: string): void => {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // The directory was removed under us; the database will say so, and says it better.
  }
};

const readOwner = (path: string): Owner | undefined => {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isOwner(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const isOwner = (value: unknown): value is Owner =>
  typeof value === "object" &&
  value !== null &&
  "pid" in value &&
  typeof value.pid === "number" &&
  "started" in value &&
  typeof value.started === "string" &&
  "place" in value &&
  typeof value.place === "string" &&
  "token" in value &&
  typeof value.token === "string";
