// The other half of the histories of `npm test`.
import { expect, test } from "vitest";
import { runHistories } from "./run-histories.ts";

test("S6 in 50 random histories of visibility every device holds at every checkpoint what its person may see, and no frame carries more (half 2)", async () => {
  const { failures, looked } = await runHistories(51, 50);
  expect(failures).toEqual([]);
  expect(looked.checkpoints).toBeGreaterThan(3000);
  expect(looked.withheld).toBeGreaterThan(30_000);
  expect(looked.rows).toBeGreaterThan(10_000);
  expect(looked.gone).toBeGreaterThan(500);
  expect(looked.answers).toBeGreaterThan(500);
});
