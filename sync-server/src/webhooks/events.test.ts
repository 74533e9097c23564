import { apply, type RecordState, resolve } from "@outrider/shared/records";
import { createTestTeam, idOf, stateOf } from "@outrider/shared/testing";
import { expect, it } from "vitest";
import { EVENTS, eventsOf, recordData, stageEdit } from "./events.ts";

const team = createTestTeam();
const deal = team.read(team.deal) as RecordState;
const outcomeOf = (stage: string): string => String(team.read(stage)?.fields["outcome"]?.value ?? "");
const NOTHING = { events: new Set<string>(), stages: new Set<string>() };
const edited = (state: RecordState, values: Readonly<Record<string, string | number>>, at: number): RecordState =>
  apply(state, resolve(state, { id: state.id, kind: state.kind, set: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, base: state.fields[name]?.origin ?? null }])) }, { at, origin: `d.${at}`, by: team.eva }).delta);

it("I4 a record is created once, then updated, then deleted", () => {
  const made = stateOf("lead", idOf("new"), { values: { name: "N", owner: team.eva } }, { at: 50, origin: "d.50", by: team.eva });
  expect(eventsOf(made, { since: 10, before: NOTHING, outcomeOf })).toEqual(["lead.created"]);
  expect(eventsOf(made, { since: 60, before: NOTHING, outcomeOf })).toEqual(["lead.updated"]);
  expect(eventsOf(edited(made, { name: "M" }, 70), { since: 10, before: { ...NOTHING, events: new Set(["lead.created"]) }, outcomeOf })).toEqual(["lead.updated"]);
  expect(eventsOf(edited(made, { deletedAt: 80 }, 80), { since: 10, before: NOTHING, outcomeOf })).toEqual(["lead.deleted"]);
});

it("I4 a deal that moves, is won or lost says so once", () => {
  const moved = edited(deal, { stage: team.stages.second }, 100);
  expect(eventsOf(moved, { since: 10, before: NOTHING, outcomeOf })).toEqual(["deal.updated", "deal.stage_changed"]);
  expect(eventsOf(moved, { since: 10, before: { ...NOTHING, stages: new Set([stageEdit(moved)]) }, outcomeOf })).toEqual(["deal.updated"]);
  expect(eventsOf(edited(moved, { stage: team.stages.won }, 110), { since: 10, before: NOTHING, outcomeOf })).toEqual(["deal.updated", "deal.stage_changed", "deal.won"]);
  expect(eventsOf(edited(moved, { stage: team.stages.lost }, 110), { since: 10, before: NOTHING, outcomeOf })).toContain("deal.lost");
});

it("I4 members, notifications and what else is the workspace's own are nobody's events", () => {
  for (const kind of ["member", "stage", "pipeline", "notification", "proposal", "body"] as const) expect(eventsOf(stateOf(kind, idOf(kind), { values: { at: 1 } }), { since: 0, before: NOTHING, outcomeOf })).toEqual([]);
  expect(new Set(EVENTS).size).toBe(EVENTS.length);
});

it("I4 a record is told by its fields' names", () => {
  expect(recordData(deal)).toMatchObject({ id: team.deal, kind: "deal", title: "Big one", value: { amount: 1000, currency: "EUR" }, owner: team.eva });
  expect(recordData(team.read(team.lead) as RecordState)).toMatchObject({ tags: ["fair"] });
});
