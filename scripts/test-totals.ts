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

const vitestFailures = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() })),
    }),
  ),
});

interface Suite {
  readonly file?: string | undefined;
  readonly specs?: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly tests: readonly { readonly results: readonly { readonly error?: { readonly message?: string | undefined } | undefined }[] }[];
  }[] | undefined;
  readonly suites?: readonly Suite[] | undefined;
}
const result = z.object({ error: z.object({ message: z.string().optional() }).optional() });
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    file: z.string().optional(),
    specs: z.array(z.object({ title: z.string(), ok: z.boolean(), tests: z.array(z.object({ results: z.array(result) })) })).optional(),
    suites: z.array(suite).optional(),
  }),
);

// What a terminal reads as colours is no part of the reason.
const colours = /\u001b\[[0-9;]*m/g;
const inShort = (place: string, title: string, reason: string): string =>
  [`${place}: ${title}`, ...reason.replace(colours, "").split("\n").slice(0, 6).map((line) => `    ${line.slice(0, 240)}`)].join("\n");

const namers = {
  vitest: (report: unknown) =>
    vitestFailures.parse(report).testResults.flatMap((file) => {
      const failed = file.assertionResults.filter((one) => one.status === "failed");
      if (failed.length === 0 && file.status === "failed") return [inShort(file.name, "did not load", file.message ?? "")];
      return failed.map((one) => inShort(file.name, one.fullName, (one.failureMessages ?? []).join("\n")));
    }),
  playwright(report: unknown) {
    const walk = (one: Suite): string[] => [
      ...(one.specs ?? [])
        .filter((spec) => !spec.ok)
        .map((spec) => inShort(one.file ?? "", spec.title, spec.tests.flatMap((test) => test.results.map((tried) => tried.error?.message ?? "")).join("\n"))),
      ...(one.suites ?? []).flatMap(walk),
    ];
    return z.object({ suites: z.array(suite) }).parse(report).suites.flatMap(walk);
  },
} satisfies Record<string, (report: unknown) => string[]>;

/** Each test of a runner's JSON report that failed: its file, its title, and the first lines of the reason. A report that cannot be read is said as such. */
export function readFailures(kind: keyof typeof namers, file: string): string[] {
  if (!existsSync(file)) return [];
  try {
    return namers[kind](JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    return [inShort(file, "cannot be read", String(error))];
  }
}

export const addTotals = (all: readonly Totals[]): Totals =>
  all.reduce(
    (sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed, skipped: sum.skipped + one.skipped }),
    { passed: 0, failed: 0, skipped: 0 },
  );

export const totalLine = ({ passed, failed, skipped }: Totals): string =>
  `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
