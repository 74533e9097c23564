import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { runDaily } from "./daily.ts";

const DAY = 24 * 60 * 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("O1 a daily chore waits out the rush of a start, then runs every day, also after one that failed", async () => {
  const said: unknown[] = [];
  let runs = 0;
  const daily = runDaily("test", async () => {
    runs += 1;
    if (runs === 1) throw new Error("no");
  }, { error: (details: unknown) => void said.push(details) });
  await vi.advanceTimersByTimeAsync(4 * 60_000);
  expect(runs).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(runs).toBe(1);
  expect(said).toMatchObject([{ chore: "test" }]);
  await vi.advanceTimersByTimeAsync(2 * DAY);
  expect(runs).toBe(3);
  await daily.stop();
  await vi.advanceTimersByTimeAsync(2 * DAY);
  expect(runs).toBe(3);
});

it("O1 stopping asks the chore to end and waits until it has", async () => {
  let ended = false;
  const daily = runDaily("test", (signal) => new Promise((done) => {
    signal.addEventListener("abort", () => setTimeout(() => {
      ended = true;
      done();
    }, 10));
  }), { error: () => undefined });
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  const stopped = daily.stop();
  await vi.advanceTimersByTimeAsync(10);
  await stopped;
  expect(ended).toBe(true);
});
