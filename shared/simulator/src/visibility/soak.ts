// `npm run soak -- --only visibility`: many histories of visibility, or one of them again with all that happens in it.
//   --seeds N (1000)   --from N (1)   --seed N (only this one, with its log)   --minutes N
//   --orders (devices hold a part, and orders come in)
//   --work first (what people did when the planted bugs got their histories; so it is with --plant)
//   --plant BUG (a bug is planted: which seeds notice it?)   --faults is the simulator's and passed over
import { parseArgs } from "node:util";
import { AS_PINNED, plant, PLANTABLE } from "../plant.ts";
import { simulateVisibility } from "./simulate-visibility.ts";

const { values } = parseArgs({ options: { seeds: { type: "string" }, from: { type: "string" }, seed: { type: "string" }, plant: { type: "string" }, minutes: { type: "string" }, faults: { type: "string" }, work: { type: "string" }, orders: { type: "boolean" } } });
const bug = PLANTABLE.find((name) => name === values.plant);
if (values.plant !== undefined && bug === undefined) throw new Error(`no such bug; there are ${PLANTABLE.join(", ")}`);
const planted = { ...(bug !== undefined ? plant(bug) : values.work === "first" ? AS_PINNED : {}), ...(values.orders && { orders: true }) };
const one = values.seed === undefined ? null : Number(values.seed);
const from = one ?? Number(values.from ?? 1);
const count = one === null ? Number(values.seeds ?? 1000) : 1;
const started = performance.now();
const until = started + Number(values.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
const total: Record<string, number> = {};
let [done, edits, refused, failed] = [0, 0, 0, 0];
const totals = (): string =>
  `${done} histories, ${edits} edits (${refused} refused), ${Object.entries(total).map(([what, number]) => `${number} ${what}`).join(", ")}; ${failed} failed, ${((performance.now() - started) / done).toFixed(0)} ms each`;

for (let seed = from; seed < from + count && performance.now() < until; seed++) {
  const report = await simulateVisibility(seed, one === null ? planted : { ...planted, log: (line) => console.log(line.slice(0, 3000)) });
  done += 1;
  edits += report.edits;
  refused += report.refused;
  for (const [what, number] of Object.entries(report.looked)) total[what] = (total[what] ?? 0) + number;
  if (report.findings.length > 0) {
    failed += 1;
    console.log(`history ${seed}: run again by  npm run soak -- --only visibility --seed ${seed}`);
    for (const { invariant, detail, at } of report.findings.slice(0, 2)) console.log(`  ${invariant} at ${at} ms: ${detail}`);
  }
  if (done % 100 === 0) console.log(totals());
}
console.log(totals());
process.exitCode = failed > 0 ? 1 : 0;
