// Many runs in a row, for tests: what failed, and how to see each failure again.
import { simulate } from "./simulate.ts";

export interface ManySeeds { readonly runs: number; readonly edits: number; readonly failures: readonly string[] }

export async function runSeeds(from: number, count: number): Promise<ManySeeds> {
  const failures: string[] = [];
  let edits = 0;
  for (let seed = from; seed < from + count; seed++) {
    const report = await simulate(seed);
    edits += report.edits;
    for (const { invariant, detail } of report.findings.slice(0, 1)) failures.push(`${invariant}: ${detail.slice(0, 300)} (npm run soak -- --seed ${seed})`);
  }
  return { runs: count, edits, failures };
}
