// What `npm start` and `npm test` do before anything else: see what is missing. And what `npm test` says last.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { missingFrom } from "../scripts/ensure-installed.mjs";
import { addTotals, readFailures, readTotals, totalLine } from "../scripts/test-totals.ts";

const root = join(import.meta.dirname, "..");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "outrider-set-up-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, value: unknown) => {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, JSON.stringify(value));
  return file;
};

describe("O1 packages", () => {
  const packages = { "": {}, client: {}, "node_modules/hono": { version: "4.0.0" }, "node_modules/only-on-mac": { version: "1.0.0", optional: true } };

  test("O1 a folder with nothing installed is seen", () => {
    write("package-lock.json", { packages });
    expect(missingFrom(folder)).toBe("nothing is installed");
  });

  test("O1 a package that is missing or older than the lock says is named", () => {
    write("package-lock.json", { packages });
    write("node_modules/.package-lock.json", { packages: {} });
    expect(missingFrom(folder)).toBe("node_modules/hono is not installed");
    write("node_modules/.package-lock.json", { packages: { "node_modules/hono": { version: "3.9.0" } } });
    expect(missingFrom(folder)).toBe("node_modules/hono is 3.9.0, the lock says 4.0.0");
  });

  test("O1 what the lock names and this system can use is enough", () => {
    write("package-lock.json", { packages });
    write("node_modules/.package-lock.json", { packages: { "node_modules/hono": { version: "4.0.0" } } });
    expect(missingFrom(folder)).toBeUndefined();
  });

  test("O1 start and test look before they run", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
    for (const name of ["prestart", "pretest"]) expect(scripts[name]).toBe("node scripts/ensure-installed.mjs");
  });
});

describe("O1 the totals of a test run", () => {
  const ran = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 0, testResults: [{ status: "failed", assertionResults: [{}] }] };

  test("O1 are what the runner reported", () => {
    expect(readTotals("vitest", write("report.json", ran), 1)).toEqual({ passed: 7, failed: 1, skipped: 0 });
    const browser = { stats: { expected: 4, unexpected: 1, flaky: 0, skipped: 2 }, errors: [] };
    expect(readTotals("playwright", write("browser.json", browser), 1)).toEqual({ passed: 4, failed: 1, skipped: 2 });
  });

  test("O1 count a file that did not load, a test that passed at the second try, and an error beside the tests", () => {
    const broken = { ...ran, numFailedTests: 0, testResults: [{ status: "failed", assertionResults: [] }] };
    expect(readTotals("vitest", write("report.json", broken), 1).failed).toBe(1);
    const browser = { stats: { expected: 4, unexpected: 0, flaky: 1, skipped: 0 }, errors: [{}] };
    expect(readTotals("playwright", write("browser.json", browser), 1).failed).toBe(2);
  });

  test("O1 count a runner that failed, or ended, in silence", () => {
    for (const code of [0, 1]) {
      expect(readTotals("vitest", join(folder, "none.json"), code)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    }
    expect(readTotals("vitest", write("report.json", { ...ran, numFailedTests: 0, testResults: [] }), 1).failed).toBe(1);
  });

  test("O1 name what failed, where and why, in a few lines", () => {
    const assertion = { fullName: "S2 keeps it", status: "failed", failureMessages: ["\u001b[31mexpected 1 to be 2\u001b[39m\nat a.test.ts:3"] };
    const vitest = { testResults: [{ name: "a.test.ts", status: "failed", assertionResults: [assertion, { fullName: "S1 opens", status: "passed" }] }] };
    expect(readFailures("vitest", write("report.json", vitest))).toEqual(["a.test.ts: S2 keeps it\n    expected 1 to be 2\n    at a.test.ts:3"]);
    const broken = { testResults: [{ name: "b.test.ts", status: "failed", message: "no such module", assertionResults: [] }] };
    expect(readFailures("vitest", write("report.json", broken))).toEqual(["b.test.ts: did not load\n    no such module"]);
    const spec = { title: "W1 opens", ok: false, tests: [{ results: [{ error: { message: "timed out" } }] }] };
    const browser = { suites: [{ file: "c.spec.ts", suites: [{ file: "c.spec.ts", specs: [spec, { ...spec, ok: true }] }] }] };
    expect(readFailures("playwright", write("browser.json", browser))).toEqual(["c.spec.ts: W1 opens\n    timed out"]);
    expect(readFailures("playwright", join(folder, "none.json"))).toEqual([]);
    writeFileSync(join(folder, "cut.json"), '{"suites":[');
    expect(readFailures("playwright", join(folder, "cut.json"))[0]).toContain("cut.json: cannot be read");
  });

  test("O1 are one line", () => {
    const total = addTotals([{ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 3, skipped: 0 }]);
    expect(totalLine(total)).toBe("3 passed, 3 failed");
    expect(totalLine({ passed: 1, failed: 0, skipped: 2 })).toBe("1 passed, 0 failed, 2 skipped");
  });
});
