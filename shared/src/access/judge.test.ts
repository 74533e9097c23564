import { elementsOf, isDeleted, loserOf, pack, type Change, type RecordState, survivor, textOf, valueOf } from "@outrider/shared/records";
import { arrivalOrders, createTestTeam, idOf, memberState, type Sent, stateOf, type TestTeam } from "@outrider/shared/testing";
import { derivedId, type Json } from "@outrider/shared/kernel";
import { entities, type Field, type Kind, KINDS, type Value } from "@outrider/shared/schema";
import { describe, expect, it, vi } from "vitest";
import { judge, mergeEnd, proposalId, type RefusalCode } from "./index.ts";

// Many runs on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const set = (kind: Kind, id: string, values: Record<string, Value>, base: string | null = "system.1"): Change =>
  ({ id, kind, set: Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, base }])) });
const make = (kind: Kind, id: string, values: Record<string, Value>): Change => ({ ...set(kind, id, values, null), create: true });
const everything = (team: TestTeam): string => JSON.stringify(team.all().map(pack));

/** The refusal of changes sent by somebody; a refused group must leave everything as it was. */
function refused(team: TestTeam, by: string, ...changes: Change[]) {
  const before = everything(team);
  const verdict = team.send(by, changes);
  expect(everything(team)).toBe(before);
  if (verdict.ok) throw new Error("was let in");
  return verdict.error;
}

function allowed(team: TestTeam, by: string, ...changes: Change[]) {
  const verdict = team.send(by, changes);
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.error));
  return verdict.value;
}

describe("the shape of a change", () => {
  const hostile = (text: string): Change => JSON.parse(text) as Change;
  const deal = idOf("deal");
  const CASES: readonly (readonly [string, Change | readonly Change[], RefusalCode, RegExp])[] = [
    ["nothing at all", [], "bad-change", /changes nothing/],
    ["an unknown field", set("deal", deal, { colour: "red" }), "unknown-field", /Deal has no field “colour”/],
    ["a field of another kind", set("deal", deal, { emails: "x@y.zz" }), "unknown-field", /emails/],
    ["an unknown kind", hostile(`{"id":"${deal}","kind":"spaceship","set":{}}`), "unknown-kind", /spaceship/],
    ["an inherited kind", hostile(`{"id":"${deal}","kind":"constructor","set":{}}`), "unknown-kind", /constructor/],
    ["an id that is none", set("deal", "1; drop table record", { title: "x" }), "bad-change", /id/],
    ["an id in capitals", set("deal", deal.toUpperCase(), { title: "x" }), "bad-change", /id/],
    ["__proto__ as a field", hostile(`{"id":"${deal}","kind":"deal","set":{"__proto__":{"value":"x","base":null}}}`), "unknown-field", /__proto__/],
    ["constructor as a field", set("deal", deal, { constructor: "x" }), "unknown-field", /constructor/],
    ["prototype as a field", set("deal", deal, { prototype: "x" }), "unknown-field", /prototype/],
    ["toString as a set", { id: deal, kind: "deal", add: { toString: ["x"] } }, "unknown-field", /toString/],
    ["__proto__ as a set", hostile(`{"id":"${deal}","kind":"deal","add":{"__proto__":["x"]}}`), "unknown-field", /__proto__/],
    ["__proto__ as an element", { id: deal, kind: "deal", add: { tags: ["__proto__"] } }, "bad-value", /that word/],
    ["__proto__ as an element removed", hostile(`{"id":"${deal}","kind":"deal","remove":{"tags":{"__proto__":["a.1"]}}}`), "bad-value", /that word/],
    ["a set that is set", set("deal", deal, { tags: "red" }), "bad-change", /is a set/],
    ["a value that is added", { id: deal, kind: "deal", add: { title: ["red"] } }, "bad-change", /is one value/],
    ["a value that is removed", { id: deal, kind: "deal", remove: { title: { red: [] } } }, "bad-change", /is one value/],
    ["an empty element", { id: deal, kind: "deal", add: { tags: [" "] } }, "bad-value", /must not be empty/],
    ["an element of the wrong type", { id: deal, kind: "deal", add: { stakeholders: ["Bob"] } }, "bad-value", /id of a record/],
    ["201 elements", { id: deal, kind: "deal", add: { tags: Array.from({ length: 201 }, (_, n) => `t${n}`) } }, "too-large", /200/],
    ["101 edits of an element", { id: deal, kind: "deal", remove: { tags: { red: Array.from({ length: 101 }, (_, n) => `d.${n}`) } } }, "too-large", /Too many/],
    ["501 changes", Array.from({ length: 501 }, (_, n) => make("company", idOf(`c${n}`), { name: "c" })), "too-large", /500/],
    ["one record twice", [set("deal", deal, { title: "a" }), set("deal", deal, { notes: "b" })], "bad-change", /twice/],
    ["a required field emptied", set("deal", deal, { title: null }), "bad-value", /Title must not be empty/],
    ["a required field of spaces", set("deal", deal, { title: " \t " }), "bad-value", /Title must not be empty/],
    ["a required field missing", make("deal", idOf("new"), { title: "x" }), "bad-value", /Stage must not be empty/],
    ["JSON nested 100,000 deep", set("proposal", deal, { proposed: JSON.parse("[".repeat(100_000) + "]".repeat(100_000)) as Value }), "bad-value", /nested/],
    ["money with a part of its own", set("deal", deal, { value: { amount: 1, currency: "EUR", constructor: 1 } }), "bad-value", /does not have/],
    ["money with __proto__", hostile(`{"id":"${deal}","kind":"deal","set":{"value":{"value":{"amount":1,"currency":"EUR","__proto__":{}},"base":null}}}`), "bad-value", /does not have/],
  ];

  it.each(CASES)("S5 %s is refused, and says what and where", (_, changes, code, message) => {
    const team = createTestTeam();
    const list = Array.isArray(changes) ? (changes as readonly Change[]) : [changes as Change];
    const refusal = refused(team, team.ada, ...list);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(message);
  });

  const WRONG: Record<Field["type"], readonly Value[]> = {
    text: [1, true, ["x"], { a: 1 }, "a\u0000b", "\ud800", "two\nlines"],
    longText: [1, false, ["x"], "a\u0000b", "\udfff", "x".repeat(20_001)],
    email: [1, "nobody", "a@", "@b", "a b@c.d", "a@b@c", "<a@b.c>", `${"a".repeat(65)}@b.cc`],
    phone: [5551234, "none", "+1\n2", "1".repeat(61)],
    url: ["javascript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "\u00a0javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", 1],
    number: ["1", true, {}, [1], 1e16, -1e16],
    money: [1, "1 EUR", [], { amount: 1 }, { currency: "EUR" }, { amount: "1", currency: "EUR" }, { amount: 1, currency: "eur" }, { amount: null, currency: "EUR" }, { amount: 1e16, currency: "EUR" }],
    date: ["tomorrow", "2026-13-01", "2026-02-29", "2026-1-1", "20260101", 1_700_000_000_000, "2026-01-01T00:00:00Z"],
    instant: ["now", 1.5, 9e15, true],
    choice: ["none of these", 1, "constructor", "__proto__"],
    flag: ["true", 1, 0],
    link: ["Bob", 1, "00000000-0000-0000-0000-000000000000", {}],
    json: ["x".repeat(20_001)],
  };
  const FIELDS = KINDS.flatMap((kind) => Object.entries(entities[kind].fields as Record<string, Field>).map(([name, field]) => [kind, name, field.type, field] as const));

  it.each(FIELDS)("S5 %s.%s takes no wrong %s", (kind, name, type, field) => {
    const team = createTestTeam();
    const tooLong = field.type === "text" ? ["x".repeat(field.max + 1)] : [];
    for (const value of [...WRONG[type], ...tooLong]) {
      if (field.many && typeof value !== "string") continue;
      const change: Change = field.many ? { id: idOf("x"), kind, add: { [name]: [value as string] } } : set(kind, idOf("x"), { [name]: value });
      const refusal = refused(team, team.ada, change);
      expect([value, refusal.code, refusal.change, refusal.field]).toEqual([value, "bad-value", 0, name]);
    }
  });

  it("S5 numbers stay within what their field allows", () => {
    const team = createTestTeam();
    for (const probability of [-1, 101]) expect(refused(team, team.eva, set("deal", team.deal, { probability })).code).toBe("bad-value");
    expect(refused(team, team.eva, set("deal", team.deal, { value: { amount: -1, currency: "EUR" } })).message).toMatch(/at least 0/);
  });
});

describe("a record one may not see", () => {
  const attempts: readonly (readonly [string, (id: string, team: TestTeam) => Change])[] = [
    ["is edited", (id) => set("deal", id, { title: "mine" })],
    ["is deleted", (id) => set("deal", id, { deletedAt: 1 })],
    ["is taken", (id, { sid }) => set("deal", id, { owner: sid })],
    ["is tagged", (id) => ({ id, kind: "deal", add: { tags: ["x"] } })],
    ["is untagged", (id) => ({ id, kind: "deal", remove: { tags: { x: ["system.1"] } } })],
    ["is changed in no way", (id) => ({ id, kind: "deal" })],
    ["is taken for another kind", (id) => set("contact", id, { name: "x" })],
    ["is a root", (id) => make("activity", idOf("new"), { root: id, type: "call", at: 1 })],
    ["is the root of a task", (id, { sid }) => make("task", idOf("new"), { root: id, title: "t", assignee: sid })],
    ["is linked", (id, { sid }) => make("lead", idOf("new"), { name: "l", owner: sid, convertedDeal: id })],
    ["is what is merged into", (id, { sid, stages }) => make("deal", idOf("new"), { title: "t", stage: stages.first, owner: sid, mergedInto: id })],
  ];

  it.each(attempts)("S6 answers as a missing one does when it %s", (_, attempt) => {
    const team = createTestTeam();
    const invisible = refused(team, team.sid, attempt(team.deal, team));
    expect(invisible).toEqual(refused(team, team.sid, attempt(idOf("missing"), team)));
    expect(invisible.code).toBe("not-found");
  });

  it("S6 answers as a missing one does when it is an element of a set", () => {
    const team = createTestTeam();
    const mine = make("deal", idOf("new"), { title: "t", stage: team.stages.first, owner: team.sid });
    const withOne = (id: string): Change => ({ ...mine, add: { stakeholders: [id] } });
    expect(refused(team, team.sid, withOne(team.contact))).toEqual(refused(team, team.sid, withOne(idOf("missing"))));
  });

  it("S5 a record one may see is not there as another kind", () => {
    const team = createTestTeam();
    const refusal = refused(team, team.eva, set("contact", team.deal, { name: "x" }));
    expect(refusal).toEqual(refused(team, team.eva, set("contact", idOf("missing"), { name: "x" })));
    expect(refused(team, team.eva, make("contact", team.deal, { name: "x", owner: team.eva })).code).toBe("not-found");
  });

  it("S6 what hangs on it is not seen either", () => {
    const team = createTestTeam();
    expect(refused(team, team.sid, set("activity", team.activity, { text: "x" }))).toEqual(refused(team, team.sid, set("activity", idOf("missing"), { text: "x" })));
  });

  it("S6 a shared one may be edited and no more", () => {
    const team = createTestTeam();
    allowed(team, team.eva, { id: team.deal, kind: "deal", add: { sharedWith: [team.sid] } });
    allowed(team, team.sid, set("deal", team.deal, { notes: "from Sid" }));
    allowed(team, team.sid, make("activity", idOf("his call"), { root: team.deal, type: "call", at: 1 }));
    for (const change of [set("deal", team.deal, { owner: team.sid }), set("deal", team.deal, { deletedAt: 1 }), set("deal", team.deal, { mergedInto: team.deal })]) {
      expect(refused(team, team.sid, change).code).toBe("not-allowed");
    }
    expect(refused(team, team.sid, { id: team.deal, kind: "deal", add: { sharedWith: [team.mia] } })).toMatchObject({ code: "not-allowed", field: "sharedWith" });
    const origins = team.read(team.deal)?.sets["sharedWith"]?.[team.sid]?.adds ?? [];
    allowed(team, team.eva, { id: team.deal, kind: "deal", remove: { sharedWith: { [team.sid]: origins } } });
    expect(refused(team, team.sid, set("deal", team.deal, { notes: "again" })).code).toBe("not-found");
  });
});

describe("guards", () => {
  it("U2 an executive sets no member's role, team, activity or name, and makes no member, pipeline or stage", () => {
    const team = createTestTeam();
    for (const values of [{ role: "admin" }, { team: "south" }, { active: false }, { name: "Boss" }, { email: "a@b.cc" }]) {
      for (const member of [team.eva, team.ben]) {
        const refusal = refused(team, team.eva, set("member", member, values));
        expect([refusal.code, refusal.field]).toEqual(["not-allowed", Object.keys(values)[0]]);
      }
      expect(refused(team, team.max, set("member", team.eva, values)).code).toBe("not-allowed");
    }
    for (const by of [team.eva, team.max]) {
      expect(refused(team, by, make("member", idOf("ghost"), { name: "Ghost", role: "admin", active: true })).code).toBe("not-allowed");
      expect(refused(team, by, make("pipeline", idOf("mine"), { name: "Mine" })).code).toBe("not-allowed");
      expect(refused(team, by, make("stage", idOf("mine"), { name: "Mine", pipeline: idOf("pipeline"), outcome: "won" })).code).toBe("not-allowed");
      expect(refused(team, by, set("stage", team.stages.first, { probability: 99 })).code).toBe("not-allowed");
    }
    allowed(team, team.ada, set("member", team.eva, { role: "manager" }));
  });

  it("U2 U3 an admin neither demotes nor deactivates himself, so that one is always left; another admin does", () => {
    const team = createTestTeam();
    for (const values of [{ role: "exec" }, { active: false }, { active: null }, { role: "manager", name: "Ada B" }]) {
      expect(refused(team, team.ada, set("member", team.ada, values))).toMatchObject({ code: "not-allowed", change: 0, message: expect.stringContaining("another admin") as string });
    }
    allowed(team, team.ada, set("member", team.ada, { role: "admin", active: true, name: "Ada B", team: "north" }));
    allowed(team, team.ada, set("member", team.max, { role: "admin" }));
    allowed(team, team.ada, set("member", team.eva, { active: false }));
    // Two who would do it to each other: the second is no admin any more.
    allowed(team, team.max, set("member", team.ada, { role: "exec" }));
    expect(refused(team, team.ada, set("member", team.max, { role: "exec" })).code).toBe("not-allowed");
    expect(refused(team, team.max, set("member", team.max, { active: false })).code).toBe("not-allowed");
  });

  it("U2 nobody writes a proposal or what the server keeps in one, but those concerned settle it", () => {
    const team = createTestTeam();
    const values = { root: team.deal, about: team.deal, aboutKind: "deal", field: "owner", proposed: team.sid, author: team.eva, at: 1, status: "open" };
    for (const by of [team.ada, team.max, team.eva]) expect(refused(team, by, make("proposal", idOf("forged"), values)).code).toBe("not-allowed");
    allowed(team, team.max, set("deal", team.deal, { closeDate: "2026-05-05" }));
    allowed(team, team.eva, set("deal", team.deal, { closeDate: "2026-06-06" }));
    const id = proposalId(team.deal, "closeDate", team.eva);
    for (const [field, value] of Object.entries({ ...values, proposed: "2027-01-01", author: team.max })) {
      if (field !== "status") expect(refused(team, team.eva, set("proposal", id, { [field]: value })).code).toBe("not-allowed");
    }
    expect(refused(team, team.sid, set("proposal", id, { status: "dismissed" })).code).toBe("not-found");
    allowed(team, team.eva, set("proposal", id, { status: "dismissed" }));
  });

  it("U2 one makes records of one's own and one's team's, and gives away only those", () => {
    const team = createTestTeam();
    let made = 0;
    const deal = (owner: string): Change => make("deal", idOf(`new ${made++}`), { title: "t", stage: team.stages.first, owner });
    allowed(team, team.eva, deal(team.eva));
    allowed(team, team.max, deal(team.ben));
    allowed(team, team.ada, deal(team.sid));
    expect(refused(team, team.eva, deal(team.ben)).code).toBe("not-allowed");
    expect(refused(team, team.mia, deal(team.max)).code).toBe("not-allowed");
    // Not by sharing it with oneself either.
    expect(refused(team, team.eva, { ...deal(team.mia), add: { sharedWith: [team.eva] } }).code).toBe("not-allowed");
    allowed(team, team.eva, set("deal", team.deal, { owner: team.sid }));
    expect(refused(team, team.eva, set("deal", team.deal, { owner: team.eva })).code).toBe("not-found");
  });

  it("U2 a company is everybody's to make and edit, and a manager's to delete", () => {
    const team = createTestTeam();
    allowed(team, team.sid, set("company", team.company, { industry: "Mining" }));
    expect(refused(team, team.sid, set("company", team.company, { deletedAt: 1 })).code).toBe("not-allowed");
    expect(refused(team, team.sid, make("company", idOf("born dead"), { name: "x", deletedAt: 1 })).code).toBe("not-allowed");
    allowed(team, team.mia, set("company", team.company, { deletedAt: 1 }));
    expect(refused(team, team.sid, set("company", team.company, { deletedAt: null })).code).toBe("not-allowed");
  });

  it("U2 moving something to another root needs both", () => {
    const team = createTestTeam();
    const sids = idOf("sid's deal");
    team.put(stateOf("deal", sids, { values: { title: "s", stage: team.stages.first, owner: team.sid } }));
    // Sid does not see the old root; Eva does not see the new one; to Max both are one team's and not.
    expect(refused(team, team.sid, set("activity", team.activity, { root: sids })).code).toBe("not-found");
    expect(refused(team, team.eva, set("activity", team.activity, { root: sids })).code).toBe("not-found");
    expect(refused(team, team.eva, set("activity", team.activity, { root: sids }))).toEqual({ ...refused(team, team.eva, set("activity", team.activity, { root: idOf("missing") })) });
    allowed(team, team.eva, set("activity", team.activity, { root: team.company }));
    allowed(team, team.sid, set("activity", team.activity, { root: sids }));
    expect(refused(team, team.eva, set("activity", team.activity, { text: "gone" })).code).toBe("not-found");
  });

  it("U2 a root or a link points at a kind it may point at", () => {
    const team = createTestTeam();
    expect(refused(team, team.eva, set("activity", team.activity, { root: team.task })).code).toBe("not-found");
    expect(refused(team, team.eva, set("deal", team.deal, { company: team.contact })).code).toBe("not-found");
    expect(refused(team, team.eva, set("deal", team.deal, { stage: team.company })).code).toBe("not-found");
    expect(refused(team, team.eva, set("deal", team.deal, { owner: team.contact })).code).toBe("not-found");
    expect(refused(team, team.eva, { id: team.deal, kind: "deal", add: { sharedWith: [team.company] } }).code).toBe("not-found");
  });

  it("U3 nobody who has left is given a record, by whatever way", () => {
    const team = createTestTeam();
    team.put(memberState("Ben", "exec", "north", false));
    expect(refused(team, team.max, set("deal", team.deal, { owner: team.ben }))).toMatchObject({ code: "bad-value", field: "owner" });
    expect(refused(team, team.ada, make("deal", idOf("new"), { title: "t", stage: team.stages.first, owner: team.ben })).message).toMatch(/no longer active/);
    expect(refused(team, team.eva, set("task", team.task, { assignee: team.ben })).field).toBe("assignee");
  });

  it("S5 one bad change refuses the whole group and names the change", () => {
    const team = createTestTeam();
    const group = [set("deal", team.deal, { title: "new" }), make("company", idOf("new"), { name: "n" }), set("member", team.eva, { role: "admin" })];
    expect(refused(team, team.eva, ...group)).toMatchObject({ code: "not-allowed", change: 2, field: "role" });
  });

  it("S5 judging writes nothing, whatever it answers, and answers the same again", () => {
    const team = createTestTeam();
    const before = everything(team);
    const group = { id: idOf("g"), counter: 1, at: 0, schema: 1, command: "edit", changes: [set("deal", team.deal, { title: "x", closeDate: "2026-03-03" }, null)] };
    const door = { viewer: team.viewer(team.eva), read: team.read, stamp: { at: 5, origin: "d.1", by: team.eva } };
    const [once, twice] = [judge(group, door), judge(group, door)];
    expect(everything(team)).toBe(before);
    expect(once).toEqual(twice);
  });
});

describe("proposals", () => {
  const dates = ["2026-01-01", "2026-02-02", "2026-03-03"] as const;

  it("S3 an edit that is asked for becomes a proposal that both sides see", () => {
    const team = createTestTeam();
    allowed(team, team.max, set("deal", team.deal, { closeDate: dates[0] }));
    const verdict = allowed(team, team.eva, set("deal", team.deal, { closeDate: dates[1] }));
    expect(verdict.conflicts).toEqual([{ record: team.deal, field: "closeDate", result: "asked" }]);
    expect(verdict.except).toEqual({ "0.closeDate": null });
    const proposal = team.read(proposalId(team.deal, "closeDate", team.eva)) as RecordState;
    expect(Object.fromEntries(Object.keys(proposal.fields).map((field) => [field, valueOf(proposal, field)]))).toEqual({
      root: team.deal, about: team.deal, aboutKind: "deal", field: "closeDate", proposed: dates[1], author: team.eva, at: team.clock.now(), status: "open",
    });
    expect(team.device(team.max).read(proposal.id)).toBeDefined();
    expect(team.device(team.sid).read(proposal.id)).toBeUndefined();
  });

  it("S3 a second one by the same author takes the first one's place and opens it again", () => {
    const team = createTestTeam();
    allowed(team, team.max, set("deal", team.deal, { closeDate: dates[0] }));
    const id = proposalId(team.deal, "closeDate", team.eva);
    allowed(team, team.eva, set("deal", team.deal, { closeDate: dates[1] }));
    allowed(team, team.max, set("proposal", id, { status: "dismissed" }, "device-of-" + team.eva + ".1"));
    allowed(team, team.eva, set("deal", team.deal, { closeDate: dates[2] }));
    const all = team.all().filter(({ kind }) => kind === "proposal");
    expect(all.map((one) => [one.id, valueOf(one, "proposed"), textOf(one, "status")])).toEqual([[id, dates[2], "open"]]);
  });

  it("S3 of one author's proposals the one made last stands, in whatever order his devices bring them, and an older one opens nothing again", () => {
    for (const [phoneFirst, dismissed] of [[true, false], [false, false], [false, true]] as const) {
      const team = createTestTeam();
      const id = proposalId(team.deal, "closeDate", team.eva);
      const [phone, laptop] = [team.device(team.eva, "phone"), team.device(team.eva, "laptop")];
      allowed(team, team.max, set("deal", team.deal, { closeDate: dates[0] }));
      const made = [[phone, dates[1]], [laptop, dates[2]]] as const;
      const [older, newer] = made.map(([device, closeDate]) => {
        team.clock.tick();
        const sent = device.write([set("deal", team.deal, { closeDate })]);
        if (!sent.ok) throw new Error(sent.error.message);
        return sent.value;
      }) as [Sent, Sent];
      for (const sent of phoneFirst ? [older, newer] : [newer]) expect(team.arrive(sent).ok).toBe(true);
      if (dismissed) allowed(team, team.max, set("proposal", id, { status: "dismissed" }, "laptop.1"));
      if (!phoneFirst) expect(team.arrive(older)).toMatchObject({ ok: true, value: { conflicts: [{ field: "closeDate", result: "asked" }] } });
      const proposal = team.read(id) as RecordState;
      expect([valueOf(proposal, "proposed"), valueOf(proposal, "at"), textOf(proposal, "status")]).toEqual([dates[2], newer.at, dismissed ? "dismissed" : "open"]);
      if (!phoneFirst) expect(loserOf(proposal, "proposed")).toMatchObject({ value: dates[1], at: older.at, by: team.eva });
    }
  });

  it("S3 settled by two who do not know of each other: in whatever order they come, all end with the same, and it is told as it went", () => {
    const ways: readonly (readonly [boolean, boolean])[] = [[true, false], [false, true], [true, true], [false, false]];
    for (const [ada, eva] of ways) {
      for (const adaFirst of [true, false]) {
        const team = createTestTeam();
        const id = proposalId(team.deal, "closeDate", team.eva);
        const base = "system.1";
        allowed(team, team.max, set("deal", team.deal, { closeDate: dates[0] }, base));
        allowed(team, team.eva, set("deal", team.deal, { closeDate: dates[1] }, base));
        const devices = { ada: team.device(team.ada, "ada's"), eva: team.device(team.eva, "eva's") };
        const settle = (device: typeof devices.ada, accept: boolean): Sent => {
          team.clock.tick();
          const sent = device.act({ name: "settle", args: { id, accept } });
          if (!sent.ok) throw new Error(sent.error.message);
          return sent.value;
        };
        const [hers, mine] = [settle(devices.ada, ada), settle(devices.eva, eva)];
        for (const sent of adaFirst ? [hers, mine] : [mine, hers]) expect(team.arrive(sent).ok).toBe(true);
        const [proposal, deal] = [team.read(id), team.read(team.deal)] as [RecordState, RecordState];
        // Who takes it has it, whoever else let it be and whenever: what it says of itself is what became of the field.
        const taken = ada || eva;
        expect([ada, eva, adaFirst, textOf(proposal, "status"), valueOf(deal, "closeDate")]).toEqual([ada, eva, adaFirst, taken ? "accepted" : "dismissed", taken ? dates[1] : dates[0]]);
        // Whose word did not hold is told so.
        if (ada !== eva) expect(loserOf(proposal, "status")).toMatchObject({ value: "dismissed", by: ada ? team.eva : team.ada });
        expect(team.all().filter(({ kind }) => kind === "proposal")).toHaveLength(1);
      }
    }
  });

  it("S3 its author withdraws it, also where the field is not the author's to set any more, and can do no more than that", () => {
    const team = createTestTeam();
    team.put(stateOf("deal", team.deal, { values: { title: "Big one", stage: team.stages.first, owner: team.max, closeDate: dates[0] }, sets: { sharedWith: [team.eva, team.ben] } }));
    const proposal = stateOf("proposal", idOf("asked"), {
      values: { root: team.deal, about: team.deal, aboutKind: "deal", field: "owner", proposed: team.eva, author: team.eva, at: 1, status: "open" },
    });
    team.put(proposal);
    expect(refused(team, team.eva, set("proposal", proposal.id, { status: "accepted" })).code).toBe("not-allowed");
    expect(refused(team, team.eva, { ...set("proposal", proposal.id, { status: "dismissed" }), add: { tags: ["x"] } }).code).toBe("unknown-field");
    expect(refused(team, team.ben, set("proposal", proposal.id, { status: "dismissed" })).code).toBe("not-allowed");
    expect(refused(team, team.sid, set("proposal", proposal.id, { status: "dismissed" })).code).toBe("not-found");
    allowed(team, team.eva, set("proposal", proposal.id, { status: "dismissed" }));
    expect(textOf(team.read(proposal.id) as RecordState, "status")).toBe("dismissed");
  });

  it("S6 a record put where a proposal will lie neither learns the proposal nor stops it", () => {
    const team = createTestTeam();
    const squatted = proposalId(team.deal, "closeDate", team.eva);
    allowed(team, team.sid, make("lead", squatted, { name: "squatter", owner: team.sid }));
    allowed(team, team.max, set("deal", team.deal, { closeDate: dates[0] }));
    allowed(team, team.eva, set("deal", team.deal, { closeDate: dates[1] }));
    const lead = team.read(squatted) as RecordState;
    expect(Object.keys(lead.fields).sort()).toEqual(["name", "owner"]);
    const proposals = team.all().filter(({ kind }) => kind === "proposal");
    expect(proposals.map((one) => [valueOf(one, "proposed"), textOf(one, "root")])).toEqual([[dates[1], team.deal]]);
    expect(team.device(team.sid).read((proposals[0] as RecordState).id)).toBeUndefined();
  });
});

describe("merged records", () => {
  function twoDeals() {
    const team = createTestTeam();
    const other = idOf("other deal");
    team.put(stateOf("deal", other, { values: { title: "Other", stage: team.stages.first, owner: team.eva } }));
    return { team, other };
  }

  it("R14 a late edit to the record merged away is a proposal on the one that stands for it", () => {
    const { team, other } = twoDeals();
    allowed(team, team.eva, set("deal", other, { mergedInto: team.deal }, null));
    const verdict = allowed(team, team.max, { ...set("deal", other, { title: "late", notes: "late notes" }), add: { tags: ["late"] } });
    expect(verdict.conflicts.map(({ field, result }) => [field, result])).toEqual([["title", "asked"], ["notes", "asked"]]);
    const proposals = team.all().filter(({ kind }) => kind === "proposal");
    expect(proposals.map((one) => [textOf(one, "field"), textOf(one, "about"), textOf(one, "root"), valueOf(one, "proposed")].join()).toSorted()).toEqual([
      ["notes", team.deal, team.deal, "late notes"].join(), ["title", team.deal, team.deal, "late"].join(),
    ]);
    // Elements are not lost: they wait on the merged record, where undoing the merge finds them.
    expect(elementsOf(team.read(other) as RecordState, "tags")).toEqual(["late"]);
    expect(valueOf(team.read(other) as RecordState, "title")).toBe("Other");
  });

  it("R14 a late edit that says what the survivor says already asks nothing", () => {
    const { team, other } = twoDeals();
    allowed(team, team.eva, set("deal", other, { mergedInto: team.deal }, null));
    expect(allowed(team, team.max, set("deal", other, { title: "Big one" })).conflicts).toEqual([]);
    expect(team.all().filter(({ kind }) => kind === "proposal")).toEqual([]);
  });

  it("R14 late edits to two records merged into one are two proposals", () => {
    const { team, other } = twoDeals();
    const third = idOf("third deal");
    team.put(stateOf("deal", third, { values: { title: "Third", stage: team.stages.first, owner: team.eva } }));
    allowed(team, team.eva, set("deal", other, { mergedInto: team.deal }, null), set("deal", third, { mergedInto: team.deal }, null));
    allowed(team, team.max, set("deal", other, { title: "late a" }), set("deal", third, { title: "late b" }));
    expect(team.all().filter(({ kind }) => kind === "proposal").map((one) => textOf(one, "proposed")).toSorted()).toEqual(["late a", "late b"]);
  });

  it("R14 mutual merges end in one survivor in every order, in no ring, and what could not stand is proposed", () => {
    const names = ["first", "second", "third"].map((name) => idOf(`merge ${name}`));
    const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => ({ from, to })));
    for (const one of pairs) for (const two of pairs) for (const three of pairs) {
      for (const order of arrivalOrders([one, two, three].map((pair, index) => ({ ...pair, device: String(index) })), ({ device }) => device)) {
        const team = createTestTeam();
        for (const id of names) team.put(stateOf("company", id, { values: { name: id } }));
        for (const { from, to } of order) {
          const state = team.read(from) as RecordState;
          const before = team.all().length;
          const verdict = allowed(team, team.ada, set("company", from, { mergedInto: to }, state.fields["mergedInto"]?.origin ?? null));
          expect(verdict.conflicts.some(({ result }) => result === "asked") ? team.read(proposalId(from, "mergedInto", team.ada))?.fields["proposed"]?.value : to).toBe(to);
          expect(team.all().length - before).toBeLessThan(2);
          for (const id of names) expect(mergeEnd(id, "", team.read)).toBe("free");
        }
        const standing = names.filter((id) => textOf(team.read(id) as RecordState, "mergedInto") === "");
        expect(standing.length).toBeGreaterThan(0);
        for (const id of names) expect(standing).toContain(survivor(team.read(id) as RecordState, team.read).id);
      }
    }
  });

  it.each([false, true])("R14 merging the other way round is asked, with what was chosen for it, and is taken or left (turned: %s)", (turned) => {
    const { team, other } = twoDeals();
    const [winner, loser] = turned ? [other, team.deal] : [team.deal, other];
    allowed(team, team.eva, set("deal", loser, { mergedInto: winner }, null));
    // Max did not know of it: he made the other one the survivor, with a title of his own.
    const verdict = allowed(team, team.max, set("deal", loser, { notes: "chosen by Max" }, null), set("deal", winner, { mergedInto: loser }, null));
    expect(verdict.conflicts).toEqual([{ record: loser, field: "notes", result: "asked" }, { record: winner, field: "mergedInto", result: "asked" }]);
    expect(verdict.except).toMatchObject({ "0.notes": null, "1.mergedInto": null });
    expect(survivor(team.read(loser) as RecordState, team.read).id).toBe(winner);
    expect(team.all().filter(({ kind }) => kind === "proposal").map((one) => [textOf(one, "about"), textOf(one, "field"), valueOf(one, "proposed")].join()).toSorted())
      .toEqual([[winner, "notes", "chosen by Max"].join(), [winner, "mergedInto", loser].join()].toSorted());
    // A colleague who sees neither sees no proposal; whoever proposed it may take it back.
    const asked = proposalId(winner, "mergedInto", team.max);
    expect(refused(team, team.ben, set("proposal", asked, { status: "accepted" })).code).toBe("not-found");
    allowed(team, team.max, set("proposal", asked, { status: "dismissed" }, team.read(asked)?.fields["status"]?.origin ?? null));
    // What stands already asks nothing, however often it is said.
    expect(allowed(team, team.max, set("deal", loser, { mergedInto: winner }, null)).conflicts).toEqual([]);
  });

  it("R14 S6 a merge into one that stands behind a record its author may not see is asked, the same as if that led back", () => {
    const told = [false, true].map((round) => {
      const { team, other } = twoDeals();
      const [hidden, third] = [idOf("hidden deal"), idOf("third deal")];
      team.put(stateOf("deal", hidden, { values: { title: "Hidden", stage: team.stages.first, owner: team.sid } }));
      team.put(stateOf("deal", third, { values: { title: "Third", stage: team.stages.first, owner: team.sid, ...(round && { mergedInto: team.deal }) } }));
      allowed(team, team.ada, set("deal", other, { mergedInto: hidden }, null));
      if (round) allowed(team, team.ada, set("deal", hidden, { mergedInto: third }, null));
      const verdict = allowed(team, team.eva, set("deal", team.deal, { mergedInto: other }, null));
      expect(mergeEnd(team.deal, "", team.read)).toBe("free");
      expect(textOf(team.read(team.deal) as RecordState, "mergedInto")).toBe("");
      // Whoever sees all of it merges where it closes no ring.
      expect(allowed(team, team.ada, set("deal", team.deal, { mergedInto: other }, null)).conflicts.map(({ result }) => result)).toEqual(round ? ["asked"] : []);
      return JSON.stringify(verdict.conflicts);
    });
    expect(told[0]).toBe(told[1]);
    expect(told[0]).toContain("asked");
  });

  it("R14 records that one group would merge into a ring are refused, and so is a record merged into itself", () => {
    const { team, other } = twoDeals();
    const [low, high] = [team.deal, other].toSorted() as [string, string];
    expect(refused(team, team.eva, set("deal", low, { mergedInto: low }, null))).toMatchObject({ code: "already-merged", field: "mergedInto" });
    expect(refused(team, team.eva, set("deal", low, { mergedInto: high }, null), set("deal", high, { mergedInto: low }, null)).code).toBe("already-merged");
    // A group that takes apart what stands and merges it the other way round closes none.
    allowed(team, team.eva, set("deal", low, { mergedInto: high }, null));
    const origin = team.read(low)?.fields["mergedInto"]?.origin ?? null;
    expect(allowed(team, team.eva, set("deal", high, { mergedInto: low }, null), set("deal", low, { mergedInto: null }, origin)).conflicts).toEqual([]);
    expect(survivor(team.read(high) as RecordState, team.read).id).toBe(low);
  });

  it("R2 a company is no part of itself, by whatever way and in one group too; a ring that stands is shown and never hangs", () => {
    const team = createTestTeam();
    const [a, b, c] = ["a", "b", "c"].map(idOf) as [string, string, string];
    team.put(...[a, b, c].map((id) => stateOf("company", id, { values: { name: id } })));
    const under = (id: string, parent: string | null): Change => set("company", id, { parent }, null);
    expect(refused(team, team.eva, under(a, a))).toMatchObject({ code: "bad-value", field: "parent" });
    allowed(team, team.eva, under(a, b));
    allowed(team, team.eva, under(b, c));
    // What two people did offline comes one after the other: the second is told why not.
    expect(refused(team, team.ben, under(c, a))).toMatchObject({ code: "bad-value", field: "parent" });
    const fresh = createTestTeam();
    fresh.put(...[a, b, c].map((id) => stateOf("company", id, { values: { name: id } })));
    expect(refused(fresh, fresh.eva, under(a, b), under(b, a)).field).toBe("parent");
    // A ring may stand from elsewhere: one goes under it and leaves it again all the same.
    fresh.put(stateOf("company", a, { values: { name: "a", parent: b } }), stateOf("company", b, { values: { name: "b", parent: a } }));
    allowed(fresh, fresh.eva, under(c, a));
    allowed(fresh, fresh.eva, set("company", a, { parent: null }));
  });

  it("R2 companies lie so deep and no deeper, so that no chain is walked for ever", () => {
    const team = createTestTeam();
    const ids = Array.from({ length: 52 }, (_, at) => idOf(`level ${at}`));
    team.put(...ids.map((id, at) => stateOf("company", id, { values: { name: id, ...(at > 0 && at < 51 && { parent: ids[at - 1] as string }) } })));
    expect(refused(team, team.eva, set("company", ids[51] as string, { parent: ids[50] as string }, null)).code).toBe("bad-value");
    allowed(team, team.eva, set("company", ids[51] as string, { parent: ids[49] as string }, null));
  });

  it("R14 a loop, should one come to be, ends at one record from wherever one starts", () => {
    const ids = ["x", "y", "z"].map(idOf);
    const states = ids.map((id, index) => stateOf("company", id, { values: { mergedInto: ids[(index + 1) % 3] as string } }));
    const read = (id: string) => states.find((state) => state.id === id);
    expect(new Set(states.map((state) => survivor(state, read).id))).toEqual(new Set([ids.toSorted()[0]]));
  });
});

describe("deleted records", () => {
  it("R15 a later edit merges and does not revive", () => {
    const team = createTestTeam();
    allowed(team, team.eva, set("deal", team.deal, { deletedAt: 5 }, null));
    allowed(team, team.max, set("deal", team.deal, { title: "still edited" }));
    const state = team.read(team.deal) as RecordState;
    expect([isDeleted(state), valueOf(state, "title"), loserOf(state, "title")]).toEqual([true, "still edited", null]);
  });

  it("S3 two that make one record by a derived id merge", () => {
    const team = createTestTeam();
    const id = derivedId("import", "row 1");
    const company = (name: string, industry: Json) => make("company", id, { name, industry: industry as Value });
    allowed(team, team.eva, company("Acme", "Mining"));
    const verdict = allowed(team, team.sid, company("Acme", "Steel"));
    expect(verdict.conflicts).toEqual([{ record: id, field: "industry", result: "won" }]);
    expect(loserOf(team.read(id) as RecordState, "industry")).toMatchObject({ value: "Mining", by: team.eva });
  });
});

describe("what hangs on a deal alone", () => {
  const DRAFTS = [
    ["R7", "objection", { text: "Too dear", category: "price", severity: "high", status: "open", at: 5 }, { response: "Paid back in a year", status: "resolved" }],
    ["R3", "lineItem", { product: "Seats", quantity: 10, unitPrice: { amount: 12.5, currency: "EUR" }, discount: 5 }, { quantity: 12 }],
  ] as const satisfies readonly (readonly [string, Kind, Record<string, Value>, Record<string, Value>])[];

  it.each(DRAFTS)("%s %s: made, changed and deleted by whoever may change the deal, seen by nobody else, and on no other kind of record", (_rule, kind, values, later) => {
    const team = createTestTeam();
    const id = idOf("hung");
    for (const stranger of [team.ben, team.mia, team.sid]) expect(refused(team, stranger, make(kind, id, { ...values, root: team.deal })).code).toBe("not-found");
    expect(refused(team, team.eva, make(kind, id, { ...values, root: team.lead })).field).toBe("root");
    expect(refused(team, team.eva, make(kind, id, values))).toMatchObject({ code: "bad-value", field: "root" });
    allowed(team, team.eva, make(kind, id, { ...values, root: team.deal }));
    for (const stranger of [team.ben, team.mia, team.sid]) expect(refused(team, stranger, set(kind, id, later)).code).toBe("not-found");
    allowed(team, team.max, set(kind, id, later));
    allowed(team, team.ada, set(kind, id, { deletedAt: 9 }, null));
    // Given away, the deal takes it along.
    allowed(team, team.ada, set("deal", team.deal, { owner: team.sid }));
    expect(refused(team, team.eva, set(kind, id, { deletedAt: null })).code).toBe("not-found");
    allowed(team, team.mia, set(kind, id, { deletedAt: null }));
  });

  it("R7 who raised an objection is a contact that its author sees", () => {
    const team = createTestTeam();
    const raised = make("objection", idOf("hung"), { root: team.deal, text: "Too dear", raisedBy: team.contact });
    team.put(stateOf("contact", idOf("hidden"), { values: { name: "Hidden", owner: team.sid } }));
    expect(refused(team, team.eva, make("objection", idOf("hung"), { root: team.deal, text: "Too dear", raisedBy: idOf("hidden") }))).toMatchObject({ code: "not-found", field: "raisedBy" });
    allowed(team, team.eva, raised);
  });

  it("R3 bad figures are named", () => {
    const team = createTestTeam();
    for (const [field, value] of [["quantity", -1], ["discount", 101], ["unitPrice", { amount: -1, currency: "EUR" }], ["product", " "]] as const) {
      expect(refused(team, team.eva, make("lineItem", idOf("hung"), { root: team.deal, product: "Seats", [field]: value })), field).toMatchObject({ code: "bad-value", field });
    }
  });
});

describe("what one person alone is told", () => {
  const told = (team: TestTeam): string => {
    const id = idOf("told");
    team.put(stateOf("notification", id, { values: { person: team.eva, what: "message", text: "Hello", at: 1 } }));
    return id;
  };

  it("U5 its person marks it read or deletes it, and says nothing else of it", () => {
    const team = createTestTeam();
    const id = told(team);
    allowed(team, team.eva, set("notification", id, { readAt: 5 }, null));
    expect(refused(team, team.eva, set("notification", id, { text: "Other words" })).code).toBe("not-allowed");
    expect(refused(team, team.eva, set("notification", id, { person: team.ben })).code).toBe("not-allowed");
    allowed(team, team.eva, set("notification", id, { deletedAt: 6 }, null));
  });

  it("U5 S5 to everybody else, admins included, it is not there, and nobody makes one", () => {
    const team = createTestTeam();
    const id = told(team);
    for (const by of [team.ada, team.max, team.ben]) {
      expect(refused(team, by, set("notification", id, { readAt: 5 }, null)).code).toBe("not-found");
      expect(refused(team, by, make("notification", idOf(`by ${by}`), { person: team.eva, what: "message", text: "From nobody", at: 1 })).code).toBe("not-allowed");
      expect(refused(team, by, make("notification", idOf(`own ${by}`), { person: by, what: "message", text: "To myself", at: 1 })).code).toBe("not-allowed");
    }
  });
});

describe("what one person alone left as it stands", () => {
  const values = (team: TestTeam, person: string) => ({ person, about: team.deal, field: "notes", edit: "d.1" });

  it("S3 S5 everybody says so for themselves alone, of whatever record, and takes it back", () => {
    const team = createTestTeam();
    const id = idOf("left");
    allowed(team, team.eva, make("kept", id, values(team, team.eva)));
    allowed(team, team.eva, set("kept", id, { deletedAt: 6 }, null));
    // Of a record that he does not see (any more) it says nothing and is told nothing.
    allowed(team, team.sid, make("kept", idOf("of a stranger"), values(team, team.sid)));
    expect(refused(team, team.eva, make("kept", idOf("half"), { person: team.eva, about: team.deal, field: "notes" })).code).toBe("bad-value");
  });

  it("S3 S5 nobody settles anything for somebody else: it is made for none, handed to none and taken from none", () => {
    const team = createTestTeam();
    const id = idOf("left");
    allowed(team, team.eva, make("kept", id, values(team, team.eva)));
    for (const by of [team.ada, team.max, team.ben]) {
      expect(refused(team, by, make("kept", idOf(`by ${by}`), values(team, team.eva))).code).toBe("not-allowed");
      expect(refused(team, by, set("kept", id, { deletedAt: 6 }, null)).code).toBe("not-found");
    }
    for (const change of [{ person: team.ben }, { about: team.lead }, { field: "title" }, { edit: "d.2" }]) expect(refused(team, team.eva, set("kept", id, change)).code).toBe("bad-change");
  });
});

describe("saved views", () => {
  const values = (owner: string, more: Record<string, Value> = {}) => ({ owner, of: "deal", name: "Big ones", audience: "me", rule: { field: "value", op: ">", value: 5 }, ...more });
  const id = idOf("view");

  it("R11 one's own is nobody else's to see or to change, not an admin's either, and is handed to nobody", () => {
    const team = createTestTeam();
    allowed(team, team.eva, make("view", id, values(team.eva)));
    allowed(team, team.eva, set("view", id, { name: "Bigger ones", pinned: true }, null));
    for (const by of [team.ada, team.max, team.ben]) {
      expect(refused(team, by, set("view", id, { name: "x" }, null)).code).toBe("not-found");
      expect(refused(team, by, make("view", idOf(`by ${by}`), values(team.eva))).code).toBe("not-allowed");
    }
    expect(refused(team, team.ada, make("view", idOf("for eva"), values(team.eva, { audience: "workspace" }))).code).toBe("not-allowed");
    for (const fixed of [{ owner: team.ben }, { of: "lead" }]) expect(refused(team, team.eva, set("view", id, fixed)).code).toBe("bad-change");
  });

  it("R11 one that a team sees is changed by its owner, the team's manager and admins, and used by the others", () => {
    const team = createTestTeam();
    allowed(team, team.eva, make("view", id, values(team.eva, { audience: "team", team: "north" })));
    for (const by of [team.eva, team.max, team.ada]) allowed(team, by, set("view", id, { sort: `by ${by}` }, null));
    expect(refused(team, team.ben, set("view", id, { name: "x" }, null)).code).toBe("not-allowed");
    expect(refused(team, team.ben, set("view", id, { deletedAt: 6 }, null)).code).toBe("not-allowed");
    for (const by of [team.mia, team.sid]) expect(refused(team, by, set("view", id, { name: "x" }, null)).code).toBe("not-found");
    allowed(team, team.max, set("view", id, { deletedAt: 6 }, null));
  });

  it("R11 one that all see is changed by its owner, the owner's manager and admins", () => {
    const team = createTestTeam();
    allowed(team, team.eva, make("view", id, values(team.eva, { audience: "workspace" })));
    for (const by of [team.ada, team.max]) allowed(team, by, set("view", id, { sort: `by ${by}` }, null));
    for (const by of [team.ben, team.mia, team.sid]) expect(refused(team, by, set("view", id, { audience: "me" }, null)).code).toBe("not-allowed");
    // Taken back, it is private again.
    allowed(team, team.eva, set("view", id, { audience: "me" }, null));
    expect(refused(team, team.ada, set("view", id, { name: "x" }, null)).code).toBe("not-found");
  });

  it("R11 it goes to one's own team alone, and its rule is one that can be judged", () => {
    const team = createTestTeam();
    expect(refused(team, team.eva, make("view", id, values(team.eva, { audience: "team", team: "south" }))).code).toBe("not-allowed");
    expect(refused(team, team.eva, make("view", id, values(team.eva, { audience: "team" }))).code).toBe("bad-value");
    allowed(team, team.ada, make("view", idOf("ada's"), values(team.ada, { audience: "team", team: "south" })));
    allowed(team, team.eva, make("view", id, values(team.eva, { rule: null })));
    expect(refused(team, team.eva, set("view", id, { audience: "team", team: "south" }, null)).code).toBe("not-allowed");
    for (const rule of ["all", [], { field: "value" }, { and: [] }, { field: "value", op: ">", value: null }]) expect(refused(team, team.eva, set("view", id, { rule }, null))).toMatchObject({ code: "bad-value", field: "rule" });
  });
});
