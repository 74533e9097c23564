import { expect, it, vi } from "vitest";
import { createReceiptTally } from "./receipt-tally.ts";

it("M7 what is refused is a row for admins, one a minute at the most, and the rest when the server stops", async () => {
  vi.useFakeTimers();
  const rows: string[] = [];
  const metrics: string[] = [];
  const tally = createReceiptTally({
    metric: (outcome, receipts) => void metrics.push(`${outcome} ${receipts}`), note: (address, { forged, unknown }) => Promise.resolve(void rows.push(`${address} ${forged} ${unknown}`)), failed: () => undefined,
    clock: { now: () => Date.now() },
  });
  tally.count("taken", 5, "a");
  tally.count("forged", 1, "a");
  for (let n = 0; n < 100; n++) tally.count(n % 2 === 0 ? "forged" : "unknown", 2, "b");
  await vi.advanceTimersByTimeAsync(59_000);
  expect(rows).toEqual(["a 1 0"]);
  await vi.advanceTimersByTimeAsync(1_001);
  expect(rows).toEqual(["a 1 0", "b 100 100"]);
  tally.count("unknown", 1, "c");
  await tally.stop();
  expect(rows.at(-1)).toBe("c 0 1");
  expect(metrics.slice(0, 2)).toEqual(["taken 5", "forged 1"]);
  vi.useRealTimers();
});
