// What the server says of all records is read by the app as the figures they are.
import { createFactBook, figuresOf, type FiguresQuestion, goalsOf, baseMoneyOf, createZone } from "@outrider/shared/analytics";
import type { RecordState } from "@outrider/shared/records";
import type { Kind, Value } from "@outrider/shared/schema";
import { idOf, memberState, stateOf } from "@outrider/shared/testing";
import { expect, test } from "vitest";
import { wholeOf, wholeQuery } from "../client/src/features/dashboard/whole-figures.ts";
import { figuresAsked, figuresQuery } from "../sync-server/src/rest/figures-wire.ts";
import { figuresOperations } from "../sync-server/src/routes/figures-routes.ts";

const made = (kind: Kind, name: string, values: Readonly<Record<string, Value>>): RecordState => stateOf(kind, idOf(name), { values }, { at: Date.parse("2026-11-10T10:00:00Z"), origin: `d.${name}`, by: idOf("eva") });
const stage = (name: string, order: number, outcome: string): RecordState => made("stage", name, { pipeline: idOf("sales"), name, order, outcome, probability: 10 });
const deal = (name: string, values: Readonly<Record<string, Value>>): RecordState => made("deal", `deal ${name}`, { title: name, stage: idOf("first"), owner: idOf("eva"), value: { amount: 1000, currency: "EUR" }, ...values });
const world = [
  memberState("eva", "exec", "north"), stage("first", 1, "open"), stage("won", 2, "won"), stage("lost", 3, "lost"), made("settings", "settings", { currency: "EUR" }),
  deal("open", { industry: "Steel" }), deal("won", { stage: idOf("won"), closeDate: "2026-11-12", source: "event", openedOn: "2026-11-02" }), deal("lost", { stage: idOf("lost"), closeDate: "2026-10-12" }),
  made("lead", "lead", { name: "Lead", owner: idOf("eva"), status: "qualified" }), made("goal", "goal", { person: idOf("eva"), measure: "won", span: "month", from: "2026-11-01", target: 5000, owner: idOf("eva") }),
];
const QUESTION: FiguresQuestion = { range: "month", step: "week", today: "2026-11-22", zone: "Europe/Dublin", weekStart: 1, people: null, user: idOf("eva") };

test("D1 what the server says of everything is read as the figures that the device would have made of it", () => {
  const facts = createFactBook();
  for (const state of world) facts.put(state.id, state);
  const figures = figuresOf(facts, QUESTION);
  const goals = goalsOf({ facts, money: baseMoneyOf(facts), zone: createZone(QUESTION.zone), today: QUESTION.today });
  const said = (path: string): unknown => JSON.parse(JSON.stringify(figuresOperations.find((one) => one.path === path)?.told({ figures, goals, nameOf: () => "Eva" })[0]));
  const whole = wholeOf(said("/api/analytics/dashboard"), said("/api/analytics/performance"), "week");
  expect(whole?.figures).toEqual(figures);
  expect([...(whole?.goals ?? [])]).toEqual(goals.map(({ id, done, expected, pace }) => [id, { done, expected: Math.round(expected * 100) / 100, pace }]));
  expect([wholeOf(null, [], "day"), wholeOf({ stats: {} }, [], "day")]).toEqual([null, null]);
});

test("D1 the server is asked for the same days, steps and people as the device", () => {
  const asked = (...given: Parameters<typeof wholeQuery>) => figuresAsked(figuresQuery.parse(Object.fromEntries(new URLSearchParams(wholeQuery(...given)))));
  const workspace = crypto.randomUUID();
  const owner = crypto.randomUUID();
  const common = { step: "week", zone: "Europe/Dublin", weekStart: 7 } as const;
  expect(asked({ range: "quarter", ...common }, { team: "north" }, workspace)).toEqual({ range: "quarter", ...common, owner: undefined, team: "north" });
  expect(asked({ range: { from: "2026-01-01", to: "2026-02-01" }, ...common }, { owner, team: "north" }, workspace)).toEqual({ range: { from: "2026-01-01", to: "2026-02-01" }, ...common, owner, team: undefined });
});
