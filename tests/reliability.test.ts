// docs/reliability.md is what the kept results of the soak draw, and says of every part what it promises.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Outcome, outcomesAsJson, readFoundSeeds, readOutcomes, RELIABILITY, RESULTS } from "../scripts/soak-kept.ts";
import { drawReliability } from "../scripts/soak-page.ts";
import { partNamed, partNames } from "../scripts/soak-parts.ts";

const root = join(import.meta.dirname, "..");
const outcome: Outcome = { date: "2026-11-22", command: "npm run soak -- --only simulator", passed: true, minutes: 12.3, size: { seeds: 500 }, said: ["500 seeds, 1 failed | so"], failures: [], machine: { cpu: "a processor", cores: 2, memoryGb: 24, node: "v20" }, load: [1, 2.5] };

/** Whether some file of tests has this in its path; alternatives as Playwright takes them. */
const someTest = (folder: string, part: string): boolean => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).some((name) => /\.(?:test|spec)\.ts$/.test(name) && part.split("|").some((one) => join(folder, name).includes(one)));

describe("docs/reliability.md", () => {
  test("S2 is what its results draw, and the results are as they were kept", () => {
    const outcomes = readOutcomes();
    expect(readFileSync(RELIABILITY, "utf8")).toBe(drawReliability(outcomes, readFoundSeeds()));
    expect(readFileSync(RESULTS, "utf8")).toBe(outcomesAsJson(outcomes));
  });

  test("S2 every part of the soak runs tests that are there and belongs to rules that are there", () => {
    const features = readFileSync(join(root, "docs/features.md"), "utf8");
    for (const name of partNames) {
      const { how, rules } = partNamed(name);
      if (how.by === "simulator") expect(existsSync(join(root, how.program))).toBe(true);
      else for (const part of how.tests) expect([name, ["client", "shared/src", "sync-server/src", "tests"].some((folder) => someTest(folder, part))]).toEqual([name, true]);
      for (const rule of rules) expect(features).toContain(`\n| ${rule} |`);
    }
  });

  test("S2 a run in part says so, a failed one says what failed, and what was not run is not called passed", () => {
    const page = drawReliability({ simulator: outcome, server: { ...outcome, passed: false, size: { OUTRIDER_KILLS: 50, OUTRIDER_ROUNDS: 5 }, failures: ["seed 7: lost"], note: "Beside a build." }, planted: { ...outcome, size: { seeds: 100 }, said: ["planted skipPermission: noticed by 3 of 100 (I-judged 3)", "planted headUnsaid: noticed by 0 of 100 ()"] } }, [{ seed: 9, found: "a thing" }]);
    expect(page).toContain("500 of 10,000 seeds");
    expect(page).toContain("- 500 seeds, 1 failed \\| so");
    expect(page).toMatch(/\| server \|.*\| \*\*failed\*\*, 2026-11-22 \|/);
    expect(page).toContain("- failed: seed 7: lost");
    expect(page).toContain("Beside a build.");
    expect(page).toContain("| `skipPermission` | 3 of 100 | I-judged 3 |");
    expect(page).toContain("| `headUnsaid` | 0 of 100 | a seed of its own in the tests |");
    expect(page).toContain("| 9 | a thing | `shared/simulator/src/pinned-seeds.test.ts` |");
    expect(page).toMatch(/\| hostile \|.*\| not run yet at full size \|/);
  });
});
