/**
 * Makes a new embedded database by copying one that was initialised before (0.1 s) instead of running initdb
 * (2 to 3 s). The copy is kept under node_modules/.cache and named by the versions that wrote it.
 * Invariant: a database directory appears whole or not at all. Where the cache cannot be written, initdb runs.
 */
import { randomUUID } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { startPgliteThread } from "./pglite-thread.ts";

/** Fills `directory` unless it already holds a database. */
export const ensureDatabaseDirectory = async (directory: string): Promise<void> => {
  if (await exists(join(directory, "PG_VERSION"))) return;
  const template = await ensureTemplate();
  if (template === undefined) return;
  const partial = `${directory}.${randomUUID()}.partial`;
  await mkdir(dirname(directory), { recursive: true, mode: 0o700 });
  await cp(template, partial, { recursive: true });
  await rename(partial, directory);
};

const ensureTemplate = async (): Promise<string | undefined> => {
  try {
    const { root, version } = await installedPglite();
    const cache = join(root, ".cache", "outrider");
    const template = join(cache, `pglite-${version}`);
    if (await exists(template)) return template;
    await mkdir(cache, { recursive: true });
    const making = await mkdtemp(join(cache, "making-"));
    const thread = await startPgliteThread({ directory: join(making, "pg"), socketPath: undefined });
    await thread.stop();
    // Several processes may get here at once; the first rename wins and the others use it.
    await rename(join(making, "pg"), template).catch(() => undefined);
    await rm(making, { recursive: true, force: true });
    return (await exists(template)) ? template : undefined;
  } catch {
    return undefined;
  }
};

const installedPglite = async (): Promise<{ root: string; version: string }> => {
  const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const marker = join("node_modules", "@electric-sql");
  const root = entry.slice(0, entry.lastIndexOf(marker) + "node_modules".length);
  const manifest: unknown = JSON.parse(await readFile(join(root, "@electric-sql", "pglite", "package.json"), "utf8"));
  if (typeof manifest !== "object" || manifest === null || !("version" in manifest)) throw new Error("no version");
  return { root, version: String(manifest.version) };
};

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
