// The folder of public corpora and data that some tests read: OUTRIDER_SHARED, or `../shared` beside the project.
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** The path of something in that folder, or null (said once on the console) where it is absent. */
export function sharedFolder(path: string): string | null {
  const found = resolve(root, process.env["OUTRIDER_SHARED"] ?? "../shared", path);
  if (existsSync(found)) return found;
  console.warn(`absent, so not tested with: ${path} (set OUTRIDER_SHARED to the folder that holds it)`);
  return null;
}
