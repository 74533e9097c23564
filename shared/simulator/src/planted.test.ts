// Bugs planted in the production code, each of which breaks one promise: the simulator notices every one of them, and
// the same seeds pass without it. If a change of the code moves a pinned seed away from its bug, the runs below say so;
// `npm run soak -- --plant <bug>` finds others.
import { describe, expect, test } from "vitest";
import type { Invariant } from "./findings.ts";
import { AS_PINNED, isServerBug, type OF_ROOMS, type OF_VERSIONS, type OF_VISIBILITY, type Plantable, plant } from "./plant.ts";
import { simulate } from "./simulate.ts";

interface Pinned { readonly seeds: readonly number[]; readonly breaks: readonly Invariant[] }

const PINNED = {
  forgetVerdicts: { seeds: [4, 7], breaks: ["I-once"] },
  unclampedClock: { seeds: [7, 8], breaks: ["I-clock"] },
  skipPermission: { seeds: [18, 19], breaks: ["I-judged"] },
  removeWithoutPlaces: { seeds: [8, 4, 5], breaks: ["I-visible"] },
  acceptDependents: { seeds: [293], breaks: ["I-judged"] },
  ackBeforeCommit: { seeds: [7, 8], breaks: ["I-acked"] },
  ignoreOwnOrder: { seeds: [9, 2, 10], breaks: ["I-own-order"] },
  trustCopies: { seeds: [12, 1, 2, 6], breaks: ["I-own-order"] },
  cursorFromHead: { seeds: [8, 4, 5], breaks: ["I-visible", "I-converged"] },
  headUnsaid: { seeds: [8489], breaks: ["I-visible"] },
  fallsTooFar: { seeds: [1, 2, 3, 4], breaks: ["I-visible", "I-converged"] },
  neverRefollow: { seeds: [33, 9, 10, 13], breaks: ["I-visible"] },
  ignoreEpochs: { seeds: [26, 1, 4, 7], breaks: ["I-visible"] },
  sumsOfAll: { seeds: [101, 103, 108, 117], breaks: ["I-checksum"] },
  forgetPast: { seeds: [1, 2, 3], breaks: ["I-acked", "I-rewind"] },
  "saved-before-durable": { seeds: [16, 4, 5, 6], breaks: ["I-saved"] },
  "cursor-before-rows": { seeds: [6, 3, 10, 17], breaks: ["I-visible"] },
  "refuse-without-rebuild": { seeds: [31, 1, 4, 7], breaks: ["I-converged", "I-visible"] },
  "forget-without-verdict": { seeds: [4, 2, 3], breaks: ["I-drained"] },
  "forget-on-ack": { seeds: [2, 3, 5], breaks: ["I-saved"] },
  "drops-ignored": { seeds: [8, 1, 2], breaks: ["I-visible"] },
  "checksum-ignored": { seeds: [58, 23, 32, 34], breaks: ["I-converged"] },
  "remove-uncounted": { seeds: [8, 1, 2], breaks: ["I-visible"] },
  "sweep-lost": { seeds: [36, 1, 4, 7], breaks: ["I-visible"] },
} satisfies Record<Exclude<Plantable, (typeof OF_VISIBILITY | typeof OF_ROOMS | typeof OF_VERSIONS)[number]>, Pinned>;

describe.each(Object.entries(PINNED) as [Plantable, Pinned][])("%s", (bug, { seeds, breaks }) => {
  test(`S2 a planted bug in the ${isServerBug(bug) ? "server" : "device"} is noticed: ${bug}`, async () => {
    const noticed: string[] = [];
    for (const seed of seeds) {
      const { findings } = await simulate(seed, plant(bug));
      noticed.push(...findings.map(({ invariant }) => invariant));
      if (findings.some(({ invariant }) => breaks.includes(invariant))) break;
    }
    expect(noticed.filter((invariant) => breaks.includes(invariant as Invariant)), `seeds ${seeds.join(", ")} found ${noticed.join(", ")}`).not.toEqual([]);
  });
});

test("S2 without a planted bug the pinned seeds pass", async () => {
  const seeds = [...new Set(Object.values(PINNED).flatMap(({ seeds: pinned }) => pinned))];
  for (const seed of seeds) expect((await simulate(seed, AS_PINNED)).findings).toEqual([]);
});
