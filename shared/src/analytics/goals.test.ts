import type { Value } from "@outrider/shared/schema";
import { idOf, memberState, stateOf } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { baseMoneyOf } from "./base-money.ts";
import { createFactBook } from "./fact-book.ts";
import { goalsOf } from "./goals.ts";
import { nextSteps } from "./next-step.ts";
import { createZone } from "./zone.ts";

const at = (moment: string): number => Date.parse(moment);
const goal = (name: string, values: Readonly<Record<string, Value>>, when = 1) =>
  stateOf("goal", idOf(name), { values: { person: idOf("eva"), measure: "won", span: "month", from: "2026-11-01", target: 1000, currency: "EUR", owner: idOf("eva"), ...values } }, { at: when, origin: `g.${when}`, by: idOf("eva") });
const won = (name: string, owner: string, amount: number, closeDate: string, currency = "EUR") => stateOf("deal", idOf(name), { values: { title: name, stage: idOf("won"), owner: idOf(owner), closeDate, value: { amount, currency } } });
const base = [
  memberState("eva", "exec", "north"), memberState("ben", "exec", "north"), memberState("max", "manager", "north"), memberState("sid", "exec", "south"), stateOf("stage", idOf("won"), { values: { pipeline: idOf("p"), name: "Won", outcome: "won" } }),
  stateOf("settings", idOf("s"), { values: { currency: "EUR" } }), stateOf("rate", idOf("usd"), { values: { currency: "USD", base: "EUR", from: "2026-01-01", rate: 0.5 } }),
];

function progress(states: readonly ReturnType<typeof goal>[], today = "2026-11-15", zone = "UTC") {
  const facts = createFactBook();
  for (const state of [...base, ...states]) facts.put(state.id, state);
  return goalsOf({ facts, money: baseMoneyOf(facts), zone: createZone(zone), today });
}

describe("goals", () => {
  it("D1 what a person won in the month counts, and the pace is by the days that have passed", () => {
    const states = [goal("g", {}), won("in", "eva", 400, "2026-11-30"), won("dollars", "eva", 100, "2026-11-01", "USD"), won("another's", "ben", 5000, "2026-11-02"), won("before", "eva", 5000, "2026-10-31")];
    expect(progress(states)).toMatchObject([{ target: 1000, done: 450, expected: 500, pace: "behind", currency: "EUR", from: "2026-11-01", to: "2026-11-30" }]);
    expect(["2026-10-20", "2026-11-10", "2026-12-01"].map((today) => progress(states, today)[0]?.pace)).toEqual(["coming", "ahead", "missed"]);
    expect(progress([...states, won("rest", "eva", 550, "2026-11-03")])[0]?.pace).toBe("reached");
    // Long over is no goal of now any more.
    expect(progress(states, "2027-02-01")).toEqual([]);
  });

  it("D1 a team's goal counts what its people did in the quarter, by the day where the person is", () => {
    const call = (name: string, by: string, when: string) => stateOf("activity", idOf(name), { values: { type: "call", root: idOf("r"), at: at(when) } }, { at: at(when), origin: `a.${name.length}`, by: idOf(by) });
    const states = [goal("team", { person: null, team: "north", measure: "activities", span: "quarter", from: "2026-10-01", target: 10, currency: null }), call("one", "eva", "2026-10-01T00:30:00Z"), call("three", "max", "2026-12-31T12:00:00Z"), call("seven", "sid", "2026-11-01T12:00:00Z")];
    expect(progress(states)[0]).toMatchObject({ done: 2, team: "north", person: "", currency: "" });
    expect(progress(states, "2026-11-15", "America/New_York")[0]?.done).toBe(1);
  });

  it("D1 of several goals for the same the one that a manager set counts, else the latest", () => {
    const [own, later, theirs] = [goal("own", { target: 1 }, 1), goal("later", { target: 2 }, 2), goal("theirs", { target: 3, owner: idOf("max") }, 1)];
    expect([progress([own, later]), progress([later, theirs]), progress([theirs, own, later])].map((found) => found.map(({ target }) => target))).toEqual([[2], [3], [3]]);
  });
});

describe("the one thing to do now", () => {
  const deal = (id: string, more: Partial<Parameters<typeof nextSteps>[1][number]> = {}) => ({ id, closeDate: "", amount: 0, planned: true, stagnantDays: 0, ...more });
  const steps = (tasks: Parameters<typeof nextSteps>[0], deals: Parameters<typeof nextSteps>[1]) => nextSteps(tasks, deals, "2026-11-15").map(({ id, reason, days }) => `${id} ${reason} ${days}`);

  it("D1 R6 a late task comes first, then a deal past its day, what is of today, what closes unplanned, what has no next step", () => {
    expect(steps(
      [{ id: "today", due: "2026-11-15" }, { id: "late", due: "2026-11-10" }, { id: "later", due: "2026-11-16" }, { id: "latest", due: "2026-11-01" }, { id: "whenever", due: "" }],
      [deal("bare", { planned: false }), deal("slipped", { closeDate: "2026-11-14" }), deal("closing", { closeDate: "2026-11-18", planned: false }), deal("planned", { closeDate: "2026-11-18" }), deal("stuck", { stagnantDays: 40 })],
    )).toEqual(["latest task-overdue 14", "late task-overdue 5", "slipped deal-slipped 1", "today task-today 0", "closing deal-closing 3", "bare deal-unplanned 0", "stuck deal-stagnant 40"]);
  });

  it("D1 among its like the sooner and then the larger comes first; nothing waiting is nothing to do", () => {
    expect(steps([], [deal("small", { planned: false, amount: 1 }), deal("large", { planned: false, amount: 9, stagnantDays: 2 })])).toEqual(["large deal-unplanned 2", "small deal-unplanned 0"]);
    expect(steps([], [deal("later", { closeDate: "2026-11-20", planned: false }), deal("sooner", { closeDate: "2026-11-15", planned: false })])).toEqual(["sooner deal-closing 0", "later deal-closing 5"]);
    expect(steps([], [deal("quiet")])).toEqual([]);
  });
});
