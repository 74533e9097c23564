// Devices of three releases beside one another, under servers that are updated meanwhile: what one of them does not know
// it keeps as it came, and what it does changes nothing that it does not know. Bugs planted in that are noticed.
import { describe, expect, test } from "vitest";
import { SCHEMA_VERSION } from "@outrider/shared/schema";
import type { Invariant } from "../findings.ts";
import { AS_PINNED, isServerBug, OF_VERSIONS, plant } from "../plant.ts";
import { simulate } from "../simulate.ts";
import { threeReleases } from "./releases.ts";

const SEEDS = Array.from({ length: 30 }, (_, index) => 7000 + index);
const SCHEMAS = [SCHEMA_VERSION - 2, SCHEMA_VERSION - 1, SCHEMA_VERSION];

test("S12 S2 devices of three versions, updated one by one or never, under servers that are updated, lose nothing and come to the same", async () => {
  const releases = await threeReleases();
  const [applied, atEnd] = [new Set<number>(), new Set<number>()];
  let mixed = 0;
  for (const seed of SEEDS) {
    const { findings, schemas } = await simulate(seed, { releases });
    expect(findings, `seed ${seed}`).toEqual([]);
    for (const schema of schemas.applied) applied.add(schema);
    for (const schema of schemas.atEnd) atEnd.add(schema);
    if (schemas.applied.size === SCHEMAS.length) mixed++;
  }
  expect([[...applied].sort(), [...atEnd].sort()]).toEqual([SCHEMAS, SCHEMAS]);
  expect(mixed).toBeGreaterThan(5);
});

test("S12 the same seed gives the same run with several versions in it", async () => {
  const releases = await threeReleases();
  for (const seed of [7001, 7002]) expect((await simulate(seed, { releases })).hash).toBe((await simulate(seed, { releases })).hash);
});

const PINNED = {
  olderEmpties: { seeds: [1, 2], breaks: ["I-isolated"] },
  judgesNewer: { seeds: [3, 2, 4], breaks: ["I-judged"] },
  "unknown-fields-dropped": { seeds: [1, 2, 3], breaks: ["I-visible"] },
  "unknown-kinds-dropped": { seeds: [1, 2], breaks: ["I-visible"] },
} satisfies Record<(typeof OF_VERSIONS)[number], { readonly seeds: readonly number[]; readonly breaks: readonly Invariant[] }>;

describe.each(OF_VERSIONS)("%s", (bug) => {
  test(`S12 a planted bug in the ${isServerBug(bug) ? "server" : "device"} is noticed: ${bug}`, async () => {
    const releases = await threeReleases();
    const { seeds, breaks }: { readonly seeds: readonly number[]; readonly breaks: readonly Invariant[] } = PINNED[bug];
    const noticed: string[] = [];
    for (const seed of seeds) {
      const { findings } = await simulate(seed, { releases, ...plant(bug) });
      noticed.push(...findings.map(({ invariant }) => invariant));
      if (findings.some(({ invariant }) => breaks.includes(invariant))) break;
    }
    expect(noticed.filter((invariant) => breaks.includes(invariant as Invariant)), `seeds ${seeds.join(", ")} found ${noticed.join(", ")}`).not.toEqual([]);
  });
});

test("S12 without a planted bug the pinned seeds pass", async () => {
  const releases = await threeReleases();
  for (const seed of new Set(Object.values(PINNED).flatMap(({ seeds }) => seeds))) expect((await simulate(seed, { releases, ...AS_PINNED })).findings).toEqual([]);
});
