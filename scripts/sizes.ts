// What the built client weighs, as its build found it and left it in a file (client/budget.config.ts), and how it is shown.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Where the build leaves it, from the root of the project. */
export const SIZES = "node_modules/.cache/outrider/client-sizes.json";

/** What each sum is of. */
const NAMES = {
  firstScreen: "JavaScript of the main thread before the first screen",
  page: "JavaScript of the heaviest page with all that opens on it",
  day: "JavaScript of a day's work, over all pages",
  office: "JavaScript of setting up, on top of that",
  workers: "JavaScript of workers",
  model: "JavaScript that runs the model",
  styles: "CSS",
  precache: "all that is kept on the device",
} as const;

const report = z.array(z.object({ what: z.enum(Object.keys(NAMES) as (keyof typeof NAMES)[]), kb: z.number(), limit: z.number() }));

/** `kb`, `limit`: kilobytes of 1,024 bytes as the server sends them (Brotli). */
export interface SizeLine { readonly what: string; readonly kb: number; readonly limit: number }

/** Throws where the client has not been built. */
export function readSizes(): readonly SizeLine[] {
  const file = join(root, SIZES);
  if (!existsSync(file)) throw new Error("The client has not been built: there are no sizes.");
  return report.parse(JSON.parse(readFileSync(file, "utf8"))).map(({ what, kb, limit }) => ({ what: NAMES[what], kb, limit }));
}

/** Aligned lines: what it is, what it weighs, its limit, what is left. */
export function sizeTable(sizes: readonly SizeLine[]): string {
  const wide = Math.max(...sizes.map(({ what }) => what.length));
  const line = (what: string, ...figures: readonly string[]): string => [what.padEnd(wide), ...figures.map((text) => text.padStart(9))].join(" ");
  return [line("size (Brotli)", "KB", "limit", "left"), ...sizes.map(({ what, kb, limit }) => line(what, kb.toFixed(1), String(limit), (limit - kb).toFixed(1)))].join("\n");
}
