// Half of the histories of `npm test`; the other half is beside it, so that two processors share them.
import { expect, test } from "vitest";
import { runHistories } from "./run-histories.ts";

test("S6 in 50 random histories of visibility every device holds at every checkpoint what its person may see, and no frame carries more (half 1)", async () => {
  const { failures, looked } = await runHistories(1, 50);
  expect(failures).toEqual([]);
  expect(looked.checkpoints).toBeGreaterThan(3000);
  expect(looked.withheld).toBeGreaterThan(30_000);
  expect(looked.rows).toBeGreaterThan(10_000);
  expect(looked.gone).toBeGreaterThan(500);
  expect(looked.answers).toBeGreaterThan(500);
});

test("S6 M1 in 10 histories in which orders come in devices that hold a part have the facts of every customer that they hold", async () => {
  const { failures, looked } = await runHistories(1, 10, { orders: true });
  expect(failures).toEqual([]);
  expect(looked.checkpoints).toBeGreaterThan(400);
});
