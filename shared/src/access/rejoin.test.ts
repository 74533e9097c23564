import { type Change, type Group, loserOf, originOf, type Receipt, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { entities, type Field, type Value } from "@outrider/shared/schema";
import { arbValue, createTestTeam, idOf, type Sent, stateOf, type TestTeam } from "@outrider/shared/testing";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { judge, maySee, proposalId, rejoin } from "./index.ts";

// Many runs on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

interface Acknowledged { readonly group: Group; readonly receipt: Receipt }

/** Judges an edit as the server does, writes what comes of it, and answers what its device keeps. */
function acknowledge(team: TestTeam, { group, by, device, at }: Omit<Sent, "undo">): Acknowledged {
  const verdict = judge(group, { viewer: team.viewer(by), read: team.read, stamp: { at, origin: originOf(device, group.counter), by } });
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.error));
  const { after, except, met, places } = verdict.value;
  team.put(...after.values());
  return { group, receipt: { group: group.id, device, by, counter: group.counter, at, except, met, places } };
}

function comesBack(team: TestTeam, { group, receipt }: Acknowledged): void {
  const rejoined = rejoin(group, receipt, team.read);
  if (!rejoined.ok) throw new Error(JSON.stringify(rejoined.error));
  team.put(...rejoined.value.values());
}

const fields = entities.deal.fields as Readonly<Record<string, Field>>;
const NAMES = ["title", "notes", "competitors", "value", "closeDate"] as const;
const arbEdit = fc.record({
  name: fc.constantFrom(...NAMES), seed: fc.nat(2), age: fc.integer({ min: 0, max: 6 }), base: fc.constantFrom("stands", "none"), who: fc.constantFrom("eva", "max"),
});

/** What people see of a record: values with their stamps, sets, history. */
const seen = ({ fields: values, sets, trail }: RecordState) => ({ values, sets, trail });

/** The values beside those that stand, where one edit met another and no third one had to do with the field. */
function beside(state: RecordState, kept: readonly Acknowledged[]) {
  return NAMES.flatMap((field) => {
    const about = kept.filter(({ receipt, group }) => receipt.met?.[`0.${field}`] && group.changes[0]?.set?.[field]);
    const agreed = kept.some(({ receipt }) => !Number.isInteger(receipt.except[`0.${field}`] ?? 0));
    return about.length === 1 && !agreed ? [loserOf(state, field)] : [];
  });
}

describe("what was acknowledged and lost", () => {
  it("S2 S3 comes back as it was, with the values that gave way beside those that stand, in whatever order", () => {
    fc.assert(fc.property(fc.array(arbEdit, { minLength: 1, maxLength: 7 }), fc.gen(), (edits, draw) => {
      const team = createTestTeam();
      const start = team.all();
      const counters = { eva: 0, max: 0 };
      const kept = edits.map(({ name, seed, age, base, who }) => {
        team.clock.tick();
        const state = team.read(team.deal) as RecordState;
        const drawn = draw(arbValue, fields[name] as Field);
        const value: Value = name === "title" || name === "notes" ? `text ${seed}` : drawn;
        const change = (fields[name] as Field).many
          ? { id: team.deal, kind: "deal" as const, add: { [name]: [`tag ${seed}`] } }
          : { id: team.deal, kind: "deal" as const, set: { [name]: { value, base: base === "stands" ? (state.fields[name]?.origin ?? null) : null } } };
        const counter = ++counters[who as "eva"];
        const group: Group = { id: team.deal, counter, at: 0, schema: 1, command: "edit", changes: [change] };
        return acknowledge(team, { group, by: team[who as "eva"], device: who, at: team.clock.now() - age * 900 });
      });
      const before = team.all();
      const proposals = before.filter(({ kind }) => kind === "proposal");
      const again = createTestTeam();
      again.put(...start);
      const order = draw(() => fc.shuffledSubarray(kept, { minLength: kept.length }));
      for (const one of [...order, ...order.slice(0, 2)]) comesBack(again, one);
      expect(seen(again.read(team.deal) as RecordState)).toEqual(seen(team.read(team.deal) as RecordState));
      expect(beside(again.read(team.deal) as RecordState, kept)).toEqual(beside(team.read(team.deal) as RecordState, kept));
      expect(again.all().filter(({ kind }) => kind === "proposal").map((one) => [one.id, valueOf(one, "proposed"), textOf(one, "status")]))
        .toEqual(proposals.map((one) => [one.id, valueOf(one, "proposed"), textOf(one, "status")]));
      // Onto the state that has them already, nothing changes.
      for (const one of kept) comesBack(team, one);
      expect(seen(team.read(team.deal) as RecordState)).toEqual(seen(before.find(({ id }) => id === team.deal) as RecordState));
    }), { numRuns: 300 });
  });

  it("S2 S3 a value that lost is beside the one that stands again, whoever comes back first, and even where nobody else does", () => {
    for (const first of ["winner", "loser"] as const) {
      const team = createTestTeam();
      const start = team.all();
      const edit = (by: string, device: string, counter: number, at: number, notes: string): Acknowledged => {
        const group: Group = { id: team.deal, counter, at: 0, schema: 1, command: "edit", changes: [{ id: team.deal, kind: "deal", set: { notes: { value: notes, base: null } } }] };
        return acknowledge(team, { group, by, device, at });
      };
      const winner = edit(team.max, "tablet", 1, 500, "late");
      const loser = edit(team.eva, "phone", 1, 400, "early");
      expect([winner.receipt.met, loser.receipt.met]).toEqual([{}, { "0.notes": [500, "tablet.1"] }]);
      const again = createTestTeam();
      again.put(...start);
      for (const one of first === "winner" ? [winner, loser] : [loser, winner]) comesBack(again, one);
      expect(loserOf(again.read(team.deal) as RecordState, "notes")).toMatchObject({ value: "early", at: 400, by: team.eva, against: "tablet.1" });
      // The same where the later one came first and the earlier one had been there before it.
      const other = createTestTeam();
      other.put(...start);
      const early = { ...loser, receipt: { ...loser.receipt, met: {} } };
      const late = { ...winner, receipt: { ...winner.receipt, met: { "0.notes": [400, "phone.1"] as const } } };
      for (const one of first === "winner" ? [late, early] : [early, late]) comesBack(other, one);
      expect(loserOf(other.read(team.deal) as RecordState, "notes")).toMatchObject({ value: "early", at: 400, by: team.eva, against: "tablet.1" });
    }
  });

  it("S2 of a value that is not back nothing is shown", () => {
    const team = createTestTeam();
    const group: Group = { id: team.deal, counter: 1, at: 0, schema: 1, command: "edit", changes: [{ id: team.deal, kind: "deal", set: { notes: { value: "late", base: null } } }] };
    comesBack(team, { group, receipt: { group: group.id, device: "tablet", by: team.max, counter: 1, at: 500, except: {}, met: { "0.notes": [400, "phone.1"] } } });
    expect([valueOf(team.read(team.deal) as RecordState, "notes"), loserOf(team.read(team.deal) as RecordState, "notes")]).toEqual(["late", null]);
  });
});

describe("a merge that was asked", () => {
  it("S2 R14 comes back as it was asked, whichever of the two comes first, and closes no ring", () => {
    for (const first of ["stands", "asked"] as const) {
      const world = (): TestTeam => {
        const team = createTestTeam();
        team.put(stateOf("deal", idOf("other deal"), { values: { title: "Other", stage: team.stages.first, owner: team.eva } }));
        return team;
      };
      const [team, other] = [world(), idOf("other deal")];
      const merge = (by: string, device: string, at: number, loser: string, winner: string): Acknowledged =>
        acknowledge(team, { group: { id: loser, counter: 1, at: 0, schema: 1, command: "merge", changes: [{ id: loser, kind: "deal", set: { mergedInto: { value: winner, base: null } } }] }, by, device, at });
      const stands = merge(team.max, "tablet", 500, other, team.deal);
      const asked = merge(team.eva, "phone", 600, team.deal, other);
      expect(asked.receipt.except).toEqual({ "0.mergedInto": null });
      const again = world();
      for (const one of first === "stands" ? [stands, asked] : [asked, stands]) comesBack(again, one);
      const proposal = again.read(proposalId(team.deal, "mergedInto", team.eva)) as RecordState;
      expect([valueOf(proposal, "proposed"), textOf(proposal, "status"), textOf(proposal, "about")]).toEqual([other, "open", team.deal]);
      expect([textOf(again.read(other) as RecordState, "mergedInto"), textOf(again.read(team.deal) as RecordState, "mergedInto")]).toEqual([team.deal, ""]);
    }
  });
});

describe("an edit of a record that is not back yet", () => {
  const id = idOf("new deal");
  /** Eva makes a deal, and her manager edits it; of the two, only the manager has heard that it is kept. */
  function rewound() {
    const before = createTestTeam();
    const make: Change = { id, kind: "deal", create: true, set: Object.fromEntries(Object.entries({ title: "New", stage: before.stages.first, owner: before.eva }).map(([name, value]) => [name, { value, base: null }])) };
    const made: Omit<Sent, "undo"> = { group: { id, counter: 1, at: 0, schema: 1, command: "create", changes: [make] }, by: before.eva, device: "phone", at: 100 };
    acknowledge(before, made);
    const edit = (counter: number, field: string, value: Value, base: string | null) =>
      acknowledge(before, { group: { id, counter, at: 0, schema: 1, command: "edit", changes: [{ id, kind: "deal", set: { [field]: { value, base } } }] }, by: before.max, device: "tablet", at: 200 + counter });
    const edits = [edit(1, "notes", "Promising", null), edit(2, "stage", before.stages.second, "phone.1")];
    const team = createTestTeam();
    for (const one of edits) comesBack(team, one);
    const push = (by: string, device: string) => judge({ ...made.group, changes: [{ ...make, set: { ...make.set, owner: { value: by, base: null } } }] }, { viewer: team.viewer(by), read: team.read, stamp: { at: 300, origin: `${device}.1`, by } });
    return { team, edits, push };
  }

  it("S2 lies with the owner whom the server knew, who may then bring the record itself, and nothing of either edit is lost", () => {
    const { team, edits, push } = rewound();
    expect(edits[0]?.receipt.places).toEqual({ "0.owner": { value: team.eva, at: 100, origin: "phone.1", by: team.eva } });
    expect(maySee(team.viewer(team.eva), team.read(id) as RecordState, team.read)).toBe(true);
    const verdict = push(team.eva, "phone");
    if (!verdict.ok) throw new Error(verdict.error.message);
    team.put(...verdict.value.after.values());
    const state = team.read(id) as RecordState;
    expect(["title", "notes", "owner", "stage"].map((field) => valueOf(state, field))).toEqual(["New", "Promising", team.eva, team.stages.second]);
    expect(valueOf(team.read(proposalId(id, "stage", team.eva)) as RecordState, "proposed")).toBe(team.stages.first);
  });

  it("S2 hangs where the server knew it to hang, so that its maker may still bring it", () => {
    const before = createTestTeam();
    const [task, value] = [idOf("new task"), (item: Value, base: string | null = null) => ({ value: item, base })];
    const make: Change = { id: task, kind: "task", create: true, set: { title: value("Ring back"), root: value(before.deal), assignee: value(before.eva) } };
    const made = { group: { id: task, counter: 1, at: 0, schema: 1, command: "create", changes: [make] }, by: before.eva, device: "phone", at: 100 };
    acknowledge(before, made);
    const done = acknowledge(before, { group: { id: task, counter: 1, at: 0, schema: 1, command: "edit", changes: [{ id: task, kind: "task", set: { title: value("Ring back today", "phone.1"), done: value(true) } }] }, by: before.max, device: "tablet", at: 200 });
    expect(Object.keys(done.receipt.places ?? {})).toEqual(["0.root", "0.assignee"]);
    const team = createTestTeam();
    comesBack(team, done);
    const push = (by: string) => judge(made.group, { viewer: team.viewer(by), read: team.read, stamp: { at: made.at, origin: "phone.1", by } });
    expect(push(team.sid)).toMatchObject({ ok: false, error: { code: "not-found" } });
    const verdict = push(team.eva);
    if (!verdict.ok) throw new Error(verdict.error.message);
    const state = verdict.value.after.get(task) as RecordState;
    expect(["title", "done", "root", "assignee"].map((field) => valueOf(state, field))).toEqual(["Ring back today", true, team.deal, team.eva]);
  });

  it("S6 is not to be taken by somebody else who says that he makes it", () => {
    const { team, push } = rewound();
    for (const by of [team.ben, team.sid, team.mia]) {
      expect(push(by, "thief")).toMatchObject({ ok: false, error: { code: "not-found" } });
      expect(maySee(team.viewer(by), team.read(id) as RecordState, team.read)).toBe(false);
    }
  });

  it("S2 does not give the record back to whom it has left since", () => {
    const { team, edits } = rewound();
    const state = team.read(id) as RecordState;
    team.put({ ...state, fields: { ...state.fields, owner: { value: team.sid, at: 150, origin: "tablet.9", by: team.max } } });
    for (const one of edits) comesBack(team, one);
    expect(textOf(team.read(id) as RecordState, "owner")).toBe(team.sid);
  });

  it("S2 an owner of long ago, or of the same device's making, is not written into each receipt", () => {
    const team = createTestTeam();
    const edit = (at: number, device: string) => judge(
      { id, counter: 2, at: 0, schema: 1, command: "edit", changes: [{ id: team.deal, kind: "deal", set: { notes: { value: `at ${at}`, base: null } } }] },
      { viewer: team.viewer(team.eva), read: team.read, stamp: { at, origin: `${device}.2`, by: team.eva } },
    );
    const places = (at: number, device: string) => {
      const verdict = edit(at, device);
      return verdict.ok && Object.keys(verdict.value.places).length;
    };
    expect([places(1000, "phone"), places(1000, "system"), places(15 * 24 * 3600 * 1000, "phone")]).toEqual([1, 0, 0]);
  });
});
