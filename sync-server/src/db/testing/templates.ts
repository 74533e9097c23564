/**
 * What databases of tests begin as, made once for a run and then copied: a copy takes a fraction of the time of making
 * it anew. Invariant: a template is whole or not there, however many processes ask for it at once. Without a folder for
 * them (a program that is no test) there are none. It does not know what is in them.
 */
import { access, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Named before the first test; see tests/before-databases.ts. */
export const TEMPLATES = "OUTRIDER_TEST_TEMPLATES";

const PATIENCE_MS = 120_000;
const isThere = (path: string): Promise<boolean> => access(path).then(() => true, () => false);

/** The path of the template of that name, made by `make` at the path that it is given; undefined where none are kept. */
export const templateOf = async (name: string, make: (path: string) => Promise<void>): Promise<string | undefined> => {
  const folder = process.env[TEMPLATES];
  if (folder === undefined) return undefined;
  const [path, turn] = [join(folder, name), join(folder, `${name}.making`)];
  for (const until = Date.now() + PATIENCE_MS; !(await isThere(path)); ) {
    // Whoever makes this folder makes the template; if that fails, the next one tries.
    const mine = await mkdir(turn).then(() => true, () => false);
    if (mine) {
      try {
        if (await isThere(path)) break;
        await make(join(turn, "whole"));
        await rename(join(turn, "whole"), path);
      } finally {
        await rm(turn, { recursive: true, force: true });
      }
    } else if (Date.now() > until) {
      throw new Error(`the template ${name} was not made`);
    } else {
      await wait(50);
    }
  }
  return path;
};
