// Bugs planted in the production code that let somebody have what he may not see, keep it on a device, or lose what was
// typed: the histories notice every one. (The pinned histories are among those that pass without one.) If a change of the
// code moves a pinned history away from its bug, this says so; `npm run soak -- --only visibility --plant <bug>` finds others.
import { describe, expect, test } from "vitest";
import type { Invariant } from "../findings.ts";
import { isServerBug, type OF_VISIBILITY, type Plantable, plant } from "../plant.ts";
import { simulateVisibility } from "./simulate-visibility.ts";

interface Pinned { readonly seeds: readonly number[]; readonly breaks: readonly Invariant[] }
/** Bugs that the simulator notices too. */
type Also = "neverRefollow" | "drops-ignored";

const PINNED = {
  leavesHanging: { seeds: [1, 2, 3], breaks: ["I-visible"] },
  sharesForEver: { seeds: [1, 2, 3], breaks: ["I-visible", "I-carried"] },
  tellsWhatIsThere: { seeds: [3, 4, 1, 2], breaks: ["I-told"] },
  handsToAll: { seeds: [1, 2], breaks: ["I-carried"] },
  sendsByOldView: { seeds: [7, 16, 22], breaks: ["I-carried"] },
  followsShares: { seeds: [1, 2], breaks: ["I-carried"] },
  reloadsAny: { seeds: [2, 3, 4, 6], breaks: ["I-carried"] },
  trustsCursors: { seeds: [6, 15, 7, 2, 4], breaks: ["I-carried"] },
  factsWithheld: { seeds: [1, 2, 3, 4], breaks: ["I-visible"] },
  "unfollowed-kept": { seeds: [10, 13, 14], breaks: ["I-visible"] },
  "clear-ignored": { seeds: [2, 4, 10, 14], breaks: ["I-visible"] },
  "refused-forgotten": { seeds: [4, 6, 1, 3], breaks: ["I-typed"] },
  neverRefollow: { seeds: [1, 2, 3], breaks: ["I-carried", "I-visible"] },
  "drops-ignored": { seeds: [1, 2], breaks: ["I-visible"] },
} satisfies Record<(typeof OF_VISIBILITY)[number] | Also, Pinned>;

describe.each(Object.entries(PINNED) as [Plantable, Pinned][])("%s", (bug, { seeds, breaks }) => {
  test(`S6 a planted bug in the ${isServerBug(bug) ? "server" : "device"} is noticed: ${bug}`, async () => {
    const noticed: Invariant[] = [];
    for (const seed of seeds) {
      noticed.push(...(await simulateVisibility(seed, plant(bug))).findings.map(({ invariant }) => invariant));
      if (noticed.some((invariant) => breaks.includes(invariant))) break;
    }
    expect(noticed.filter((invariant) => breaks.includes(invariant)), `seeds ${seeds.join(", ")} found ${noticed.join(", ")}`).not.toEqual([]);
  });
});

test("S6 the same seed gives the same history of visibility", async () => {
  const [one, again] = [await simulateVisibility(5), await simulateVisibility(5)];
  expect(again.hash).toBe(one.hash);
  expect(one.looked.frames).toBeGreaterThan(100);
});
