// How long connections have been behind.
import { expect, test } from "vitest";
import { createLagWatch } from "./lag-watch.ts";

test("D3 the lag is that of the connection that has been behind the longest, and ends when it has caught up", () => {
  let now = 0;
  const [one, other] = [{ behind: false, isBehind: () => one.behind }, { behind: true, isBehind: () => other.behind }];
  const lag = createLagWatch(() => [one, other], () => now);
  expect(lag.longest()).toBe(0);
  now = 5_000;
  one.behind = true;
  expect(lag.longest()).toBe(5_000);
  now = 9_000;
  other.behind = false;
  expect(lag.longest()).toBe(4_000);
  one.behind = false;
  expect(lag.longest()).toBe(0);
});
