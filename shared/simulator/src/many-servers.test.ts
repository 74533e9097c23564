// Three servers in every run, and every hint between them lost, told twice or late: all invariants hold as before.
import { describe, expect, test } from "vitest";
import { simulate } from "./simulate.ts";

const SEEDS = Array.from({ length: 8 }, (_, index) => 4000 + index);

describe.each([undefined, "lost", "twice", "late"] as const)("hints between servers: %s", (hints) => {
  test(`S13 S2 three servers whose hints are ${hints ?? "sometimes lost"} lose nothing, apply nothing twice and come to the same`, async () => {
    const reports = [];
    for (const seed of SEEDS) reports.push(await simulate(seed, { servers: 3, ...(hints && { hints }) }));
    expect(reports.flatMap(({ seed, findings }) => findings.map((finding) => ({ seed, ...finding })))).toEqual([]);
    expect(reports.every(({ plan }) => plan.servers === 3)).toBe(true);
    expect(reports.reduce((sum, { edits }) => sum + edits, 0)).toBeGreaterThan(8 * 40);
  });
});
