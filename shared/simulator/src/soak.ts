// `npm run soak`: many seeds, or one of them again with all that happens in it.
//   --seeds N (10000)   --from N (1)   --seed N (only this one, with its log)   --faults a,b   --minutes N
//   --work first (what people did when the planted bugs got their seeds; so it is with --plant)
//   --versions (devices and servers of three releases)   --typing (only seeds in which people write notes)   --plant BUG (a bug is planted: which seeds notice it?)
import { parseArgs } from "node:util";
import { FAULTS, type Fault, planOf } from "./plan.ts";
import { AS_PINNED, plant, PLANTABLE } from "./plant.ts";
import { type RunOptions, simulate } from "./simulate.ts";
import { threeReleases } from "./versions/releases.ts";

const { values } = parseArgs({
  options: { seeds: { type: "string" }, from: { type: "string" }, seed: { type: "string" }, faults: { type: "string" }, minutes: { type: "string" }, plant: { type: "string" }, typing: { type: "boolean" }, versions: { type: "boolean" }, work: { type: "string" } },
});
const faults = values.faults === undefined ? undefined : (values.faults.split(",").filter((name) => (FAULTS as readonly string[]).includes(name)) as Fault[]);
const bug = PLANTABLE.find((name) => name === values.plant);
if (values.plant !== undefined && bug === undefined) throw new Error(`no such bug; there are ${PLANTABLE.join(", ")}`);
const options: RunOptions = { ...(faults && { faults }), ...(bug && plant(bug)), ...(values.versions && { releases: await threeReleases() }), ...(values.work === "first" && AS_PINNED) };
const one = values.seed === undefined ? null : Number(values.seed);
const from = one ?? Number(values.from ?? 1);
const count = one === null ? Number(values.seeds ?? 10_000) : 1;
const until = performance.now() + Number(values.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
const started = performance.now();
let [done, edits, failed] = [0, 0, 0];
const totals = (): string => {
  const [seconds, cpu] = [(performance.now() - started) / 1000, process.cpuUsage().user / 1e6];
  return `${done} seeds, ${edits} edits, ${failed} failed, ${(done / seconds).toFixed(1)} seeds/s (${((cpu * 1000) / done).toFixed(0)} ms of processor a seed)`;
};

for (let seed = from; seed < from + count && performance.now() < until; seed++) {
  if (values.typing && !planOf(seed).typing) continue;
  const report = await simulate(seed, one === null ? options : { ...options, log: (line) => console.log(line.slice(0, 2000)) });
  done++;
  edits += report.edits;
  if (report.findings.length > 0) {
    failed++;
    console.log(`seed ${seed} (${[...report.plan.faults].join(", ")}): run again by  npm run soak -- --seed ${seed}${values.versions ? " --versions" : ""}${values.work === "first" ? " --work first" : ""}`);
    for (const { invariant, detail, at } of report.findings.slice(0, 2)) console.log(`  ${invariant} at ${at} ms: ${detail}`);
  }
  if (done % 500 === 0) console.log(totals());
}
console.log(totals());
process.exitCode = failed > 0 ? 1 : 0;
