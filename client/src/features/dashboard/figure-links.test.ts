// What leads from a figure to its records finds just those that the figure counts.
import { createFactBook, type Figures, figuresOf, type FiguresQuestion } from "@outrider/shared/analytics";
import { derivedAt, valuesAt } from "@outrider/shared/projection";
import { apply, type RecordState, resolve } from "@outrider/shared/records";
import type { Kind, Value } from "@outrider/shared/schema";
import { match } from "@outrider/shared/segments";
import { idOf, memberState, stateOf } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { activitySearch } from "../../app/activity-search.ts";
import { agendaSearch } from "../../app/agenda-search.ts";
import { listSearch, type ListSearch } from "../../app/list-search.ts";
import { ruleIn } from "../../app/rule-in.ts";
import { activitiesIn, closedDeals, funnelDeals, goalAim, leadsIn, newLeads, openDeals, tasksOf, type Whose } from "./figure-links.ts";

let edits = 0;
const stamp = (when: string) => ({ at: Date.parse(`${when}T10:00:00Z`), origin: `d.${(edits += 1)}`, by: idOf("eva") });
const made = (kind: Kind, name: string, values: Readonly<Record<string, Value>>, when = "2026-11-10"): RecordState => stateOf(kind, idOf(name), { values }, stamp(when));
const moved = (state: RecordState, stage: string, when: string): RecordState =>
  apply(state, resolve(state, { id: state.id, kind: state.kind, set: { stage: { value: idOf(stage), base: state.fields["stage"]?.origin ?? null } } }, stamp(when)).delta);
const stage = (name: string, order: number, outcome: string): RecordState => made("stage", name, { pipeline: idOf("sales"), name, order, outcome, probability: 10 });
const deal = (name: string, values: Readonly<Record<string, Value>>, when?: string): RecordState => made("deal", `deal ${name}`, { title: name, stage: idOf("first"), owner: idOf("eva"), value: { amount: 10, currency: "EUR" }, ...values }, when);
const lead = (name: string, values: Readonly<Record<string, Value>>, when: string): RecordState => made("lead", `lead ${name}`, { name, owner: idOf("eva"), status: "new", ...values }, when);

const world = [
  memberState("eva", "exec", "north"), memberState("ben", "exec", "south"),
  stage("first", 1, "open"), stage("second", 2, "open"), stage("third", 3, "open"), stage("won", 4, "won"), stage("lost", 5, "lost"),
  made("company", "acme", { name: "Acme", industry: "Steel" }),
  deal("open", { industry: "Steel", openedOn: "2026-11-03" }), deal("of ben", { owner: idOf("ben"), source: "event" }), deal("old", { openedOn: "2025-01-01" }, "2025-01-01"),
  deal("of acme", { company: idOf("acme"), stage: idOf("second") }), deal("closes soon", { closeDate: "2026-11-12" }),
  deal("won", { stage: idOf("won"), closeDate: "2026-11-12", source: "event" }), deal("won of ben", { stage: idOf("won"), closeDate: "2026-11-22", owner: idOf("ben"), industry: "Paper" }), deal("won before", { stage: idOf("won"), closeDate: "2026-10-12" }),
  deal("lost", { stage: idOf("lost"), closeDate: "2026-11-01" }), moved(deal("lost late", {}, "2026-10-01"), "lost", "2026-11-05"), moved(moved(deal("went far and back", {}), "third", "2026-11-11"), "first", "2026-11-12"),
  moved(deal("won without a day", {}, "2026-09-09"), "won", "2026-11-20"),
  lead("now", { source: "event" }, "2026-11-04"), lead("of ben", { owner: idOf("ben"), status: "qualified" }, "2026-11-22"), lead("before", {}, "2026-10-31"), lead("without source", {}, "2026-11-01"),
];
const byId = new Map(world.map((state) => [state.id, state]));
const read = (id: string): RecordState | undefined => byId.get(id);
const CONTEXT = { me: idOf("eva"), today: "2026-11-22", dayOf: (at: number) => new Date(at).toISOString().slice(0, 10) };
const QUESTION: FiguresQuestion = { range: "month", step: "week", today: "2026-11-22", zone: "UTC", weekStart: 1, people: null, user: idOf("eva") };

function figuresFor(people: readonly string[] | null): Figures {
  const book = createFactBook();
  for (const state of world) book.put(state.id, state);
  return figuresOf(book, { ...QUESTION, people });
}

/** How many the list of an address shows. */
function shown(kind: "deal" | "lead", search: ListSearch): number {
  const { owner, stage: open, status, filter, ...rest } = listSearch({ ...search });
  expect(rest).toEqual({});
  const { rule, fault } = ruleIn(kind, filter);
  expect(fault).toBeUndefined();
  return world.filter((state) => {
    const at = (path: string) => derivedAt(state, path, read) ?? valuesAt(state, path, read);
    return state.kind === kind && (owner === undefined || at("owner")[0] === owner) && (status === undefined || at("status")[0] === status)
      && (open === undefined || at("stage.outcome")[0] === open) && (rule === undefined || match(rule, at, CONTEXT));
  }).length;
}

const cases: readonly (readonly [string, Whose, readonly string[] | null])[] = [["everybody", {}, null], ["one person", { owner: idOf("ben") }, [idOf("ben")]], ["a team", { team: "north" }, [idOf("eva")]]];

describe.each(cases)("the figures of %s", (_, whose, people) => {
  const figures = figuresFor(people);
  const { period } = figures;

  it("D1 each leads to a list with as many records as it counts", () => {
    expect(shown("deal", openDeals(whose))).toBe(figures.pipeline.deals);
    expect(shown("deal", closedDeals(whose, "won", period))).toBe(figures.won.now);
    expect(shown("deal", closedDeals(whose, "lost", period))).toBe(figures.lost.now);
    expect(shown("deal", closedDeals(whose, "decided", period))).toBe((figures.won.now ?? 0) + (figures.lost.now ?? 0));
    expect(shown("lead", newLeads(whose, period))).toBe(figures.leads.now);
    for (const { status, leads } of figures.statuses) expect(shown("lead", leadsIn(whose, status))).toBe(leads);
    expect(figures.won.now).toBeGreaterThan(0);
  });

  it("D1 each step of the funnel, of a trend and of a comparison too", () => {
    for (const { pipeline, steps } of figures.funnels) {
      for (const [at, { reached }] of steps.entries()) expect([at, shown("deal", funnelDeals(whose, pipeline, steps.map(({ stage: id }) => id), at, period))]).toEqual([at, reached]);
    }
    for (const point of figures.trend) {
      expect(shown("deal", closedDeals(whose, "won", point))).toBe(point.won);
      expect(shown("lead", newLeads(whose, point))).toBe(point.leads);
    }
    for (const row of figures.industries) expect([row.key, shown("deal", openDeals(whose, { industry: row.key })), shown("deal", closedDeals(whose, "won", period, { industry: row.key }))]).toEqual([row.key, row.open, row.won]);
    for (const row of figures.sources) expect([row.key, shown("deal", openDeals(whose, { source: row.key })), shown("lead", newLeads(whose, period, { source: row.key }))]).toEqual([row.key, row.open, row.leads]);
  });
});

it("D1 goals, activities and tasks lead to what counts towards them", () => {
  const days = { from: "2026-11-01", to: "2026-11-30" };
  expect(goalAim({ measure: "won", person: "p", team: "", ...days })).toEqual({ to: "/deals", search: closedDeals({ owner: "p" }, "won", days) });
  expect(goalAim({ measure: "leads", person: "", team: "north", ...days })).toEqual({ to: "/leads", search: newLeads({ team: "north" }, days) });
  expect(goalAim({ measure: "activities", person: "", team: "north", ...days })).toEqual({ to: "/activities", search: { by: "team:north", period: "between", ...days } });
  expect(activitySearch({ ...activitiesIn({}, days) })).toEqual({ period: "between", ...days });
  expect([tasksOf({}, "me"), tasksOf({ owner: "me" }, "me"), tasksOf({ owner: "p" }, "me"), tasksOf({ team: "north" }, "me")].map((search) => agendaSearch({ ...search }))).toEqual([{ all: true }, {}, { who: "p" }, { team: "north" }]);
  expect([{ all: true, who: "p", team: "north" }, { who: "p", team: "north" }, { team: 1, who: "" }].map(agendaSearch)).toEqual([{ all: true }, { who: "p" }, {}]);
});

it("D1 the list behind a figure that counts more than this device holds says so", () => {
  const days = { from: "2026-11-01", to: "2026-11-30" };
  const whose: Whose = { team: "north", counted: true };
  for (const search of [openDeals(whose), closedDeals(whose, "won", days), newLeads(whose, days, { source: "event" }), leadsIn(whose, "new"), funnelDeals(whose, "sales", ["first", "won"], 1, days)]) expect(listSearch({ ...search }).counted).toBe(true);
  expect(activitySearch({ ...activitiesIn(whose, days) })).toEqual({ by: "team:north", period: "between", ...days, counted: true });
  for (const measure of ["won", "leads", "activities"] as const) {
    const goal = { measure, person: "p", team: "", ...days };
    expect([goalAim(goal, true).search.counted, goalAim(goal).search.counted]).toEqual([true, undefined]);
  }
});
