// Many histories in a row, for tests: what failed, how to see each failure again, and how much was looked at.
import { type HistoryOptions, type HistoryReport, simulateVisibility } from "./simulate-visibility.ts";

export interface ManyHistories { readonly failures: readonly string[]; readonly looked: HistoryReport["looked"] }

export async function runHistories(from: number, count: number, options: Pick<HistoryOptions, "orders"> = {}): Promise<ManyHistories> {
  const failures: string[] = [];
  const looked: Record<keyof HistoryReport["looked"], number> = { checkpoints: 0, records: 0, withheld: 0, shown: 0, frames: 0, rows: 0, gone: 0, verdicts: 0, answers: 0, typed: 0, aware: 0 };
  for (let seed = from; seed < from + count; seed++) {
    const report = await simulateVisibility(seed, options);
    for (const what of Object.keys(looked) as (keyof typeof looked)[]) looked[what] += report.looked[what];
    for (const { invariant, detail } of report.findings.slice(0, 1)) failures.push(`${invariant}: ${detail.slice(0, 300)} (npm run soak -- --only visibility --seed ${seed}${options.orders ? " --orders" : ""})`);
  }
  return { failures, looked };
}
