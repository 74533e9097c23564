import { expect, it } from "vitest";
import { createAppBadge } from "./app-badge.ts";

it("W1 the badge shows how much needs attention, says each number once, and is silent where there is none", async () => {
  const said: number[] = [];
  const show = createAppBadge({ setAppBadge: async (count) => void said.push(count ?? -1), clearAppBadge: async () => void said.push(0) });
  for (const count of [0, 0, 3, 3, 1, 0]) show(count);
  expect(said).toEqual([0, 3, 1, 0]);
  createAppBadge({})(2);
  const refusing = createAppBadge({ setAppBadge: () => Promise.reject(new Error("not installed")) });
  refusing(2);
  await new Promise((done) => setImmediate(done));
});
