import { apply, resolve, type RecordState } from "@outrider/shared/records";
import type { Kind, Value } from "@outrider/shared/schema";
import { idOf, memberState, stateOf } from "@outrider/shared/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FACT_KINDS } from "./fact.ts";
import { createFactBook, type FactBook } from "./fact-book.ts";
import { type Figures, figuresOf, type FiguresQuestion } from "./figures.ts";

const at = (moment: string): number => Date.parse(moment);
let edits = 0;
/** A record written at a moment by somebody. */
const made = (kind: Kind, name: string, values: Readonly<Record<string, Value>>, when = "2026-11-10T12:00:00Z", by = "eva"): RecordState =>
  stateOf(kind, idOf(name), { values }, { at: at(when), origin: `d.${(edits += 1)}`, by: idOf(by) });
const changed = (state: RecordState, values: Readonly<Record<string, Value>>, when: string): RecordState =>
  apply(state, resolve(state, { id: state.id, kind: state.kind, set: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, base: state.fields[field]?.origin ?? null }])) }, { at: at(when), origin: `d.${(edits += 1)}`, by: idOf("eva") }).delta);

const stage = (name: string, order: number, outcome: string, probability: number, pipeline = "sales"): RecordState => made("stage", name, { pipeline: idOf(pipeline), name, order, outcome, probability });
const defined = [
  memberState("eva", "exec", "north"), memberState("ben", "exec", "north"), memberState("max", "manager", "north"),
  stage("first", 1, "open", 20), stage("second", 2, "open", 50), stage("third", 3, "open", 80), stage("won", 4, "won", 100), stage("lost", 5, "lost", 0),
  made("settings", "settings", { currency: "EUR" }),
  made("rate", "usd early", { currency: "USD", base: "EUR", from: "2026-01-01", rate: 0.8 }), made("rate", "usd late", { currency: "USD", base: "EUR", from: "2026-11-15", rate: 0.5 }),
  made("company", "acme", { name: "Acme", industry: "Steel" }),
];
const deal = (name: string, values: Readonly<Record<string, Value>>, when?: string): RecordState => made("deal", `deal ${name}`, { title: name, stage: idOf("first"), owner: idOf("eva"), ...values }, when);
const euros = (amount: number): Value => ({ amount, currency: "EUR" });

const bookOf = (states: readonly RecordState[]): FactBook => {
  const book = createFactBook();
  for (const state of states) book.put(state.id, state);
  return book;
};
const QUESTION: FiguresQuestion = { range: "month", step: "week", today: "2026-11-22", zone: "UTC", weekStart: 1, people: null, user: idOf("eva") };
const figures = (states: readonly RecordState[], question: Partial<FiguresQuestion> = {}): Figures => figuresOf(bookOf([...defined, ...states]), { ...QUESTION, ...question });

describe("the figures of a dashboard", () => {
  it("D1 the pipeline, the forecast, what was won, the win rate and the cycle, each against the period before", () => {
    const { pipeline, forecast, wonValue, won, lost, winRate, cycle } = figures([
      deal("open", { value: euros(1000), probability: 30 }), deal("by its stage", { value: euros(100), stage: idOf("second") }), deal("without a value", {}),
      deal("won", { stage: idOf("won"), value: euros(500), openedOn: "2026-10-21", closeDate: "2026-11-20" }), deal("won too", { stage: idOf("won"), value: euros(300), openedOn: "2026-11-10", closeDate: "2026-11-20" }),
      deal("lost", { stage: idOf("lost"), value: euros(900), closeDate: "2026-11-02" }), deal("won before", { stage: idOf("won"), value: euros(200), openedOn: "2026-10-01", closeDate: "2026-10-22" }),
      // The month before counts only as far as this one has come.
      deal("won later before", { stage: idOf("won"), value: euros(999), closeDate: "2026-10-23" }), deal("long ago", { stage: idOf("won"), value: euros(999), closeDate: "2025-01-01" }),
    ]);
    expect([pipeline, forecast.value]).toEqual([{ deals: 3, value: 1100, others: [] }, 350]);
    expect([wonValue, won, lost]).toEqual([{ now: 800, before: 200, others: [] }, { now: 2, before: 1 }, { now: 1, before: 0 }]);
    expect([winRate.now?.toFixed(1), winRate.before, cycle]).toEqual(["66.7", 100, { now: 20, before: 21 }]);
    expect(figures([]).winRate).toEqual({ now: null, before: null });
  });

  it("D1 R16 money counts in the base currency by the rate of its day; where no rate holds it stands beside the sum", () => {
    const dollars = { value: { amount: 100, currency: "USD" }, stage: idOf("won") };
    const { wonValue, pipeline, withoutRate, currency, trend } = figures([
      deal("before the new rate", { ...dollars, closeDate: "2026-11-14" }), deal("after it", { ...dollars, closeDate: "2026-11-15" }), deal("francs", { value: { amount: 70, currency: "CHF" } }), deal("euros", { value: euros(10) }),
    ]);
    expect([wonValue.now, pipeline, withoutRate, currency]).toEqual([130, { deals: 2, value: 10, others: [{ currency: "CHF", amount: 70 }] }, ["CHF"], "EUR"]);
    expect(trend.map(({ wonValue: value }) => value)).toEqual([0, 0, 130, 0]);
    // A workspace that named no currency has the one most of its deals are in.
    expect(figuresOf(bookOf([...defined.filter(({ kind }) => kind !== "settings"), deal("a", { value: { amount: 1, currency: "SEK" } }), deal("b", { value: { amount: 1, currency: "SEK" } }), deal("c", { value: euros(1) })]), QUESTION).currency).toBe("SEK");
  });

  it("D1 R16 a lead counts on the day it was where the person is, and a week begins with their first day", () => {
    const late = made("lead", "late", { name: "Late", owner: idOf("eva"), status: "new", source: "event" }, "2026-10-31T23:30:00Z");
    expect(["UTC", "Europe/Berlin", "America/New_York"].map((zone) => figures([late], { zone }).leads)).toEqual([{ now: 0, before: 0, open: 1 }, { now: 1, before: 0, open: 1 }, { now: 0, before: 0, open: 1 }]);
    const sunday = made("lead", "sunday", { name: "Sunday", owner: idOf("eva") }, "2026-11-15T10:00:00Z");
    const weeks = (weekStart: 1 | 7) => figures([sunday], { weekStart }).trend.filter(({ leads }) => leads > 0).map(({ from, to }) => `${from} ${to}`);
    expect([weeks(1), weeks(7)]).toEqual([["2026-11-09 2026-11-15"], ["2026-11-15 2026-11-21"]]);
  });

  it("D1 leads by status, source and owner; what was deleted, merged or done counts for nothing", () => {
    const lead = made("lead", "one", { name: "One", owner: idOf("eva"), status: "new", source: "event" });
    const found = figures([
      lead, made("lead", "two", { name: "Two", owner: idOf("ben"), status: "converted", source: "event" }), made("lead", "old", { name: "Old", owner: idOf("eva"), status: "lost" }, "2026-01-01T00:00:00Z"),
      changed(made("lead", "gone", { name: "Gone", owner: idOf("eva") }), { deletedAt: 5 }, "2026-11-11T00:00:00Z"), made("lead", "merged", { name: "Merged", owner: idOf("eva"), mergedInto: lead.id }),
      made("task", "late", { title: "Late", assignee: idOf("eva"), due: "2026-11-21" }), made("task", "today", { title: "Today", assignee: idOf("ben"), due: "2026-11-22" }), made("task", "done", { title: "Done", assignee: idOf("eva"), due: "2026-11-01", done: true }),
      made("task", "later", { title: "Later", assignee: idOf("eva"), due: "2026-11-23" }), made("notification", "told", { person: idOf("eva"), what: "due", at: 1 }), made("notification", "read", { person: idOf("eva"), what: "due", at: 1, readAt: 2 }),
      made("notification", "another's", { person: idOf("ben"), what: "due", at: 1 }), made("activity", "call", { type: "call", root: lead.id, at: at("2026-11-05T10:00:00Z") }, "2026-11-05T10:00:00Z", "ben"),
    ]);
    expect(found.statuses).toEqual([{ status: "converted", leads: 1 }, { status: "lost", leads: 1 }, { status: "new", leads: 1 }]);
    expect([found.leads, found.tasks, found.unread, found.activities]).toEqual([{ now: 2, before: 0, open: 1 }, { due: 2, overdue: 1 }, 1, { now: 1, before: 0 }]);
    expect(found.sources.map(({ key, leads }) => [key, leads])).toEqual([["event", 2]]);
    expect(found.owners.map(({ key, leads, activities }) => [key, leads, activities])).toEqual([[idOf("ben"), 1, 1], [idOf("eva"), 1, 0]]);
  });

  it("D1 a person's or a team's figures are theirs alone, and an industry is the deal's own or its company's", () => {
    const deals = [deal("eva's", { value: euros(5), company: idOf("acme") }), deal("ben's", { owner: idOf("ben"), value: euros(7), industry: "Care", company: idOf("acme") })];
    const of = (people: readonly string[] | null) => figures(deals, { people }).industries.map(({ key, pipeline }) => `${key} ${pipeline}`);
    expect([of(null), of([idOf("eva")]), of([])]).toEqual([["Care 7", "Steel 5"], ["Steel 5"], []]);
  });

  it("D1 the funnel goes by the stages a deal has been in, and says of how many only the present one is known", () => {
    const opened = { openedOn: "2026-11-03" };
    const moved = changed(changed(deal("moved", opened), { stage: idOf("second") }, "2026-11-11T00:00:00Z"), { stage: idOf("lost") }, "2026-11-12T00:00:00Z");
    const { funnels: [funnel] } = figures([
      deal("at the first", opened), moved, deal("came in the middle", { ...opened, stage: idOf("third") }), deal("won", { ...opened, stage: idOf("won"), closeDate: "2026-11-20" }), deal("before", { openedOn: "2026-10-01" }),
    ]);
    expect(funnel?.steps.map(({ name, reached }) => [name, reached])).toEqual([["first", 4], ["second", 3], ["third", 2], ["", 1]]);
    expect([funnel?.deals, funnel?.lost, funnel?.withoutHistory]).toEqual([4, 1, 2]);
  });

  it("D1 figures kept up edit by edit are those made from scratch", () => {
    const people = ["eva", "ben", "max"];
    const some = fc.record({
      name: fc.constantFrom("a", "b", "c", "d", "e"), kind: fc.constantFrom<Kind>("deal", "lead", "activity", "task"), owner: fc.constantFrom(...people), gone: fc.boolean(),
      stage: fc.constantFrom("first", "second", "won", "lost"), amount: fc.integer({ min: 0, max: 1000 }), day: fc.integer({ min: 1, max: 30 }), drop: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(fc.property(fc.array(some, { maxLength: 30 }), (steps) => {
      const kept = bookOf(defined);
      const records = new Map(defined.map((state) => [state.id, state]));
      for (const { name, kind, owner, gone, stage: of, amount, day, drop } of steps) {
        const id = idOf(`${kind} ${name}`);
        const when = `2026-11-${String(day).padStart(2, "0")}`;
        const person = idOf(owner);
        const values: Record<string, Value> = { deletedAt: gone ? 1 : null };
        if (kind === "deal") Object.assign(values, { title: name, stage: idOf(of), owner: person, value: euros(amount), closeDate: when, openedOn: when });
        else if (kind === "lead") Object.assign(values, { name, owner: person, status: "new" });
        else if (kind === "task") Object.assign(values, { title: name, assignee: person, due: when, done: amount > 500 });
        else Object.assign(values, { type: "call", root: idOf("deal a"), at: at(`${when}T12:00:00Z`) });
        const before = records.get(id);
        if (drop === 0 && before) records.delete(id);
        else records.set(id, before ? changed(before, values, `${when}T13:00:00Z`) : made(kind, `${kind} ${name}`, values, `${when}T12:00:00Z`, owner));
        const now = records.get(id);
        const told = kept.put(id, now);
        // Told that nothing changed means that nothing did.
        if (!told) expect(kept.put(id, now)).toBe(false);
      }
      const fresh = bookOf([...records.values()]);
      for (const kind of FACT_KINDS) expect(new Map([...kept.of(kind)].sort())).toEqual(new Map([...fresh.of(kind)].sort()));
      expect(figuresOf(kept, QUESTION)).toEqual(figuresOf(fresh, QUESTION));
    }));
  });

  it("D1 a hundred thousand records are counted in one pass, fast enough to follow every edit", () => {
    const book = createFactBook();
    for (const state of defined) book.put(state.id, state);
    const stages = ["first", "second", "third", "won", "lost"].map(idOf);
    for (let each = 0; each < 100_000; each += 1) {
      const id = String(each);
      const day = `2026-${String((each % 11) + 1).padStart(2, "0")}-${String((each % 28) + 1).padStart(2, "0")}`;
      const moment = at("2026-11-01T00:00:00Z") - (each % 8000) * 3_600_000;
      if (each % 5 === 0) book.add({ kind: "lead", id, owner: idOf("eva"), at: moment, status: "new", source: "event" });
      else if (each % 5 < 3) book.add({ kind: "activity", id, by: idOf("ben"), at: moment, root: "" });
      else book.add({ kind: "deal", id, owner: idOf("eva"), at: moment, openedOn: day, closeDate: day, stage: stages[each % 4] as string, stageAt: moment, stages: stages.slice(0, 1 + (each % 4)), amount: each, currency: each % 2 === 0 ? "EUR" : "USD", probability: null, source: "event", industry: "", company: idOf("acme") });
    }
    figuresOf(book, { ...QUESTION, range: "year" });
    const started = performance.now();
    const { trend } = figuresOf(book, { ...QUESTION, range: "year", step: "day" });
    const took = performance.now() - started;
    console.log(`D1 figures of 100,000 records: ${took.toFixed(0)} ms`);
    expect(trend.reduce((sum, { leads }) => sum + leads, 0)).toBeGreaterThan(10_000);
    // Measured at 60 ms, and 190 before the code is warm; a machine that does much besides is given room.
    expect(took).toBeLessThan(1_000);
  });
});
