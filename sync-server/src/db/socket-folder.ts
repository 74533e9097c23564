/**
 * The folder of a socket (the embedded database's, or the one that operators speak to): short (a socket's path may have
 * about 100 characters) and closed to other users, so it is a new one of the system's temporary folder each time.
 * Invariant: at most one is left behind by a killed process, and the next start in the same data directory removes it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const PREFIX = "outrider-pg-";
/** Remembers the folder in the data directory, which is locked by now. */
const NOTE = "socket-folder";

export type SocketFolder = { readonly path: string; remove(): void };

export const makeSocketFolder = (dataDirectory: string, name = NOTE): SocketFolder => {
  const note = join(dataDirectory, name);
  const left = read(note);
  // Only what this file could have made is removed, whatever the note says.
  if (left !== undefined && dirname(left) === tmpdir() && left.startsWith(join(tmpdir(), PREFIX))) remove(left);
  const path = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(note, path, { mode: 0o600 });
  return {
    path,
    remove() {
      remove(path);
      rmSync(note, { force: true });
    },
  };
};

/** The folder that a running process has noted in this data directory, if any. */
export const notedFolder = (dataDirectory: string, name: string): string | undefined => read(join(dataDirectory, name));

const remove = (path: string): void => rmSync(path, { recursive: true, force: true });

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};
