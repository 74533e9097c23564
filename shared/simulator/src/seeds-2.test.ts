// Half of the runs of `npm test`; the other half is beside it, so that two processors share them.
import { expect, test } from "vitest";
import { runSeeds } from "./many-seeds.ts";

test("S2 S3 S4 S5 S6 S13 nothing is lost, doubled, shown to the wrong person or left behind in 100 seeded runs with faults (half 2)", async () => {
  const { runs, edits, failures } = await runSeeds(251, 100);
  expect(failures).toEqual([]);
  expect(runs).toBe(100);
  expect(edits).toBeGreaterThan(4_000);
});
