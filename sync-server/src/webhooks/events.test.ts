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

it("I4 a campaign says once that it was started and how it ended, and what the server counts on it is no update", () => {
  const draft = stateOf("campaign", idOf("spring"), { values: { name: "Spring" } }, { at: 50, origin: "d.50", by: team.eva });
  const tell = (state: RecordState, events: readonly string[] = ["campaign.created"], stages: readonly string[] = []) => eventsOf(state, { since: 10, before: { events: new Set(events), stages: new Set(stages) }, outcomeOf });
  expect(tell(draft, [])).toEqual(["campaign.created"]);
  expect(tell(edited(draft, { name: "Summer" }, 60))).toEqual(["campaign.updated"]);
  const sending = edited(draft, { state: "sending", startedAt: 70, audience: 3, sent: 0 }, 70);
  expect(tell(sending)).toEqual(["campaign.started"]);
  const told = ["campaign.created", "campaign.started"];
  const sent = edited(sending, { state: "sent", sent: 2, failed: 1 }, 80);
  expect(tell(edited(sending, { sent: 1 }, 75), told)).toEqual([]);
  expect(tell(sent, told)).toEqual(["campaign.finished"]);
  expect(tell(sent, ["campaign.created"])).toEqual(["campaign.started", "campaign.finished"]);
  expect(tell(edited(sent, { opened: 1 }, 90), told, [stageEdit(sent)])).toEqual([]);
  // Its delivery is long forgotten when somebody opens a mail.
  expect(tell(edited(sent, { opened: 1 }, 80 + 40 * 24 * 3600_000), [])).not.toContain("campaign.finished");
  expect(tell(edited(sending, { state: "sent", sent: 0, failed: 3 }, 80), told)).toEqual(["campaign.failed"]);
  expect(tell(edited(sending, { state: "cancelled" }, 80), told)).toEqual(["campaign.cancelled"]);
  expect(tell(edited(draft, { deletedAt: 80 }, 80))).toEqual(["campaign.deleted"]);
});

it("I4 members, notifications and what else is the workspace's own are nobody's events", () => {
  for (const kind of ["member", "stage", "pipeline", "notification", "proposal", "body"] as const) expect(eventsOf(stateOf(kind, idOf(kind), { values: { at: 1 } }), { since: 0, before: NOTHING, outcomeOf })).toEqual([]);
  expect(new Set(EVENTS).size).toBe(EVENTS.length);
});

it("I4 a record is told by its fields' names", () => {
  expect(recordData(deal)).toMatchObject({ id: team.deal, kind: "deal", title: "Big one", value: { amount: 1000, currency: "EUR" }, owner: team.eva });
  expect(recordData(team.read(team.lead) as RecordState)).toMatchObject({ tags: ["fair"] });
});
