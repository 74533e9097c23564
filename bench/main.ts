// Composition root of `npm run bench`: reads the arguments, and for each suite asked for looks whether the machine is quiet,
// builds, runs it, prints its report, and keeps its figures in docs/performance.json where they may be kept.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildIfStale } from "../scripts/builds.ts";
import { installPeers } from "./install-peers.ts";
import { keep } from "./keep.ts";
import { describeMachine } from "./machine.ts";
import { withRatios } from "./metric.ts";
import { benches } from "./peer.ts";
import { peers } from "./peers/index.ts";
import { full, quick } from "./plan.ts";
import { QUIET, takenByOthers } from "./quiet.ts";
import { asJson, asText, type Report } from "./report.ts";
import { suiteNamed, type SuiteName, suiteNames } from "./suites.ts";
import { createContext } from "./sync/context.ts";

const usage = `npm run bench -- [NAME ...] [--quick] [--json FILE] [--only ${benches.join(",")}] [--peers NAME,NAME]\nEverything where no NAME is given: ${suiteNames.map((name) => `${name} (${suiteNamed(name).minutes} min)`).join(", ")}\n--only is of sync. What is run in part, or with --quick, is not kept.`;
const firstPort = Number(process.env["OUTRIDER_BENCH_PORT"] ?? 21_000);

const chosen = <T extends string>(names: readonly string[] | undefined, all: readonly T[]): readonly T[] => {
  if (names === undefined || names.length === 0) return all;
  return names.map((name) => {
    const found = all.find((candidate) => candidate === name.trim());
    if (found === undefined) throw new Error(`unknown: ${name}; there are ${all.join(", ")}`);
    return found;
  });
};

interface Options { readonly quick: boolean; readonly only: string | undefined; readonly peers: string | undefined }

/** True where one of ours has no figure. */
async function run(name: SuiteName, options: Options, reports: Report[]): Promise<boolean> {
  const { builds, installs, beside, counts, run: measure } = suiteNamed(name);
  const all = beside.length === 0 ? [] : beside.map((peer) => peer.name);
  const names: readonly string[] = chosen(options.peers?.split(","), all.length === 0 ? peers.map((peer) => peer.name) : all);
  console.error(`\n== ${name}`);
  const wrong = installs ? installPeers() : undefined;
  if (wrong !== undefined) console.error(wrong);
  if (builds.length > 0) await buildIfStale(...builds);
  const root = mkdtempSync(join(process.env["OUTRIDER_BENCH_DIR"] ?? tmpdir(), "outrider-bench-"));
  try {
    const context = createContext(options.quick ? quick : full, root, firstPort, (text) => console.error(text));
    const machine = await describeMachine(root);
    const before = await takenByOthers();
    const began = performance.now();
    const measured = peers.filter((peer) => names.includes(peer.name));
    const rows = withRatios(await measure({ quick: options.quick, names, measured, only: chosen(options.only?.split(","), benches), root, firstPort, context }));
    const minutes = (performance.now() - began) / 60_000;
    const after = await takenByOthers();
    const facts = beside.filter((peer) => names.includes(peer.name));
    const report: Report = { name, machine, others: before, peers: facts, rows };
    reports.push(report);
    console.log(asText(report));
    const whole = !options.quick && options.only === undefined && options.peers === undefined;
    if (!whole) console.error("Not kept: it was run in part.");
    else if (counts !== true && (before > QUIET || after > QUIET)) console.error(`Not kept: others took ${before} cores before it and ${after} after it; figures are kept of a machine that does nothing else.`);
    else {
      const versions = Object.fromEntries(facts.flatMap((peer) => {
        const text = Object.entries(peer.versions).map(([part, version]) => `${part} ${version}`).join(", ");
        return text === "" ? [] : [[peer.name, text]];
      }));
      keep(name, { date: new Date().toISOString().slice(0, 10), command: `npm run bench -- ${name}`, minutes: Math.round(minutes * 10) / 10, machine, others: [before, after], versions }, rows);
      console.error("Kept in docs/performance.json; docs/performance.md is drawn anew.");
    }
    return rows.some(({ ours, value }) => ours && value === undefined);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: "boolean", default: false }, json: { type: "string" }, only: { type: "string" }, peers: { type: "string" } },
  });
  const reports: Report[] = [];
  const failed: string[] = [];
  const wanted = chosen(positionals, suiteNames);
  const options = { quick: values.quick, only: values.only, peers: values.peers };
  for (const name of wanted) {
    // One that breaks says so, and the others are run all the same.
    const missing = await run(name, options, reports).catch((error: unknown) => {
      if (wanted.length === 1) throw error;
      console.error(error instanceof Error ? (error.stack ?? error.message) : error);
      return true;
    });
    if (missing) failed.push(name);
  }
  if (values.json !== undefined) writeFileSync(values.json, `[\n${reports.map(asJson).join(",\n")}]\n`);
  if (failed.length > 0) {
    console.error(`Without all of its figures: ${failed.join(", ")}`);
    process.exitCode = 1;
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error(usage);
  process.exitCode = 1;
});
