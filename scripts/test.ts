// `npm test`: everything in order, each runner to its end, and one line of totals last. PostgreSQL is used where one
// is at hand (OUTRIDER_PG_URL, or a cluster scripts/pg17.sh has built); otherwise it says so and PGlite stands alone.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildIfStale } from "./builds.ts";
import { findBrowser } from "./find-browser.ts";
import { runCommand } from "./run-command.ts";
import { addTotals, readFailures, readTotals, totalLine, type Totals } from "./test-totals.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const reports = join(root, "node_modules/.cache/outrider/reports");
const minutes = 60_000;

// A runner that hangs is stopped, and counts as failed. A slow machine ends late instead of red.
const deadline = Date.now() + 110 * minutes;
const within = (limitMs: number) => Math.max(1_000, Math.min(limitMs, deadline - Date.now()));

function postgresUrl(): string | undefined {
  const named = process.env["OUTRIDER_PG_URL"];
  if (named !== undefined && named !== "") return named;
  const cluster = spawnSync("bash", [join(root, "scripts/pg17.sh"), "url"], { encoding: "utf8" });
  if (cluster.status === 0) return cluster.stdout.trim();
  console.log(cluster.stderr?.trim() || "PostgreSQL: not available here (bash is missing)");
  return undefined;
}

const program = (name: string) => join(root, "node_modules/.bin", name);

async function check(): Promise<Totals> {
  const { code } = await runCommand(program("tsx"), [join(root, "scripts/check.ts")], { cwd: root, limitMs: within(15 * minutes) });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function vitest(projects: readonly string[], limitMs: number, env: NodeJS.ProcessEnv = process.env, more: readonly string[] = []): Promise<Totals> {
  const report = join(reports, `${projects.join("-")}.json`);
  const args = ["run", ...projects.flatMap((project) => ["--project", project]), ...more, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code } = await runCommand(program("vitest"), args, { cwd: root, env, limitMs: within(limitMs) });
  return readTotals("vitest", report, code);
}

async function database(): Promise<Totals> {
  const url = postgresUrl();
  // Much of their time they wait for a server to come up or a device to try again: half as many again as there are cores.
  const workers = `--maxWorkers=${Math.ceil(availableParallelism() * 1.5)}`;
  return vitest(["db"], 35 * minutes, url === undefined ? process.env : { ...process.env, OUTRIDER_PG_URL: url }, [workers]);
}

async function browser(): Promise<Totals> {
  const chromium = await findBrowser();
  if (chromium === undefined) {
    console.error("No Chromium is installed and none could be installed; set OUTRIDER_CHROMIUM to one.");
    return { passed: 0, failed: 1, skipped: 0 };
  }
  await buildIfStale("client");
  const report = join(reports, "browser.json");
  const env = { ...process.env, OUTRIDER_CHROMIUM: chromium, OUTRIDER_PLAYWRIGHT_JSON: report };
  const { code } = await runCommand(program("playwright"), ["test"], { cwd: root, env, limitMs: within(60 * minutes) });
  return readTotals("playwright", report, code);
}

const runners = {
  check,
  // In one run: none of them has to wait for the last file of the other.
  "unit, simulator": () => vitest(["unit", "simulator"], 45 * minutes),
  db: database,
  browser,
} satisfies Record<string, () => Promise<Totals>>;

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const lines: string[] = [];
const all: Totals[] = [];
for (const [name, run] of Object.entries(runners)) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const totals = await run().catch((error: unknown): Totals => {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  all.push(totals);
  lines.push(`${name.padEnd(15)} ${totalLine(totals)} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
}
const reported = ["unit-simulator", "db"].flatMap((project) => readFailures("vitest", join(reports, `${project}.json`)));
const failures = [...reported, ...readFailures("playwright", join(reports, "browser.json"))];
if (failures.length > 0) console.log(`\n${failures.join("\n")}`);
const total = addTotals(all);
console.log(`\n${lines.join("\n")}\n${totalLine(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
