// One rule, one set: what `match` says of each contact and what the columns of a device find.
import { createRandom } from "@outrider/shared/kernel";
import { isDeleted, textOf } from "@outrider/shared/records";
import { createSegmentWorld, idOf, randomRule, SEGMENT_ZONES, type SegmentWorld, stateOf } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { checkSegmentRule, compileRule, createSegmentTable, pathsOfPlan, plainSources, planOf, ruleMoneyOf, segmentContext, segmentValues, whyOf } from "./index.ts";

const NOW = Date.UTC(2026, 2, 31, 22, 30);

describe("a rule finds the same contacts wherever it is run", () => {
  it("M3 the columns of a device find whom the rule's meaning says: 1,000 rules, money in several currencies, with rates and without", () => {
    const random = createRandom("same set");
    const worlds = ["EUR", "USD", ""].map((base) => createSegmentWorld(random, 150, NOW, { base }));
    for (const [at, zone] of SEGMENT_ZONES.entries()) {
      const world = worlds[at % worlds.length] as SegmentWorld;
      const sources = plainSources(world.states);
      const standing = world.contacts.filter((state) => !isDeleted(state) && textOf(state, "mergedInto") === "");
      const context = segmentContext(world.members[2] as string, zone, "2026-03-31", ruleMoneyOf(world.states, "2026-03-31"));
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

  const rate = (currency: string, from: string, worth: number) => stateOf("rate", idOf(`${currency} ${from}`), { values: { currency, base: "EUR", from, rate: worth } });
  const decided = [stateOf("settings", idOf("settings"), { values: { currency: "EUR" } }), rate("USD", "2026-01-01", 0.5), rate("USD", "2026-04-01", 0.9), rate("INR", "2026-01-01", 0.01)];
  const money = ruleMoneyOf(decided, "2026-03-31");
  const context = { ...segmentContext("me", "UTC", "2026-03-31", money) };
  const why = (rule: Parameters<typeof whyOf>[0], amount: number, currency: string, of = context) => whyOf(rule, (path) => (path === "spend" ? [{ amount, currency }] : []), of);
  const over5k = { field: "spend", op: ">", value: 5_000 } as const;

  it("M3 money is compared in the workspace's currency, or in that which the rule says, by the rates of the day, and why says both amounts", () => {
    expect(why(over5k, 5_001, "EUR")).toEqual({ is: "leaf", holds: true, leaf: over5k, found: [{ amount: 5_001, currency: "EUR" }] });
    expect(why(over5k, 10_000, "USD")).toMatchObject({ holds: false, found: [{ amount: 10_000, currency: "USD" }], compared: { amount: 5_000, currency: "EUR" } });
    expect(why(over5k, 10_001, "USD")).toMatchObject({ holds: true, compared: { amount: 5_000.5, currency: "EUR" } });
    const rupees = { ...over5k, currency: "INR" };
    expect(why(rupees, 51, "EUR")).toMatchObject({ holds: true, compared: { amount: 5_100, currency: "INR" } });
    expect(why(rupees, 5_000.01, "INR")).toEqual({ is: "leaf", holds: true, leaf: rupees, found: [{ amount: 5_000.01, currency: "INR" }] });
  });

  it("M3 where a rate is missing no comparison holds, and why says so; whether there is an amount, and what it is not, can still be asked", () => {
    expect(why(over5k, 1e9, "XAU")).toMatchObject({ holds: false, compared: null });
    expect(why({ field: "spend", op: "<", value: 5_000 }, 1, "XAU")).toMatchObject({ holds: false, compared: null });
    expect(why({ ...over5k, currency: "SEK" }, 1e9, "EUR")).toMatchObject({ holds: false, compared: null });
    expect(why({ ...over5k, currency: "SEK" }, 1e9, "SEK")).toMatchObject({ holds: true });
    expect(why({ field: "spend", op: "!=", value: 5_000 }, 5_000, "XAU")).toMatchObject({ holds: true });
    expect(why({ field: "spend", op: "filled" }, 5_000, "XAU")).toEqual({ is: "leaf", holds: true, leaf: { field: "spend", op: "filled" }, found: [{ amount: 5_000, currency: "XAU" }] });
  });

  it("M3 a workspace without a currency compares amounts as they stand, and those that a rule names in theirs alone", () => {
    const none = segmentContext("me", "UTC", "2026-03-31", ruleMoneyOf([rate("USD", "2026-01-01", 0.5)], "2026-03-31"));
    expect(why(over5k, 5_001, "XAU", none)).toMatchObject({ holds: true });
    expect(why({ ...over5k, currency: "USD" }, 5_001, "USD", none)).toMatchObject({ holds: true });
    expect(why({ ...over5k, currency: "USD" }, 5_001, "EUR", none)).toMatchObject({ holds: false, compared: null });
  });

  it("M3 a currency that is none, or of what is no money, is told by where it stands", () => {
    expect(checkSegmentRule({ ...over5k, currency: "INR" })).toBeNull();
    expect(checkSegmentRule({ and: [{ ...over5k, currency: "rupees" }] })).toMatchObject({ at: "and.0.currency" });
    expect(checkSegmentRule({ field: "visits", op: ">", value: 5, currency: "EUR" })).toMatchObject({ at: "currency", message: expect.stringContaining("no money") as string });
    expect(checkSegmentRule({ field: "spend", op: "filled", currency: "EUR" })).toMatchObject({ at: "currency" });
  });
});
