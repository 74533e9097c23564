// Bugs planted in what knows rich texts and rooms, each of which breaks one promise: the simulator notices every one of
// them, and the same seeds pass without it. `npm run soak -- --typing --plant <bug>` finds other seeds.
import { describe, expect, test } from "vitest";
import type { Invariant } from "./findings.ts";
import { isServerBug, type OF_ROOMS, plant } from "./plant.ts";
import { simulate } from "./simulate.ts";

interface Pinned { readonly seeds: readonly number[]; readonly breaks: readonly Invariant[] }

const PINNED = {
  toldBeforeCommit: { seeds: [2, 3], breaks: ["I-room", "I-visible"] },
  typedToAll: { seeds: [33, 45], breaks: ["I-room"] },
  roomsByOldView: { seeds: [13, 14], breaks: ["I-room"] },
  forgetAllTyped: { seeds: [2, 8], breaks: ["I-typed"] },
  forgetUnwritten: { seeds: [20, 32], breaks: ["I-typed"] },
  unboundClients: { seeds: [17, 35], breaks: ["I-judged"] },
  acceptGaps: { seeds: [3, 5], breaks: ["I-judged"] },
  "leave-writes-twice": { seeds: [13], breaks: ["I-judged"] },
  "typed-lately-forgotten": { seeds: [24], breaks: ["I-typed"] },
  "own-typed-forgotten": { seeds: [4, 5], breaks: ["I-typed"] },
} satisfies Record<(typeof OF_ROOMS)[number], Pinned>;

type Bug = keyof typeof PINNED;

describe.each(Object.entries(PINNED) as [Bug, Pinned][])("%s", (bug, { seeds, breaks }) => {
  test(`S2 R8 a planted bug in the ${isServerBug(bug) ? "server" : "device"} is noticed: ${bug}`, async () => {
    const noticed: string[] = [];
    for (const seed of seeds) {
      const { findings } = await simulate(seed, plant(bug));
      noticed.push(...findings.map(({ invariant }) => invariant));
      if (findings.some(({ invariant }) => breaks.includes(invariant))) break;
    }
    expect(noticed.filter((invariant) => breaks.includes(invariant as Invariant)), `seeds ${seeds.join(", ")} found ${noticed.join(", ")}`).not.toEqual([]);
  });
});

test("S2 R8 without a planted bug the pinned seeds pass", async () => {
  const seeds = [...new Set(Object.values(PINNED).flatMap(({ seeds: pinned }) => pinned))];
  for (const seed of seeds) expect((await simulate(seed)).findings).toEqual([]);
});
