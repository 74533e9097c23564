// `npm run soak`: what `npm test` runs small, at full size; each part says below what that is. `-- --seed N` runs one seed of the
// simulator again with its log (a history of visibility with `--only visibility --seed N`); `-- --only PART` runs one part, and
// a name that is none lists them. A size that is set in the environment (OUTRIDER_KILLS=2) is taken instead.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildIfStale } from "./builds.ts";
import { findBrowser } from "./find-browser.ts";
import { runCommand } from "./run-command.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const program = (name: string) => join(root, "node_modules/.bin", name);
const args = process.argv.slice(2);
const only = args.includes("--only") ? args[args.indexOf("--only") + 1] : undefined;
const passedOn = args.filter((arg, index) => arg !== "--only" && args[index - 1] !== "--only");

/** 10,000 seeds. */
async function simulator(): Promise<number> {
  return (await runCommand(program("tsx"), [join(root, "shared/simulator/src/soak.ts"), ...passedOn], { cwd: root })).code;
}

/** 2,000 seeds with clients of three versions. */
async function versions(): Promise<number> {
  return (await runCommand(program("tsx"), [join(root, "shared/simulator/src/soak.ts"), "--versions", "--seeds", "2000", ...passedOn], { cwd: root })).code;
}

/** 1,000 histories of who may see what. */
async function visibility(): Promise<number> {
  return (await runCommand(program("tsx"), [join(root, "shared/simulator/src/visibility/soak.ts"), ...passedOn], { cwd: root })).code;
}

async function databaseTests(files: readonly string[], size: Readonly<Record<string, string>>): Promise<number> {
  const cluster = spawnSync("bash", [join(root, "scripts/pg17.sh"), "url"], { encoding: "utf8" });
  const url = process.env["OUTRIDER_PG_URL"] ?? (cluster.status === 0 ? cluster.stdout.trim() : undefined);
  if (url === undefined) console.log("PostgreSQL: not available here; the embedded database alone is used");
  await buildIfStale("server");
  const env = { ...size, ...process.env, ...(url !== undefined && { OUTRIDER_PG_URL: url }) };
  return (await runCommand(program("vitest"), ["run", "--project", "db", ...files], { cwd: root, env })).code;
}

/** Fifty kills of the server on each database, several servers killed, frozen and restarted in turn. */
const server = () => databaseTests(["tests/crash"], { OUTRIDER_KILLS: "50", OUTRIDER_ROUNDS: "5" });
/** A hundred kills in the middle of campaigns to 10,000 customers. */
const campaigns = () => databaseTests(["tests/crash/campaign-kill"], { OUTRIDER_CAMPAIGN_KILLS: "100", OUTRIDER_CAMPAIGN_SIZE: "10000" });
/** All of the real orders there are, through ten kills on each database. */
const ingest = () => databaseTests(["tests/ingest"], { OUTRIDER_RETAIL_DAYS: "1000", OUTRIDER_KILLS: "10" });
/** 5,000 requests to each operation, and who may do what, on each database. */
const api = () => databaseTests(["sync-server/src/routes/api-fuzz", "sync-server/src/routes/permission-matrix"], { OUTRIDER_FUZZ: "5000" });
/** 100,000 rules on each database. */
const segments = () => databaseTests(["sync-server/src/segments"], { OUTRIDER_SEGMENT_RULES: "100000" });
/** Half an hour of a steady load. */
const load = () => databaseTests(["tests/load"], { OUTRIDER_LOAD_MINUTES: "30" });

async function playwright(spec: string, kills: Readonly<Record<string, string>>): Promise<number> {
  const chromium = await findBrowser();
  if (chromium === undefined) {
    console.error("No Chromium is installed and none could be installed; set OUTRIDER_CHROMIUM to one.");
    return 1;
  }
  await buildIfStale("client", "server");
  const env = { ...kills, ...process.env, OUTRIDER_CHROMIUM: chromium };
  return (await runCommand(program("playwright"), ["test", spec], { cwd: root, env })).code;
}

/** A hundred thousand damaged edits of notes, from a seed that `OUTRIDER_MUTANTS_SEED` names. */
async function bodies(): Promise<number> {
  return (await runCommand(program("vitest"), ["run", "--project", "unit", "shared/src/bodies"], { cwd: root, env: { ...process.env, OUTRIDER_MUTANTS: "100000" } })).code;
}

/** Ten thousand damaged files, from a seed that `OUTRIDER_IMPORT_SEED` names. */
async function imports(): Promise<number> {
  return (await runCommand(program("vitest"), ["run", "--project", "unit", "client/src/features/import/core/mutants"], { cwd: root, env: { ...process.env, OUTRIDER_IMPORT_MUTANTS: "10000" } })).code;
}

/** Twenty kills of the browser. */
const browser = () => playwright("browser-kill", { OUTRIDER_BROWSER_KILLS: "20" });
/** Fifty of the leading tab. */
const tabs = () => playwright("tabs", { OUTRIDER_TAB_KILLS: "50" });

/** Every hostile string of the corpora on every screen, lot by lot, for some hours. */
const hostile = () => playwright("hostile", { OUTRIDER_HOSTILE: "all" });

/** What has a small size in `npm test`: damage in every way, every route cold on a phone too, every look, other browsers as phones. */
const screens = () => playwright("accessible|cold-start|damage|other-browsers|keyboard", { OUTRIDER_FULL_SIZE: "yes" });

const parts = { simulator, versions, visibility, server, campaigns, load, ingest, api, segments, bodies, imports, browser, tabs, screens, hostile } satisfies Record<string, () => Promise<number>>;
const wanted = passedOn.includes("--seed") && only === undefined ? ["simulator"] : Object.keys(parts).filter((name) => only === undefined || name === only);
let failed = wanted.length === 0 ? 1 : 0;
if (failed > 0) console.error(`There is no part “${only}”; there are ${Object.keys(parts).join(", ")}.`);
for (const name of wanted) {
  console.log(`\n== ${name}`);
  const code = await parts[name as keyof typeof parts]();
  console.log(`${name}: ${code === 0 ? "passed" : "failed"}`);
  failed += code === 0 ? 0 : 1;
}
process.exitCode = failed === 0 ? 0 : 1;
