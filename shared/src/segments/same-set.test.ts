// One rule, one set: what `match` says of each contact and what the columns of a device find.
import { createRandom } from "@outrider/shared/kernel";
import { isDeleted, textOf } from "@outrider/shared/records";
import { createSegmentWorld, randomRule, SEGMENT_ZONES } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { checkSegmentRule, compileRule, createSegmentTable, pathsOfPlan, plainSources, planOf, segmentContext, segmentValues } from "./index.ts";

const NOW = Date.UTC(2026, 2, 31, 22, 30);

describe("a rule finds the same contacts wherever it is run", () => {
  it("M3 the columns of a device find whom the rule's meaning says: 1,000 rules", () => {
    const random = createRandom("same set");
    const world = createSegmentWorld(random, 150, NOW);
    const sources = plainSources(world.states);
    const standing = world.contacts.filter((state) => !isDeleted(state) && textOf(state, "mergedInto") === "");
    for (const zone of SEGMENT_ZONES) {
      const context = segmentContext(world.members[2] as string, zone, "2026-03-31");
      const table = createSegmentTable();
      for (const { id } of standing) table.add(id);
      const states = new Map(standing.map((state) => [state.id, state]));
      for (let each = 0; each < 100; each++) {
        const rule = randomRule(random, world);
        expect([rule, checkSegmentRule(rule)]).toEqual([rule, null]);
        const plan = planOf(rule, context);
        for (const path of table.missing(pathsOfPlan(plan))) for (const _ of table.fill(path, (id) => segmentValues(path, states.get(id) as never, sources, context)));
        const bits = table.run(plan);
        const found = standing.filter((_, place) => bits[place] === 1).map(({ id }) => id);
        const test = compileRule(rule, context);
        const meant = standing.filter((state) => test((path) => segmentValues(path, state, sources, context))).map(({ id }) => id);
        expect([zone, rule, found]).toEqual([zone, rule, meant]);
      }
    }
  });
});
