import { apply, type RecordState, resolve } from "@outrider/shared/records";
import { createTestTeam, idOf, stateOf } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { mentionedIn, noticesOf } from "./find-notices.ts";

const team = createTestTeam();
const members = [team.ada, team.max, team.eva, team.ben, team.mia, team.sid].map((id) => team.read(id) as RecordState);
/** The record after somebody else's edit at a time. */
const edited = (state: RecordState, values: Readonly<Record<string, string | number>>, by: string, at = 1000, origin = "d.7"): RecordState =>
  apply(state, resolve(state, { id: state.id, kind: state.kind, set: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, base: state.fields[name]?.origin ?? null }])) }, { at, origin, by }).delta);
const around = (since: number, ...more: readonly RecordState[]) => ({ members, since, read: (id: string) => more.find((state) => state.id === id) ?? team.read(id) });
const told = (state: RecordState, since = 500, ...more: readonly RecordState[]) => noticesOf(state, around(since, state, ...more)).map(({ person, what, by }) => [what, person, by]);
const deal = team.read(team.deal) as RecordState;
const activity = team.read(team.activity) as RecordState;

describe("what a record gives to tell", () => {
  it("U5 who is given a record is told, by whom, and who takes one is not", () => {
    expect(told(edited(deal, { owner: team.ben }, team.max))).toEqual([["assigned", team.ben, team.max]]);
    expect(told(edited(deal, { owner: team.ben }, team.ben))).toEqual([]);
    expect(told(edited(team.read(team.task) as RecordState, { assignee: team.ben }, team.max), 500, deal)).toEqual([]);
    const own = stateOf("task", idOf("own task"), { values: { title: "x", assignee: team.eva } });
    expect(told(edited(own, { assignee: team.ben }, team.max))).toEqual([["assigned", team.ben, team.max]]);
  });

  it("U5 the same event has the same name however the record goes on, and another one has another", () => {
    const given = edited(deal, { owner: team.ben }, team.max);
    const [first] = noticesOf(given, around(500, given));
    const later = edited(given, { title: "Other" }, team.max, 2000, "d.9");
    expect(noticesOf(later, around(500, later)).map(({ id }) => id)).toEqual([first?.id]);
    const back = edited(edited(later, { owner: team.eva }, team.max, 3000, "d.10"), { owner: team.ben }, team.max, 4000, "d.11");
    expect(noticesOf(back, around(500, back)).map(({ id }) => id)).not.toContain(first?.id);
  });

  it("U5 what happened before it was followed is not told", () => {
    const given = edited(deal, { owner: team.ben }, team.max, 400);
    expect(told(given)).toEqual([]);
  });

  it("U5 S6 who is mentioned is told, unless it was by themselves or they may not see it", () => {
    const name = (id: string): string => String((team.read(id) as RecordState).fields["name"]?.value);
    const said = (text: string, by: string) => told(edited(activity, { text }, by), 500, deal);
    expect(said(`Ask @${name(team.max)}, please`, team.eva)).toEqual([["mentioned", team.max, team.eva]]);
    expect(said(`Ask @${name(team.max).toUpperCase()}`, team.eva)).toEqual([["mentioned", team.max, team.eva]]);
    expect(said(`Ask @${name(team.max)} and @${name(team.ada)}`, team.max)).toEqual([["mentioned", team.ada, team.max]]);
    expect(said(`Ask @${name(team.sid)}`, team.eva)).toEqual([]);
    expect(said(`Ask @${name(team.max)}imilian or ${name(team.max)}`, team.eva)).toEqual([]);
  });

  it("U5 of two names that begin alike the longer one is meant", () => {
    const [ada, lovelace] = ["Ada", "Ada Lovelace"].map((name) => stateOf("member", idOf(name), { values: { name } })) as [RecordState, RecordState];
    expect(mentionedIn("@Ada Lovelace", [ada, lovelace])).toEqual([lovelace]);
    expect(mentionedIn("@Ada, @ada lovelace!", [ada, lovelace])).toEqual([ada, lovelace]);
  });

  it("U5 an objection is told to the deal's owner, and nothing is told of what was deleted", () => {
    const raised = edited(stateOf("objection", idOf("too dear")), { root: team.deal, text: "Too dear" }, team.max);
    expect(told(raised, 500, deal)).toEqual([["objection", team.eva, team.max]]);
    expect(told(edited(raised, { deletedAt: 5 }, team.max), 500, deal)).toEqual([]);
  });

  it("U5 M5 whoever started a campaign is told once that it is over, though nobody ended it", () => {
    const draft = stateOf("campaign", idOf("spring"), { values: { name: "Spring" } });
    const sending = edited(draft, { state: "sending", startedBy: team.max }, team.max, 900, "d.8");
    expect(told(sending)).toEqual([]);
    const sent = edited(sending, { state: "sent" }, team.max);
    expect(told(sent)).toEqual([["campaign", team.max, ""]]);
    expect(noticesOf(edited(sent, { opened: 4 }, team.max, 2000, "d.9"), around(500)).map(({ id }) => id)).toEqual(noticesOf(sent, around(500)).map(({ id }) => id));
    expect(told(edited(sending, { state: "cancelled" }, team.max))).toEqual([]);
  });

  it("U5 S5 no text makes the search for names throw or take long", () => {
    for (const text of ["@", "@@@@", "@".repeat(20_000), "@Max".repeat(5_000), "İ@Max", "@\u{1F600}"]) expect(mentionedIn(text, members).length).toBeLessThan(members.length);
  });
});
