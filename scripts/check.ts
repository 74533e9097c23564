// `npm run check`: types, lint, rooms, dead code, size. All run even when one fails, so that one run tells all. The size
// is judged by the build itself (client/budget.config.ts), which is made where it is older than its sources.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildIfStale } from "./builds.ts";
import { runCommand } from "./run-command.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const parts = {
  types: ["tsc", "-b"],
  lint: ["oxlint"],
  rooms: ["depcruise", "--config", ".dependency-cruiser.cjs", "client", "shared", "sync-server", "bench", "tests", "scripts"],
  "dead code": ["knip", "--no-progress"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

const failed: string[] = [];
for (const [name, [program, ...args]] of Object.entries(parts)) {
  const { code, seconds } = await runCommand(join(root, "node_modules/.bin", program), args, { cwd: root });
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${name} (${seconds.toFixed(1)} s)`);
  if (code !== 0) failed.push(name);
}
const started = Date.now();
const fits = await buildIfStale("client", "server").then(() => true, (error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return false;
});
console.log(`${fits ? "ok    " : "FAILED"} size (${((Date.now() - started) / 1000).toFixed(1)} s)`);
if (!fits) failed.push("size");
process.exitCode = failed.length === 0 ? 0 : 1;
