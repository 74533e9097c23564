// Half of the runs of `npm test`; the other half is beside it, so that two processors share them.
import { expect, test } from "vitest";
import { runSeeds } from "./many-seeds.ts";
import { FAULTS } from "./plan.ts";

test("S2 S3 S4 S5 S6 S13 nothing is lost, doubled, shown to the wrong person or left behind in 100 seeded runs with every fault (half 1)", async () => {
  const { runs, edits, fewest, faults, failures } = await runSeeds(1, 100);
  expect(failures).toEqual([]);
  expect(runs).toBe(100);
  expect(edits).toBeGreaterThan(4_000);
  // They have all that they claim to have.
  expect([...faults].sort()).toEqual([...FAULTS].sort());
  expect(fewest.devices).toBeGreaterThanOrEqual(2);
  expect(fewest.edits).toBeGreaterThan(10);
});
