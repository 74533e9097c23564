// `npm run check`: types, lint, rooms, dead code. All four run even when one fails, so that one run tells all.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
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
process.exitCode = failed.length === 0 ? 0 : 1;
