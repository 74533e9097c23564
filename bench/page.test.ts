import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { elsewhere, judge } from "./goals.ts";
import { withSection } from "./keep.ts";
import { drawPage } from "./page.ts";
import { coresTaken } from "./quiet.ts";
import { asJson, FIGURES, PAGE, readRecorded, type Section } from "./recorded.ts";
import { suiteNames } from "./suites.ts";

const machine = { system: "Linux", cpu: "a processor", cores: 2, memoryGb: 24, node: "v20", syncMs: 0.3, pinned: true, browser: "Chromium 1", postgres: "PostgreSQL 17" };
const made: Omit<Section, "rows"> = { date: "2026-11-22", command: "npm run bench -- search", minutes: 1, machine, others: [0, 0.1], versions: {} };

describe("docs/performance.md", () => {
  test("O4 W4 is what its figures draw, and the figures are as they were kept", () => {
    const recorded = readRecorded();
    expect(readFileSync(PAGE, "utf8")).toBe(drawPage(recorded));
    expect(readFileSync(FIGURES, "utf8")).toBe(asJson(recorded));
  });

  test("O4 has a line for each goal of each rule that asks for speed, and a reason where there is no figure", () => {
    const page = drawPage(readRecorded());
    const verdicts = judge([]);
    for (const rule of ["R8", "R12", "S2", "S3", "S4", "S13", "A1", "A5", "A6", "M2", "M3", "M5", "M7", "O1", "W4"]) expect([rule, verdicts.some((verdict) => verdict.rule === rule)]).toEqual([rule, true]);
    for (const { goal, suite } of verdicts) {
      expect(page).toContain(goal);
      expect(suiteNames).toContain(suite);
    }
    for (const { text, why } of elsewhere) {
      expect(page).toContain(text);
      expect(why.length).toBeGreaterThan(20);
    }
    const features = readFileSync(join(import.meta.dirname, "../docs/features.md"), "utf8");
    for (const { rule } of [...verdicts, ...elsewhere]) expect(features).toContain(`\n| ${rule} |`);
  });

  test("O4 a suite's figures take the place of its own and leave the others as they are", () => {
    const one = withSection({}, "search", made, [{ id: "search", metric: "searched", of: "100,000 records: a letter more, p95", peer: "outrider", ours: true, value: 12.34567, worst: 99.9999, runs: 3 }]);
    const two = withSection(one, "stale", made, [{ id: "stale", metric: "stale", peer: "yjs", ours: false, value: undefined, runs: 0, note: "a | b" }]);
    expect(two.search).toEqual(one.search);
    expect(two.search?.rows).toEqual([{ id: "search", metric: "searched", of: "100,000 records: a letter more, p95", peer: "outrider", ours: true, value: 12.35, worst: 100, runs: 3 }]);
    expect(JSON.parse(asJson(two))).toEqual(two);
    const page = drawPage(two);
    expect(page).toMatch(/\| R12 \| the engine finds [^|]*\| outrider, 100,000 records: a letter more, p95 \| 12.3 ms \| met \|/);
    expect(page).toContain("found over all kinds in the engine, 100,000 records: a letter more, p95 | outrider | 12.3 | ms | 100 | 3 |");
    expect(page).toContain("a \\| b");
    expect(page).toMatch(/\| S2 \| no acknowledged edit lost under kill -9 \|  \| – \| not measured: the section has no figures yet \|/);
    expect(page).toContain("Not measured yet: `npm run bench -- storm`");
  });

  test("O4 says how many cores others take", () => {
    expect(coresTaken({ idle: 100, all: 100 }, { idle: 300, all: 300 }, 2)).toBe(0);
    expect(coresTaken({ idle: 0, all: 0 }, { idle: 50, all: 200 }, 2)).toBe(1.5);
    expect(coresTaken({ idle: 5, all: 7 }, { idle: 5, all: 7 }, 2)).toBe(0);
  });
});
