// `npm run soak`: what `npm test` runs small, at full size, and the results kept in docs/reliability.json (scripts/soak-parts.ts
// says what there is and what its full size is). `-- --only A,B` runs some parts; a name that is none lists them. `-- --seed N`
// runs one seed of the simulator again with its log (a history of visibility with `--only visibility --seed N`). A size that is
// set in the environment (OUTRIDER_KILLS=2) or by `--seeds N` is taken instead; such a run is not kept but with `--keep`,
// and `--note TEXT` says with it what is to be known of it.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildIfStale } from "./builds.ts";
import { findBrowser } from "./find-browser.ts";
import { runCommand } from "./run-command.ts";
import { keepOutcome, type Outcome } from "./soak-kept.ts";
import { type Part, partNamed, type PartName, partNames } from "./soak-parts.ts";
import { readFailures, readTotals } from "./test-totals.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const program = (name: string) => join(root, "node_modules/.bin", name);
const text = { type: "string" } as const;
/** Handed on to the simulator. */
const FLAGS = { seed: text, seeds: text, from: text, faults: text, minutes: text, plant: text, work: text, bugs: text } as const;
const { values } = parseArgs({ options: { only: text, keep: { type: "boolean", default: false }, note: text, typing: { type: "boolean", default: false }, orders: { type: "boolean", default: false }, ...FLAGS } });
const given = (Object.keys(FLAGS) as (keyof typeof FLAGS)[]).flatMap((name) => (values[name] === undefined ? [] : [`--${name}`, String(values[name])]));
for (const what of ["typing", "orders"] as const) if (values[what]) given.push(`--${what}`);

interface Ran { readonly code: number; readonly said: string; readonly tests?: Outcome["tests"]; readonly failures?: readonly string[] }

async function simulator({ how }: Part & { readonly how: Extract<Part["how"], { by: "simulator" }> }, seeds: string): Promise<Ran> {
  let said = "";
  const flags = given.includes("--seed") || given.includes("--seeds") ? given : ["--seeds", seeds, ...given];
  const { code } = await runCommand(program("tsx"), [join(root, how.program), ...(how.flags ?? []), ...flags], { cwd: root, hear: (part) => (said += part) });
  return { code, said };
}

async function tests(name: PartName, kind: "unit" | "db" | "browser", files: readonly string[], size: Readonly<Record<string, string>>): Promise<Ran> {
  const folder = join(root, "node_modules/.cache/outrider/soak");
  mkdirSync(folder, { recursive: true });
  const report = join(folder, `${name}.json`);
  rmSync(report, { force: true });
  const env: NodeJS.ProcessEnv = { ...process.env, ...size };
  let said = "";
  const hear = (part: string): void => void (said += part);
  if (kind === "browser") {
    const chromium = await findBrowser();
    if (chromium === undefined) return { code: 1, said: "", failures: ["No Chromium is installed and none could be installed; set OUTRIDER_CHROMIUM to one."] };
    await buildIfStale("client", "server");
    const { code } = await runCommand(program("playwright"), ["test", ...files], { cwd: root, env: { ...env, OUTRIDER_CHROMIUM: chromium, OUTRIDER_PLAYWRIGHT_JSON: report }, hear });
    return { code, said, tests: readTotals("playwright", report, code), failures: readFailures("playwright", report) };
  }
  if (kind === "db") {
    const cluster = spawnSync("bash", [join(root, "scripts/pg17.sh"), "url"], { encoding: "utf8" });
    const url = process.env["OUTRIDER_PG_URL"] ?? (cluster.status === 0 ? cluster.stdout.trim() : undefined);
    if (url === undefined) console.log("PostgreSQL: not available here; the embedded database alone is used");
    else env["OUTRIDER_PG_URL"] = url;
    await buildIfStale("server");
  }
  const { code } = await runCommand(program("vitest"), ["run", "--project", kind, ...files, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`], { cwd: root, env, hear });
  return { code, said, tests: readTotals("vitest", report, code), failures: readFailures("vitest", report) };
}

const load = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10;
const FAILED_SEED = /^(?:seed|history) \d+ .*|^ {2}I-\w.*/;

async function run(name: PartName): Promise<boolean> {
  const part = partNamed(name);
  const size: Record<string, number | string> = {};
  for (const [variable, [full]] of Object.entries(part.size)) {
    const asked = variable === "seeds" ? values["seeds"] : process.env[variable];
    size[variable] = asked === undefined ? full : /^\d+$/.test(String(asked)) ? Number(asked) : String(asked);
  }
  const [before, began] = [load(), performance.now()];
  const { how } = part;
  const ran = how.by === "simulator" ? await simulator({ ...part, how }, String(size["seeds"])) : await tests(name, how.by, how.tests, Object.fromEntries(Object.entries(size).map(([variable, value]) => [variable, String(value)])));
  const lines = ran.said.split("\n").map((line) => line.trimEnd());
  const matching = part.says === undefined ? [] : lines.filter((line) => part.says?.lines.test(line));
  const whole = Object.entries(part.size).every(([variable, [full]]) => (typeof full === "number" ? Number(size[variable]) >= full : size[variable] === full)) && given.every((flag) => !flag.startsWith("--") || flag === "--seeds");
  if (whole || values.keep) {
    keepOutcome(name, {
      date: new Date().toISOString().slice(0, 10), command: `npm run soak -- --only ${name}`, passed: ran.code === 0, minutes: Math.round((performance.now() - began) / 6_000) / 10, size,
      ...(ran.tests && { tests: ran.tests }), said: part.says?.last ? matching.slice(-1) : matching, failures: [...lines.filter((line) => FAILED_SEED.test(line)), ...(ran.failures ?? [])],
      machine: { cpu: cpus()[0]?.model ?? "unknown", cores: availableParallelism(), memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version }, load: [before, load()], ...(values.note !== undefined && { note: values.note }),
    });
  } else console.log("Not kept: it was run in part.");
  console.log(`${name}: ${ran.code === 0 ? "passed" : "failed"}`);
  return ran.code === 0;
}

const asked = values.only?.split(",") ?? (values["seed"] === undefined ? undefined : ["simulator"]);
const unknown = asked?.filter((name) => !(partNames as readonly string[]).includes(name)) ?? [];
if (unknown.length > 0) console.error(`There is no part “${unknown.join(", ")}”; there are ${partNames.map((name) => `${name} (${partNamed(name).minutes} min)`).join(", ")}.`);
let failed = unknown.length;
for (const name of unknown.length > 0 ? [] : partNames.filter((one) => asked === undefined || asked.includes(one))) {
  console.log(`\n== ${name}`);
  failed += (await run(name)) ? 0 : 1;
}
process.exitCode = failed === 0 ? 0 : 1;
