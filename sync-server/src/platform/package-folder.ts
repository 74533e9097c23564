// Where this package lies, the same from its sources (src/…) as from what is built of them (dist/).
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const above = (folder: string): string => (existsSync(join(folder, "package.json")) ? folder : above(dirname(folder)));

/** sync-server/, absolute. */
export const packageFolder = above(dirname(fileURLToPath(import.meta.url)));
