// `npm run soak -- --only planted`: each bug that can be planted, and how many of so many runs notice it. A few show once in
// hundreds of runs or thousands: the tests have seeds for each (planted*.test.ts), and fail where these notice it no more.
//   --seeds N (100)   --bugs a,b (all of them)
import { parseArgs } from "node:util";
import type { Finding } from "./findings.ts";
import { planOf } from "./plan.ts";
import { OF_ROOMS, OF_VERSIONS, OF_VISIBILITY, plant, type Plantable, PLANTABLE } from "./plant.ts";
import { simulate } from "./simulate.ts";
import { threeReleases } from "./versions/releases.ts";
import { simulateVisibility } from "./visibility/simulate-visibility.ts";

const { values } = parseArgs({ options: { seeds: { type: "string" }, bugs: { type: "string" } } });
const count = Number(values.seeds ?? 100);
const releases = await threeReleases();

/** Two servers have to read and write within the same few milliseconds for it: a test puts them side by side (planted-rooms.test.ts). */
const BY_A_TEST: readonly Plantable[] = ["overNewerDocument"];
const isOf = (list: readonly Plantable[], bug: Plantable): boolean => list.includes(bug);
const bugs = PLANTABLE.filter((bug) => !isOf(BY_A_TEST, bug) && (values.bugs === undefined || values.bugs.split(",").includes(bug)));

function* seedsFor(bug: Plantable): Generator<number> {
  for (let [seed, given] = [1, 0]; given < count; seed += 1) {
    if (isOf(OF_ROOMS, bug) && !planOf(seed).typing) continue;
    given += 1;
    yield seed;
  }
}

async function run(bug: Plantable, seed: number): Promise<readonly Finding[]> {
  if (isOf(OF_VISIBILITY, bug)) return (await simulateVisibility(seed, plant(bug))).findings;
  return (await simulate(seed, { ...plant(bug), ...(isOf(OF_VERSIONS, bug) && { releases }) })).findings;
}

const unnoticed: string[] = [];
for (const bug of bugs) {
  const by: Record<string, number> = {};
  let noticed = 0;
  for (const seed of seedsFor(bug)) {
    const [first] = await run(bug, seed);
    if (first === undefined) continue;
    noticed += 1;
    by[first.invariant] = (by[first.invariant] ?? 0) + 1;
  }
  if (noticed === 0) unnoticed.push(bug);
  console.log(`planted ${bug}: noticed by ${noticed} of ${count} (${Object.entries(by).map(([invariant, times]) => `${invariant} ${times}`).join(", ")})`);
}
console.log(`${bugs.length} bugs${unnoticed.length > 0 ? `; noticed by none of these runs: ${unnoticed.join(", ")}` : ""}`);
