// Reads what the test runners reported and says it in one line. A runner that failed without saying which test
// (it crashed, ran out of time, found no file, or left no report) counts as one failed test: silence is no pass.
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

const readers = {
  vitest(report: unknown): Totals {
    const read = vitestReport.parse(report);
    // A file that could not even be loaded has no tests to count.
    const broken = read.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
    return { passed: read.numPassedTests, failed: read.numFailedTests + broken, skipped: read.numPendingTests };
  },
  playwright(report: unknown): Totals {
    const { stats, errors } = playwrightReport.parse(report);
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
  },
} satisfies Record<string, (report: unknown) => Totals>;

/** What one runner did, from its JSON report and its exit status. */
export function readTotals(kind: keyof typeof readers, file: string, exitCode: number): Totals {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const reported = readers[kind](JSON.parse(readFileSync(file, "utf8")));
  return exitCode !== 0 && reported.failed === 0 ? { ...reported, failed: 1 } : reported;
}

export const addTotals = (all: readonly Totals[]): Totals =>
  all.reduce(
    (sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed, skipped: sum.skipped + one.skipped }),
    { passed: 0, failed: 0, skipped: 0 },
  );

export const totalLine = ({ passed, failed, skipped }: Totals): string =>
  `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
