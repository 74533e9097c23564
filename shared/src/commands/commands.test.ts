import { proposalId, type RefusalCode } from "@outrider/shared/access";
import { apply, elementsOf, isDeleted, type RecordState, resolve, survivor, textOf, trailOf, valueOf } from "@outrider/shared/records";
import { entities } from "@outrider/shared/schema";
import { createTestTeam, idOf, stateOf, type TestTeam } from "@outrider/shared/testing";
import { describe, expect, it, vi } from "vitest";
import { type Call, commands, convertedIds, creationOf, decide } from "./index.ts";

// Many runs on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

function done(team: TestTeam, by: string, call: Call) {
  const acted = team.act(by, call);
  if (!acted.ok) throw new Error(JSON.stringify(acted.error));
  return acted.value;
}
const state = (team: TestTeam, id: string): RecordState => team.read(id) as RecordState;
const values = (team: TestTeam, id: string, ...fields: string[]) => Object.fromEntries(fields.map((field) => [field, valueOf(state(team, id), field)]));
/** What a record shows, without the stamps. */
const shown = (team: TestTeam, id: string) => {
  const record = state(team, id);
  const sets = Object.keys(record.sets).filter((field) => elementsOf(record, field).length > 0);
  const fields = Object.keys(record.fields).filter((field) => valueOf(record, field) !== null);
  return {
    ...Object.fromEntries(fields.sort().map((field) => [field, valueOf(record, field)])),
    ...Object.fromEntries(sets.sort().map((field) => [field, elementsOf(record, field)])),
  };
};

describe("each command", () => {
  it("R3 create makes a record of its author's, in which empty values are left out", () => {
    const team = createTestTeam();
    done(team, team.eva, { name: "create", args: { id: idOf("new"), kind: "deal", values: { title: "New", stage: team.stages.first, notes: "", industry: null }, sets: { tags: ["a"], competitors: [] } } });
    expect(shown(team, idOf("new"))).toEqual({ title: "New", stage: team.stages.first, owner: team.eva, tags: ["a"] });
    const sent = done(team, team.eva, { name: "create", args: { kind: "task", values: { title: "Own task" } } });
    expect(shown(team, sent.group.changes[0]?.id as string)).toEqual({ title: "Own task", assignee: team.eva });
  });

  it("R3 edit sets, adds and removes what differs, and nothing else", () => {
    const team = createTestTeam();
    const sent = done(team, team.eva, { name: "edit", args: { id: team.lead, values: { name: "Lena", phone: "+2" }, add: { tags: ["fair", "hot"] }, remove: { tags: ["cold"] } } });
    expect(sent.group.changes).toEqual([{ id: team.lead, kind: "lead", set: { phone: { value: "+2", base: "system.1" } }, add: { tags: ["hot"] } }]);
    done(team, team.eva, { name: "edit", args: { id: team.lead, remove: { tags: ["fair"] } } });
    expect(elementsOf(state(team, team.lead), "tags")).toEqual(["hot"]);
  });

  it("U2 assign gives a record away; its device no longer has it, the new owner's has", () => {
    const team = createTestTeam();
    done(team, team.eva, { name: "assign", args: { id: team.deal, to: team.sid } });
    expect(team.device(team.eva).read(team.deal)).toBeUndefined();
    for (const id of [team.deal, team.activity, team.task]) expect(team.device(team.sid).read(id)).toBeDefined();
    done(team, team.max, { name: "assign", args: { id: team.lead, to: team.ben } });
    expect(values(team, team.lead, "owner")).toEqual({ owner: team.ben });
  });

  it("U2 share lets somebody see a record, and stops", () => {
    const team = createTestTeam();
    done(team, team.eva, { name: "share", args: { id: team.deal, with: [team.sid, team.mia] } });
    expect(team.device(team.sid).read(team.activity)).toBeDefined();
    done(team, team.eva, { name: "share", args: { id: team.deal, without: [team.sid] } });
    expect(elementsOf(state(team, team.deal), "sharedWith")).toEqual([team.mia]);
    expect(team.device(team.sid).read(team.activity)).toBeUndefined();
  });

  it("R4 moveStage takes the stage's probability along until somebody sets one by hand", () => {
    const team = createTestTeam();
    const move = (stage: string) => done(team, team.eva, { name: "moveStage", args: { id: team.deal, stage } });
    move(team.stages.second);
    expect(values(team, team.deal, "stage", "probability")).toEqual({ stage: team.stages.second, probability: 50 });
    done(team, team.eva, { name: "edit", args: { id: team.deal, values: { probability: 77 } } });
    move(team.stages.first);
    expect(values(team, team.deal, "probability")).toEqual({ probability: 77 });
    move(team.stages.won);
    expect(values(team, team.deal, "probability")).toEqual({ probability: 100 });
    move(team.stages.second);
    expect(values(team, team.deal, "probability")).toEqual({ probability: 50 });
  });

  it("R3 the history of stages is kept: which, who, when", () => {
    const team = createTestTeam();
    const times: number[] = [1];
    for (const [by, stage] of [[team.eva, team.stages.second], [team.max, team.stages.first], [team.eva, team.stages.won]] as const) {
      done(team, by, { name: "moveStage", args: { id: team.deal, stage } });
      times.push(team.clock.now());
    }
    expect(trailOf(state(team, team.deal), "stage").map(({ value, by, at }) => [value, by, at])).toEqual([
      [team.stages.first, "system", times[0]], [team.stages.second, team.eva, times[1]], [team.stages.first, team.max, times[2]], [team.stages.won, team.eva, times[3]],
    ]);
  });

  it("R3 close takes the reason and the day", () => {
    const team = createTestTeam();
    done(team, team.eva, { name: "close", args: { id: team.deal, stage: team.stages.lost, reason: "Price", closeDate: "2026-05-05" } });
    expect(values(team, team.deal, "stage", "reason", "closeDate", "probability")).toEqual({ stage: team.stages.lost, reason: "Price", closeDate: "2026-05-05", probability: 0 });
  });

  it("R5 logActivity logs on a record, now unless told otherwise", () => {
    const team = createTestTeam();
    const sent = done(team, team.eva, { name: "logActivity", args: { root: team.deal, type: "call", text: "Rang", outcome: "Yes", duration: 5, direction: "out" } });
    expect(shown(team, sent.group.changes[0]?.id as string)).toEqual({ root: team.deal, type: "call", text: "Rang", outcome: "Yes", duration: 5, direction: "out", at: team.clock.now() });
    const earlier = done(team, team.eva, { name: "logActivity", args: { root: team.company, type: "note", text: "", at: 5 } });
    expect(shown(team, earlier.group.changes[0]?.id as string)).toEqual({ root: team.company, type: "note", at: 5 });
  });

  it("R15 remove puts into the bin, restore takes out", () => {
    const team = createTestTeam();
    done(team, team.eva, { name: "remove", args: { id: team.deal } });
    expect(values(team, team.deal, "deletedAt")).toEqual({ deletedAt: team.clock.now() });
    done(team, team.max, { name: "restore", args: { id: team.deal } });
    expect(isDeleted(state(team, team.deal))).toBe(false);
  });

  it("R14 merge takes the chosen fields, fills the empty ones, adds the elements, and points the loser at the winner", () => {
    const team = createTestTeam();
    const twin = idOf("twin");
    team.put(stateOf("contact", twin, { values: { name: "Karl", title: "CTO", owner: team.max }, sets: { emails: ["karl@globex.test"], sharedWith: [team.sid] } }));
    done(team, team.max, { name: "merge", args: { winner: team.contact, loser: twin, fromLoser: ["name"] } });
    expect(shown(team, team.contact)).toEqual({ name: "Karl", title: "CTO", company: team.company, owner: team.eva, emails: ["carl@globex.test", "karl@globex.test"] });
    expect(textOf(state(team, twin), "mergedInto")).toBe(team.contact);
  });
});

describe("what the server alone says of a customer", () => {
  const facts = (team: TestTeam, id: string, visits: number) =>
    team.put(apply(state(team, id), resolve(state(team, id), { id, kind: "contact", set: { visits: { value: visits, base: null }, spend: { value: { amount: visits, currency: "EUR" }, base: null } }, add: { receivedCampaigns: [idOf("mail")] } }, { at: visits, origin: `system.${visits + 10}`, by: "" }).delta));

  it("M1 M2 R14 R15 no edit of a person sets it, a merge leaves it where it is, and an undo does not touch it", () => {
    const team = createTestTeam();
    const twin = idOf("twin");
    done(team, team.eva, { name: "create", args: { id: twin, kind: "contact", values: { name: "Twin" } } });
    facts(team, team.contact, 4);
    facts(team, twin, 2);
    for (const person of [team.eva, team.max, team.ada]) {
      expect(team.act(person, { name: "edit", args: { id: team.contact, values: { visits: 9 } } })).toMatchObject({ ok: false, error: { code: "not-allowed", field: "visits" } });
      expect(team.act(person, { name: "edit", args: { id: team.contact, add: { receivedCampaigns: [idOf("other")] } } })).toMatchObject({ ok: false, error: { code: "not-allowed" } });
      expect(team.act(person, { name: "create", args: { kind: "contact", values: { name: "Rich", spend: { amount: 9, currency: "EUR" } } } })).toMatchObject({ ok: false, error: { code: "not-allowed" } });
    }
    const merged = done(team, team.max, { name: "merge", args: { winner: team.contact, loser: twin, fromLoser: ["visits", "spend"] } });
    expect(merged.group.changes.flatMap(({ set, add }) => [...Object.keys(set ?? {}), ...Object.keys(add ?? {})]).filter((name) => ["visits", "spend", "receivedCampaigns"].includes(name))).toEqual([]);
    // Orders come in between.
    facts(team, team.contact, 6);
    const undone = done(team, team.max, { name: "undo", args: merged.undo });
    expect(JSON.stringify(undone.group.changes)).not.toMatch(/visits|spend|receivedCampaigns/);
    expect(values(team, team.contact, "visits")).toEqual({ visits: 6 });
    expect(values(team, twin, "visits", "mergedInto")).toEqual({ visits: 2, mergedInto: null });
  });
});

describe("two who merge the same pair the other way round", () => {
  /** Max has made the deal stand for the other one; Eva, who did not know of it, would have had it the other way round. */
  function bothWays() {
    const team = createTestTeam();
    const other = idOf("other deal");
    team.put(stateOf("deal", other, { values: { title: "Other", stage: team.stages.first, owner: team.eva, notes: "of the other" } }));
    const apart = team.device(team.eva);
    done(team, team.max, { name: "merge", args: { winner: team.deal, loser: other } });
    const command = decide({ name: "merge", args: { winner: other, loser: team.deal, fromLoser: ["title"] } }, { actor: team.viewer(team.eva), now: 1, newId: () => idOf("new"), read: apart.read });
    if (!command.ok) throw new Error(command.error.message);
    const verdict = team.send(team.eva, command.value);
    if (!verdict.ok) throw new Error(verdict.error.message);
    const standing = (): string => survivor(state(team, team.deal), team.read).id;
    return { team, other, asked: proposalId(team.deal, "mergedInto", team.eva), standing };
  }

  it("R14 whoever knows of it is told so at once", () => {
    const { team, other } = bothWays();
    expect(team.act(team.eva, { name: "merge", args: { winner: other, loser: team.deal } })).toMatchObject({ ok: false, error: { code: "already-merged" } });
  });

  it("R14 the second one's merge is proposed: taken, it turns the first one round; undone, the first one stands again; left, nothing changes", () => {
    const { team, other, asked, standing } = bothWays();
    expect([standing(), textOf(state(team, asked), "about"), valueOf(state(team, asked), "proposed"), textOf(state(team, asked), "status")]).toEqual([team.deal, team.deal, other, "open"]);
    const taken = done(team, team.max, { name: "settle", args: { id: asked, accept: true } });
    expect([standing(), textOf(state(team, other), "mergedInto"), textOf(state(team, team.deal), "mergedInto")]).toEqual([other, "", other]);
    done(team, team.max, { name: "undo", args: taken.undo });
    expect([standing(), textOf(state(team, other), "mergedInto"), textOf(state(team, asked), "status")]).toEqual([team.deal, team.deal, "open"]);
    done(team, team.eva, { name: "settle", args: { id: asked, accept: false } });
    expect([standing(), textOf(state(team, asked), "status")]).toEqual([team.deal, "dismissed"]);
  });

  it("R14 once the first merge is undone, the second one's is taken as any other", () => {
    const { team, other, asked, standing } = bothWays();
    done(team, team.max, { name: "edit", args: { id: other, values: { mergedInto: null } } });
    done(team, team.eva, { name: "settle", args: { id: asked, accept: true } });
    expect([standing(), textOf(state(team, other), "mergedInto")]).toEqual([other, ""]);
  });

  it("R14 S6 what stands behind a record that one may not see is not taken", () => {
    const { team, other, asked, standing } = bothWays();
    done(team, team.max, { name: "edit", args: { id: other, values: { mergedInto: null } } });
    const hidden = idOf("hidden deal");
    team.put(stateOf("deal", hidden, { values: { title: "Hidden", stage: team.stages.first, owner: team.sid } }));
    done(team, team.ada, { name: "merge", args: { winner: hidden, loser: other } });
    expect(team.act(team.eva, { name: "settle", args: { id: asked, accept: true } })).toMatchObject({ ok: false, error: { code: "already-merged", message: /may not see/ } });
    done(team, team.ada, { name: "settle", args: { id: asked, accept: true } });
    expect(standing()).toBe(hidden);
  });
});

describe("what a command refuses", () => {
  type Case = readonly [string, (team: TestTeam) => Call, RefusalCode, RegExp];
  const missing = idOf("missing");
  const CASES: readonly Case[] = [
    ["edit of a missing record", () => ({ name: "edit", args: { id: missing, values: { title: "x" } } }), "not-found", /no such record/],
    ["edit of a record one may not see", () => ({ name: "edit", args: { id: idOf("sid's"), values: { title: "x" } } }), "not-found", /no such record/],
    ["edit that changes nothing", ({ deal }) => ({ name: "edit", args: { id: deal, values: { title: "Big one" }, add: { tags: [] }, remove: { tags: ["x"] } } }), "bad-change", /Nothing/],
    ["edit of an unknown field", ({ deal }) => ({ name: "edit", args: { id: deal, values: { colour: "red" } } }), "unknown-field", /colour/],
    ["edit that mass-assigns a role", ({ eva }) => ({ name: "edit", args: { id: eva, values: { role: "admin" } } }), "not-allowed", /settings/],
    ["create without what is required", () => ({ name: "create", args: { kind: "contact", values: {} } }), "bad-value", /Name/],
    ["create for somebody else", ({ ben }) => ({ name: "create", args: { kind: "contact", values: { name: "x", owner: ben } } }), "not-allowed", /create/],
    ["create of a member", () => ({ name: "create", args: { kind: "member", values: { name: "x", role: "admin", active: true } } }), "not-allowed", /settings/],
    ["assign of what has no owner", ({ company, ben }) => ({ name: "assign", args: { id: company, to: ben } }), "bad-change", /no owner/],
    ["assign to nobody", ({ deal }) => ({ name: "assign", args: { id: deal, to: missing } }), "not-found", /no such/],
    ["assign of a missing record", ({ ben }) => ({ name: "assign", args: { id: missing, to: ben } }), "not-found", /no such/],
    ["share of a company", ({ company, ben }) => ({ name: "share", args: { id: company, with: [ben] } }), "unknown-field", /sharedWith/],
    ["share with nobody new", ({ deal }) => ({ name: "share", args: { id: deal, with: [] } }), "bad-change", /Nothing/],
    ["moveStage of what is no deal", ({ lead, stages }) => ({ name: "moveStage", args: { id: lead, stage: stages.first } }), "not-found", /no such/],
    ["moveStage to what is no stage", ({ deal, company }) => ({ name: "moveStage", args: { id: deal, stage: company } }), "not-found", /no such/],
    ["close in an open stage", ({ deal, stages }) => ({ name: "close", args: { id: deal, stage: stages.second, reason: "", closeDate: "2026-01-01" } }), "bad-value", /does not close/],
    ["close on no day", ({ deal, stages }) => ({ name: "close", args: { id: deal, stage: stages.won, reason: "", closeDate: "soon" } }), "bad-value", /YYYY/],
    ["convert of what is no lead", ({ deal }) => ({ name: "convert", args: { id: deal } }), "not-found", /no such/],
    ["convert with a stage that is none", ({ lead }) => ({ name: "convert", args: { id: lead, deal: { title: "x", stage: missing } } }), "not-found", /no such/],
    ["merge with itself", ({ deal }) => ({ name: "merge", args: { winner: deal, loser: deal } }), "bad-change", /two records/],
    ["merge of two kinds", ({ deal, lead }) => ({ name: "merge", args: { winner: deal, loser: lead } }), "bad-change", /one kind/],
    ["merge of what cannot be merged", ({ activity }) => ({ name: "merge", args: { winner: activity, loser: idOf("other call") } }), "bad-change", /cannot be merged/],
    ["merge of companies by an executive", ({ company }) => ({ name: "merge", args: { winner: company, loser: idOf("other company") } }), "not-allowed", /delete/],
    ["remove of a missing record", () => ({ name: "remove", args: { id: missing } }), "not-found", /no such/],
    ["remove of a stage", ({ stages }) => ({ name: "remove", args: { id: stages.first } }), "bad-change", /archived/],
    ["restore of what is not in the bin", ({ deal }) => ({ name: "restore", args: { id: deal } }), "bad-change", /not in the bin/],
    ["settle of what is no proposal", ({ deal }) => ({ name: "settle", args: { id: deal, accept: true } }), "not-found", /no such/],
    ["logActivity on a missing record", () => ({ name: "logActivity", args: { root: missing, type: "call", text: "x" } }), "not-found", /no such/],
    ["logActivity on a record one may not see", () => ({ name: "logActivity", args: { root: idOf("sid's"), type: "call", text: "x" } }), "not-found", /no such/],
  ];

  it.each(CASES)("S5 %s", (_, call, code, message) => {
    const team = createTestTeam();
    team.put(
      stateOf("deal", idOf("sid's"), { values: { title: "s", stage: team.stages.first, owner: team.sid } }),
      stateOf("activity", idOf("other call"), { values: { root: team.deal, type: "call", at: 2 } }), stateOf("company", idOf("other company"), { values: { name: "o" } }),
    );
    const before = JSON.stringify(team.all());
    const acted = team.act(team.eva, call(team));
    expect(acted).toMatchObject({ ok: false, error: { code } });
    if (!acted.ok) expect(acted.error.message).toMatch(message);
    expect(JSON.stringify(team.all())).toBe(before);
  });

  it("S5 twice: converting, removing, settling", () => {
    const team = createTestTeam();
    done(team, team.eva, { name: "convert", args: { id: team.lead } });
    expect(team.act(team.max, { name: "convert", args: { id: team.lead } })).toMatchObject({ ok: false, error: { code: "bad-change" } });
    done(team, team.eva, { name: "remove", args: { id: team.deal } });
    expect(team.act(team.eva, { name: "remove", args: { id: team.deal } })).toMatchObject({ ok: false, error: { code: "bad-change" } });
  });

  it.each(["toString", "constructor", "__proto__", "drop"])("S5 a command called %s", (name) => {
    const team = createTestTeam();
    const context = { actor: team.viewer(team.ada), now: 1, newId: () => idOf("n"), read: team.read };
    expect(decide({ name, args: {} } as unknown as Call, context)).toMatchObject({ ok: false, error: { code: "bad-change" } });
  });
});

describe("converting a lead", () => {
  const call = (team: TestTeam): Call => ({ name: "convert", args: { id: team.lead, deal: { title: "Acme deal", stage: team.stages.first, value: { amount: 5, currency: "EUR" } } } });

  it("R1 makes a contact, a company and a deal in one step, and the lead names them", () => {
    const team = createTestTeam();
    const ids = convertedIds(team.lead);
    const sent = done(team, team.eva, call(team));
    expect(shown(team, ids.company)).toEqual({ name: "Acme" });
    expect(shown(team, ids.contact)).toEqual({ name: "Lena", company: ids.company, owner: team.eva, notes: "Met at a fair", emails: ["lena@acme.test"], phones: ["+1 555"], tags: ["fair"] });
    expect(shown(team, ids.deal)).toEqual({ title: "Acme deal", stage: team.stages.first, probability: 20, value: { amount: 5, currency: "EUR" }, company: ids.company, contact: ids.contact, owner: team.eva });
    expect(values(team, team.lead, "status", "convertedAt", "convertedContact", "convertedCompany", "convertedDeal"))
      .toEqual({ status: "converted", convertedAt: sent.at, convertedContact: ids.contact, convertedCompany: ids.company, convertedDeal: ids.deal });
  });

  it("R1 uses a company that is there, and makes neither company nor deal where none is wanted", () => {
    const team = createTestTeam();
    done(team, team.eva, { name: "convert", args: { id: team.lead, company: team.company } });
    const ids = convertedIds(team.lead);
    expect([team.read(ids.company), team.read(ids.deal)]).toEqual([undefined, undefined]);
    expect(values(team, ids.contact, "company")).toEqual({ company: team.company });
    expect(values(team, team.lead, "convertedCompany", "convertedDeal")).toEqual({ convertedCompany: team.company, convertedDeal: null });
  });

  it("R1 two people who convert one lead offline make one of each, whoever arrives first", () => {
    for (const turn of [0, 1]) {
      const team = createTestTeam();
      const devices = [team.device(team.eva, "phone"), team.device(team.max, "desk")];
      team.clock.tick();
      const sent = devices.map((device) => {
        team.clock.tick();
        const acted = device.act(call(team));
        if (!acted.ok) throw new Error(JSON.stringify(acted.error));
        return acted.value;
      });
      const count = team.all().length;
      for (const one of turn === 0 ? sent : sent.toReversed()) expect(team.arrive(one).ok).toBe(true);
      expect(team.all().length).toBe(count + 3);
      expect(team.all().filter(({ kind }) => kind === "proposal")).toEqual([]);
      expect(values(team, team.lead, "status", "convertedContact")).toEqual({ status: "converted", convertedContact: convertedIds(team.lead).contact });
    }
  });

  it("R1 can be undone, and done again: the bin keeps the first contact, the company that stayed is used", () => {
    const team = createTestTeam();
    const before = shown(team, team.lead);
    const sent = done(team, team.eva, call(team));
    done(team, team.eva, { name: "undo", args: sent.undo });
    const ids = convertedIds(team.lead);
    expect(shown(team, team.lead)).toEqual(before);
    expect([ids.contact, ids.deal, ids.company].map((id) => isDeleted(state(team, id)))).toEqual([true, true, false]);
    done(team, team.eva, call(team));
    const again = textOf(state(team, team.lead), "convertedContact");
    expect(again).not.toBe(ids.contact);
    expect(isDeleted(state(team, again))).toBe(false);
    expect(values(team, team.lead, "convertedCompany")).toEqual({ convertedCompany: ids.company });
    expect(team.all().filter(({ kind }) => kind === "company").length).toBe(2);
  });

  it("R1 undone, given to somebody else and converted by that person: the first owner's contact is not in the way", () => {
    const team = createTestTeam();
    const sent = done(team, team.eva, call(team));
    done(team, team.eva, { name: "undo", args: sent.undo });
    done(team, team.eva, { name: "assign", args: { id: team.lead, to: team.sid } });
    done(team, team.sid, call(team));
    expect(values(team, textOf(state(team, team.lead), "convertedContact"), "owner")).toEqual({ owner: team.sid });
  });

  it("R1 a manager's undo puts the company into the bin too", () => {
    const team = createTestTeam();
    const sent = done(team, team.max, call(team));
    done(team, team.max, { name: "undo", args: sent.undo });
    expect(Object.values(convertedIds(team.lead)).map((id) => isDeleted(state(team, id)))).toEqual([true, true, true]);
  });
});

describe("undo", () => {
  const CASES: readonly (readonly [string, (team: TestTeam) => Call])[] = [
    ["edit", ({ lead }) => ({ name: "edit", args: { id: lead, values: { phone: "+2", email: null }, add: { tags: ["hot"] }, remove: { tags: ["fair"] } } })],
    ["assign", ({ lead, ben }) => ({ name: "assign", args: { id: lead, to: ben } })],
    ["share", ({ deal, sid }) => ({ name: "share", args: { id: deal, with: [sid] } })],
    ["moveStage", ({ deal, stages }) => ({ name: "moveStage", args: { id: deal, stage: stages.second } })],
    ["close", ({ deal, stages }) => ({ name: "close", args: { id: deal, stage: stages.won, reason: "Fit", closeDate: "2026-02-02" } })],
    ["convert", ({ lead, company, stages }) => ({ name: "convert", args: { id: lead, company, deal: { title: "d", stage: stages.first } } })],
    ["merge", ({ contact }) => ({ name: "merge", args: { winner: contact, loser: idOf("twin"), fromLoser: ["name"] } })],
    ["remove", ({ deal }) => ({ name: "remove", args: { id: deal } })],
  ];

  it.each(CASES)("R15 of %s brings back what was there", (_, call) => {
    const team = createTestTeam();
    team.put(stateOf("contact", idOf("twin"), { values: { name: "Karl", title: "CTO", owner: team.eva }, sets: { emails: ["karl@globex.test"] } }));
    const was = team.all().map(({ id }) => [id, shown(team, id)]);
    const sent = done(team, team.max, call(team));
    expect(team.all().map(({ id }) => [id, shown(team, id)])).not.toEqual(was);
    done(team, team.max, { name: "undo", args: sent.undo });
    const now = team.all().filter((one) => !isDeleted(one)).map(({ id }) => [id, shown(team, id)]);
    expect(now).toEqual(was);
    expect(team.act(team.max, { name: "undo", args: sent.undo })).toMatchObject({ ok: false, error: { code: "bad-change" } });
  });

  it("R15 of create, restore, logActivity and settle", () => {
    const team = createTestTeam();
    const created = done(team, team.eva, { name: "create", args: { kind: "contact", values: { name: "New" } } });
    done(team, team.eva, { name: "undo", args: created.undo });
    expect(isDeleted(state(team, created.group.changes[0]?.id as string))).toBe(true);
    const logged = done(team, team.eva, { name: "logActivity", args: { root: team.deal, type: "call", text: "x" } });
    done(team, team.eva, { name: "undo", args: logged.undo });
    expect(isDeleted(state(team, logged.group.changes[0]?.id as string))).toBe(true);
    done(team, team.eva, { name: "remove", args: { id: team.deal } });
    const restored = done(team, team.eva, { name: "restore", args: { id: team.deal } });
    done(team, team.eva, { name: "undo", args: restored.undo });
    expect(isDeleted(state(team, team.deal))).toBe(true);
  });

  it("R15 only while the value is still mine: what somebody has changed since stays, the rest goes back", () => {
    const team = createTestTeam();
    const sent = done(team, team.eva, { name: "edit", args: { id: team.lead, values: { phone: "+2", company: "Acme Ltd" }, add: { tags: ["hot"] } } });
    done(team, team.max, { name: "edit", args: { id: team.lead, values: { phone: "+3" } } });
    done(team, team.eva, { name: "undo", args: sent.undo });
    expect(values(team, team.lead, "phone", "company")).toEqual({ phone: "+3", company: "Acme" });
    expect(elementsOf(state(team, team.lead), "tags")).toEqual(["fair"]);
  });

  it("R15 a value set to the same again by somebody else is theirs; a record worked on since is not thrown away", () => {
    const team = createTestTeam();
    const sent = done(team, team.eva, { name: "edit", args: { id: team.lead, values: { phone: "+2" } } });
    for (const phone of ["+9", "+2"]) done(team, team.max, { name: "edit", args: { id: team.lead, values: { phone } } });
    expect(team.act(team.eva, { name: "undo", args: sent.undo })).toMatchObject({ ok: false, error: { message: /nothing left to undo/ } });
    const created = done(team, team.eva, { name: "create", args: { kind: "contact", values: { name: "New" } } });
    const id = created.group.changes[0]?.id as string;
    done(team, team.max, { name: "edit", args: { id, values: { name: "Newer" } } });
    expect(team.act(team.eva, { name: "undo", args: created.undo }).ok).toBe(false);
    expect(isDeleted(state(team, id))).toBe(false);
  });

  it("R15 of an edit that a colleague's outlived offline takes back nothing of theirs", () => {
    const team = createTestTeam();
    const phone = team.device(team.eva, "phone");
    team.clock.tick();
    const mine = phone.act({ name: "edit", args: { id: team.lead, values: { phone: "+2" } } });
    if (!mine.ok) throw new Error("refused");
    done(team, team.max, { name: "edit", args: { id: team.lead, values: { phone: "+3" } } });
    expect(team.arrive(mine.value).ok).toBe(true);
    expect(values(team, team.lead, "phone")).toEqual({ phone: "+3" });
    expect(team.act(team.eva, { name: "undo", args: mine.value.undo }).ok).toBe(false);
  });
});

describe("settling a proposal", () => {
  /** Eva offline and Max online move the deal to different stages; hers arrives second. */
  function disputed() {
    const team = createTestTeam();
    const phone = team.device(team.eva, "phone");
    team.clock.tick();
    const hers = phone.act({ name: "close", args: { id: team.deal, stage: team.stages.lost, reason: "Price", closeDate: "2026-03-03" } });
    if (!hers.ok) throw new Error("refused");
    done(team, team.max, { name: "moveStage", args: { id: team.deal, stage: team.stages.second } });
    const verdict = team.arrive(hers.value);
    if (!verdict.ok) throw new Error(JSON.stringify(verdict.error));
    const proposal = (field: string): string => (team.all().find((one) => one.kind === "proposal" && textOf(one, "field") === field) as RecordState).id;
    return { team, proposal, conflicts: verdict.value.conflicts };
  }

  it("R4 a stage that is asked for does not bring its probability and reason in without it", () => {
    const { team, conflicts } = disputed();
    expect(values(team, team.deal, "stage", "probability", "reason")).toEqual({ stage: team.stages.second, probability: 50, reason: null });
    expect(conflicts.map(({ field, result }) => `${field} ${result}`).toSorted()).toEqual(["probability asked", "reason asked", "stage asked"]);
    // The close date was nobody else's: it stands.
    expect(values(team, team.deal, "closeDate")).toEqual({ closeDate: "2026-03-03" });
  });

  it.each(["eva", "max", "ada"] as const)("S3 either side takes it, with what goes with it: %s", (who) => {
    const { team, proposal } = disputed();
    done(team, team[who], { name: "settle", args: { id: proposal("stage"), accept: true } });
    expect(values(team, team.deal, "stage", "probability", "reason")).toEqual({ stage: team.stages.lost, probability: 0, reason: "Price" });
    for (const field of ["stage", "probability", "reason"]) expect(textOf(state(team, proposal(field)), "status")).toBe("accepted");
    expect(trailOf(state(team, team.deal), "stage").map(({ value }) => value)).toEqual([team.stages.first, team.stages.second, team.stages.lost]);
    expect(team.act(team.max, { name: "settle", args: { id: proposal("stage"), accept: false } })).toMatchObject({ ok: false, error: { message: /already/ } });
  });

  it("S3 or leaves what stands", () => {
    const { team, proposal } = disputed();
    done(team, team.max, { name: "settle", args: { id: proposal("stage"), accept: false } });
    expect(values(team, team.deal, "stage", "probability", "reason")).toEqual({ stage: team.stages.second, probability: 50, reason: null });
    for (const field of ["stage", "probability", "reason"]) expect(textOf(state(team, proposal(field)), "status")).toBe("dismissed");
  });

  it("S3 settling can be undone", () => {
    const { team, proposal } = disputed();
    const sent = done(team, team.eva, { name: "settle", args: { id: proposal("stage"), accept: true } });
    done(team, team.eva, { name: "undo", args: sent.undo });
    expect(values(team, team.deal, "stage", "probability", "reason")).toEqual({ stage: team.stages.second, probability: 50, reason: null });
    expect(textOf(state(team, proposal("stage")), "status")).toBe("open");
  });

  it("S3 nobody settles who may not set the field: a guest and the owner of a deal", () => {
    const team = createTestTeam();
    done(team, team.eva, { name: "share", args: { id: team.deal, with: [team.sid] } });
    const ada = team.device(team.ada, "ada's");
    team.clock.tick();
    const hers = ada.act({ name: "assign", args: { id: team.deal, to: team.ben } });
    if (!hers.ok) throw new Error("refused");
    done(team, team.max, { name: "assign", args: { id: team.deal, to: team.max } });
    expect(team.arrive(hers.value).ok).toBe(true);
    const id = (team.all().find(({ kind }) => kind === "proposal") as RecordState).id;
    for (const accept of [true, false]) expect(team.act(team.sid, { name: "settle", args: { id, accept } })).toMatchObject({ ok: false, error: { code: "not-allowed" } });
    done(team, team.max, { name: "settle", args: { id, accept: true } });
    expect(values(team, team.deal, "owner")).toEqual({ owner: team.ben });
  });
});

describe("giving away what somebody owns", () => {
  it("U3 everything that is still theirs goes to one person in one edit, by whatever field owns it", () => {
    const team = createTestTeam();
    done(team, team.ada, { name: "reassign", args: { from: team.eva, to: team.ben, ids: [team.lead, team.contact, team.deal, team.task, team.deal] } });
    expect([team.lead, team.contact, team.deal].map((id) => values(team, id, "owner"))).toEqual([{ owner: team.ben }, { owner: team.ben }, { owner: team.ben }]);
    expect(values(team, team.task, "assignee")).toEqual({ assignee: team.ben });
  });

  it("U3 what has gone to others stays with them, what has no owner is left, and more than one edit can hold is not tried", () => {
    const team = createTestTeam();
    done(team, team.max, { name: "assign", args: { id: team.deal, to: team.max } });
    done(team, team.max, { name: "reassign", args: { from: team.eva, to: team.ben, ids: [team.deal, team.lead, team.company, idOf("missing")] } });
    expect([values(team, team.deal, "owner"), values(team, team.lead, "owner")]).toEqual([{ owner: team.max }, { owner: team.ben }]);
    expect(team.act(team.ada, { name: "reassign", args: { from: team.eva, to: team.ben, ids: [team.deal] } })).toMatchObject({ ok: false, error: { code: "bad-change" } });
    expect(team.act(team.ada, { name: "reassign", args: { from: team.eva, to: team.ben, ids: Array.from({ length: 501 }, (_, n) => idOf(String(n))) } })).toMatchObject({ ok: false, error: { code: "too-large" } });
  });

  it("U3 who may not give it away, or gives it to somebody who has left, is refused as a whole", () => {
    const team = createTestTeam();
    expect(team.send(team.sid, [{ id: team.deal, kind: "deal", set: { owner: { value: team.sid, base: null } } }])).toMatchObject({ ok: false, error: { code: "not-found" } });
    done(team, team.ada, { name: "edit", args: { id: team.ben, values: { active: false } } });
    expect(team.act(team.ada, { name: "reassign", args: { from: team.eva, to: team.ben, ids: [team.deal, team.lead] } })).toMatchObject({ ok: false, error: { code: "bad-value", field: "owner" } });
    expect(values(team, team.deal, "owner")).toEqual({ owner: team.eva });
  });
});

describe("the table of commands", () => {
  it("I3 has each command by its name, and each is decided without writing", () => {
    expect(Object.keys(commands).sort()).toEqual(["assign", "close", "convert", "create", "edit", "logActivity", "merge", "moveStage", "reassign", "remove", "restore", "settle", "share", "typeInto", "undo"]);
    const team = createTestTeam();
    const before = JSON.stringify(team.all());
    const context = { actor: team.viewer(team.eva), now: 1, newId: () => idOf("n"), read: team.read };
    expect(decide({ name: "remove", args: { id: team.deal } }, context)).toEqual({ ok: true, value: [{ id: team.deal, kind: "deal", set: { deletedAt: { value: 1, base: null } } }] });
    expect(JSON.stringify(team.all())).toBe(before);
  });

  it("R13 a draft names only fields of its kind, and an import's creation is one change", () => {
    const change = creationOf(idOf("row"), { kind: "company", values: { name: "Acme", industry: "" }, sets: { tags: ["a"] } });
    expect(change).toEqual({ id: idOf("row"), kind: "company", create: true, set: { name: { value: "Acme", base: null } }, add: { tags: ["a"] } });
    expect(Object.keys(change.set ?? {}).every((field) => field in entities.company.fields)).toBe(true);
  });
});
