/**
 * Asks the system to put files and directory entries on the disk.
 * Knows nothing of databases.
 */
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Syncs the entries of a directory (a new file is not safe before its name is). */
export const syncDirectory = async (path: string): Promise<void> => {
  if (process.platform === "win32") return;
  await syncPath(path, "r");
};

/** Syncs every file and directory below `root`. Files that vanish meanwhile are passed over. */
export const syncTree = async (root: string): Promise<void> => {
  for (const entry of await readdir(root, { withFileTypes: true })) {
    const path = join(root, entry.name);
    if (entry.isDirectory()) await syncTree(path);
    else if (entry.isFile()) await syncPath(path, "r+");
  }
  await syncDirectory(root);
};

const syncPath = async (path: string, mode: "r" | "r+"): Promise<void> => {
  try {
    const handle = await open(path, mode);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return;
    throw error;
  }
};
