// `npm run check`: types, lint, rooms, dead code, secrets, the lock, the bill of materials, size. All run even when one
// fails, so that one run tells all, as many at once as there are cores: most of them use one. The size is judged by the build itself (client/budget.config.ts), which is made where
// it is older than its sources.
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { billFaults, billOfMaterials } from "./bill-of-materials.ts";
import { buildIfStale } from "./builds.ts";
import { secretFaults } from "./find-secrets.ts";
import { lockFaults, readLock } from "./lock-rules.ts";
import { runCommand } from "./run-command.ts";
import { readSizes, sizeTable } from "./sizes.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const programs = {
  types: ["tsc", "-b"],
  lint: ["oxlint"],
  rooms: ["depcruise", "--config", ".dependency-cruiser.cjs", "client", "shared", "sync-server", "bench", "tests", "scripts"],
  "dead code": ["knip", "--no-progress"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** Each gives a line for every fault it finds. */
const looks = {
  secrets: () => secretFaults(root),
  lock: async () => lockFaults(root),
  "bill of materials": async () => billFaults(billOfMaterials(root), readLock(root)),
  size: async () => {
    await buildIfStale("client", "server");
    console.log(sizeTable(readSizes()));
    return [];
  },
} satisfies Record<string, () => Promise<readonly string[]>>;

const failed: string[] = [];
const tell = (name: string, well: boolean, seconds: number) => {
  console.log(`${well ? "ok    " : "FAILED"} ${name} (${seconds.toFixed(1)} s)`);
  if (!well) failed.push(name);
};
const waiting: (() => Promise<void>)[] = [
  ...Object.entries(programs).map(([name, [program, ...args]]) => async () => {
    const { code, seconds } = await runCommand(join(root, "node_modules/.bin", program), args, { cwd: root, hold: true });
    tell(name, code === 0, seconds);
  }),
  ...Object.entries(looks).map(([name, look]) => async () => {
    const started = Date.now();
    const faults = await look().catch((error: unknown) => [error instanceof Error ? error.message : String(error)]);
    for (const fault of faults) console.error(fault);
    tell(name, faults.length === 0, (Date.now() - started) / 1000);
  }),
];
async function lane(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
}
await Promise.all(Array.from({ length: availableParallelism() }, lane));
process.exitCode = failed.length === 0 ? 0 : 1;
