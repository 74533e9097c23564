// Many runs in a row, for tests: what failed, and how to see each failure again.
import type { Fault } from "./plan.ts";
import { simulate } from "./simulate.ts";

export interface ManySeeds {
  readonly runs: number;
  readonly edits: number;
  /** Of the run that had the fewest. */
  readonly fewest: { readonly edits: number; readonly devices: number };
  /** All that were part of some run. */
  readonly faults: ReadonlySet<Fault>;
  readonly failures: readonly string[];
}

export async function runSeeds(from: number, count: number): Promise<ManySeeds> {
  const failures: string[] = [];
  const faults = new Set<Fault>();
  const fewest = { edits: Infinity, devices: Infinity };
  let edits = 0;
  for (let seed = from; seed < from + count; seed++) {
    const report = await simulate(seed);
    edits += report.edits;
    for (const fault of report.plan.faults) faults.add(fault);
    fewest.edits = Math.min(fewest.edits, report.edits);
    fewest.devices = Math.min(fewest.devices, report.plan.devices.length);
    for (const { invariant, detail } of report.findings.slice(0, 1)) failures.push(`${invariant}: ${detail.slice(0, 300)} (npm run soak -- --seed ${seed})`);
  }
  return { runs: count, edits, fewest, faults, failures };
}
