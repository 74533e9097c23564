import { emptyRecord, type Read, type RecordState } from "@outrider/shared/records";
import { idOf, memberState, stateOf } from "@outrider/shared/testing";
import { AUDIENCES, entities, KINDS, ROLES } from "@outrider/shared/schema";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { bucketsFollowed, bucketsOf, maySee, type Role, type Viewer } from "./index.ts";

// Many runs on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const MEMBERS = ["m0", "m1", "m2", "m3", "m4"].map(idOf);
const TEAMS = ["", "north", "south"];

const arbMember = fc.record({ role: fc.constantFrom(...ROLES), team: fc.constantFrom(...TEAMS), active: fc.boolean() });
const arbOwned = fc.record({
  kind: fc.constantFrom("lead", "contact", "deal" as const), owner: fc.option(fc.nat(4), { freq: 6 }), sharedWith: fc.uniqueArray(fc.nat(4), { maxLength: 2 }), deleted: fc.boolean(),
});
const arbHanging = fc.record({
  kind: fc.constantFrom("activity", "objection", "lineItem", "task", "proposal" as const), root: fc.option(fc.nat(12), { freq: 6 }), assignee: fc.option(fc.nat(4), { freq: 6 }),
});
const arbView = fc.record({ owner: fc.option(fc.nat(4), { freq: 6 }), audience: fc.option(fc.constantFrom(...AUDIENCES), { freq: 6 }), team: fc.constantFrom(...TEAMS, "west") });
const arbWorkspace = fc.record({
  views: fc.array(arbView, { maxLength: 5 }),
  members: fc.array(arbMember, { minLength: 5, maxLength: 5 }), owned: fc.array(arbOwned, { maxLength: 6 }), companies: fc.nat(2), hanging: fc.array(arbHanging, { maxLength: 8 }),
});
type Workspace = typeof arbWorkspace extends fc.Arbitrary<infer T> ? T : never;

/** Any workspace, with records whose owner or root is not there (a feed that is still catching up, a restored server). */
function recordsOf({ members, views, owned, companies, hanging }: Workspace): RecordState[] {
  const states = members.map(({ role, team, active }, index) => memberState(`m${index}`, role, team, active));
  const roots = [
    ...owned.map(({ kind, owner, sharedWith, deleted }, index) => stateOf(kind, idOf(`owned ${index}`), {
      values: { ...(owner !== null && { owner: MEMBERS[owner] as string }), ...(deleted && { deletedAt: 1 }) }, sets: { sharedWith: sharedWith.map((n) => MEMBERS[n] as string) },
    })),
    ...Array.from({ length: companies }, (_, index) => stateOf("company", idOf(`company ${index}`), { values: { name: "c" } })),
    stateOf("stage", idOf("stage"), { values: { name: "s" } }),
    ...views.map(({ owner, audience, team }, index) => stateOf("view", idOf(`view ${index}`), { values: { team, ...(audience !== null && { audience }), ...(owner !== null && { owner: MEMBERS[owner] as string }) } })),
    ...owned.map(({ owner }, index) => stateOf("notification", idOf(`told ${index}`), { values: { ...(owner !== null && { person: MEMBERS[owner] as string }) } })),
  ];
  const hung: RecordState[] = [];
  for (const [index, { kind, root, assignee }] of hanging.entries()) {
    // A root may be a record, a member, a thing that hangs itself (which no door lets in), itself, or gone.
    const targets = [...roots.map(({ id }) => id), MEMBERS[0] as string, idOf(`hung ${index}`), idOf("gone"), ...hung.map(({ id }) => id)];
    const target = root === null ? "" : (targets[root % targets.length] as string);
    hung.push(stateOf(kind, idOf(`hung ${index}`), { values: { ...(target !== "" && { root: target }), ...(assignee !== null && kind === "task" && { assignee: MEMBERS[assignee] as string }) } }));
  }
  return [...states, ...roots, ...hung];
}

describe("who may see what", () => {
  it("S6 a record lies in a bucket that one follows if and only if one may see it", () => {
    fc.assert(fc.property(arbWorkspace, (workspace) => {
      const records = recordsOf(workspace);
      const byId = new Map(records.map((state) => [state.id, state]));
      const read: Read = (id) => byId.get(id);
      const members = records.filter(({ kind }) => kind === "member");
      for (const [index, { role, team }] of workspace.members.entries()) {
        const viewer: Viewer = { id: MEMBERS[index] as string, role, team };
        const followed = new Set(bucketsFollowed(viewer, members));
        for (const state of records) {
          const lies = bucketsOf(state, read);
          expect([state.kind, lies.some((bucket) => followed.has(bucket))]).toEqual([state.kind, maySee(viewer, state, read)]);
          expect(lies).toEqual([...new Set(lies)].sort());
          expect(lies.length).toBeGreaterThan(0);
        }
      }
    }), { numRuns: 400 });
  });

  it("S6 what hangs on a record lies exactly where the record lies", () => {
    fc.assert(fc.property(arbWorkspace, (workspace) => {
      const records = recordsOf(workspace);
      const read: Read = (id) => records.find((state) => state.id === id);
      for (const state of records) {
        const root = read(String(state.fields["root"]?.value ?? ""));
        if (root && root.id !== state.id && entities[root.kind].belongs !== "root") expect(bucketsOf(state, read)).toEqual(bucketsOf(root, read));
      }
    }), { numRuns: 100 });
  });

  // Written out: viewer, record, whether seen. Eva and Ben are north, Max manages north, Mia south; Ada is admin.
  const people = {
    ada: memberState("ada", "admin"), max: memberState("max", "manager", "north"), mia: memberState("mia", "manager", "south"),
    eva: memberState("eva", "exec", "north"), ben: memberState("ben", "exec", "north"), lone: memberState("lone", "manager", ""), nil: memberState("nil", "exec", ""),
  };
  const things = {
    "eva's deal": stateOf("deal", idOf("eva's deal"), { values: { owner: idOf("eva") } }),
    "eva's deal shared with ben": stateOf("deal", idOf("shared"), { values: { owner: idOf("eva") }, sets: { sharedWith: [idOf("ben")] } }),
    "nil's deal": stateOf("deal", idOf("nil's deal"), { values: { owner: idOf("nil") } }),
    "mia's deal shared with eva": stateOf("deal", idOf("from mia"), { values: { owner: idOf("mia") }, sets: { sharedWith: [idOf("eva")] } }),
    "a company": stateOf("company", idOf("a company")),
    "a call on eva's deal": stateOf("activity", idOf("call"), { values: { root: idOf("eva's deal") } }),
    "eva's own task": stateOf("task", idOf("own task"), { values: { assignee: idOf("eva") } }),
    "ben's task on eva's deal": stateOf("task", idOf("task on deal"), { values: { assignee: idOf("ben"), root: idOf("eva's deal") } }),
    "a proposal on eva's deal": stateOf("proposal", idOf("proposal"), { values: { root: idOf("eva's deal"), author: idOf("ben") } }),
    "what eva is told": stateOf("notification", idOf("told"), { values: { person: idOf("eva"), what: "due", at: 1 } }),
    "what eva left as it stands": stateOf("kept", idOf("kept"), { values: { person: idOf("eva"), about: idOf("eva's deal"), field: "notes", edit: "d.1" } }),
    "eva's view": stateOf("view", idOf("view"), { values: { owner: idOf("eva"), audience: "me", team: "north" } }),
    "eva's view for the north": stateOf("view", idOf("view north"), { values: { owner: idOf("eva"), audience: "team", team: "north" } }),
    "eva's view for a team that she has left": stateOf("view", idOf("view south"), { values: { owner: idOf("eva"), audience: "team", team: "south" } }),
    "eva's view for no team": stateOf("view", idOf("view none"), { values: { owner: idOf("eva"), audience: "team" } }),
    "eva's view for all": stateOf("view", idOf("view all"), { values: { owner: idOf("eva"), audience: "workspace" } }),
    "a goal max set for eva": stateOf("goal", idOf("goal"), { values: { person: idOf("eva"), measure: "won", span: "month", from: "2026-11-01", target: 1, owner: idOf("max") }, sets: { sharedWith: [idOf("eva")] } }),
    "that eva's deal is not another one": stateOf("distinct", idOf("distinct"), { values: { root: idOf("eva's deal"), other: idOf("shared") } }),
    "a deal nobody owns": stateOf("deal", idOf("no owner"), { sets: { sharedWith: [idOf("eva")] } }),
  };
  const SEEN = {
    "eva's deal": "ada max eva", "eva's deal shared with ben": "ada max eva ben", "nil's deal": "ada nil", "mia's deal shared with eva": "ada mia eva",
    "a company": "ada max mia eva ben lone nil", "a call on eva's deal": "ada max eva", "eva's own task": "ada max eva",
    "ben's task on eva's deal": "ada max eva", "a proposal on eva's deal": "ada max eva", "what eva is told": "eva", "what eva left as it stands": "eva", "eva's view": "eva", "eva's view for the north": "ada max eva ben",
    "eva's view for a team that she has left": "ada mia eva", "eva's view for no team": "eva", "eva's view for all": "ada max mia eva ben lone nil", "a goal max set for eva": "ada max eva", "that eva's deal is not another one": "ada max eva", "a deal nobody owns": "ada",
  } satisfies Record<keyof typeof things, string>;

  it.each(Object.entries(SEEN))("U2 %s is seen by: %s", (thing, seen) => {
    const all = [...Object.values(people), ...Object.values(things)];
    const read: Read = (id) => all.find((state) => state.id === id);
    const found = Object.entries(people).filter(([name, state]) =>
      maySee({ id: idOf(name), role: state.fields["role"]?.value as Role, team: String(state.fields["team"]?.value) }, things[thing as keyof typeof things], read));
    expect(found.map(([name]) => name).join(" ")).toBe(seen);
  });

  it("U2 a record of every kind about which nothing is known is seen by admins alone, unless it is the workspace's", () => {
    for (const kind of KINDS) {
      const state = emptyRecord(idOf("bare"), kind);
      const read: Read = (id) => (id === state.id ? state : undefined);
      const open = entities[kind].belongs === "workspace";
      expect([kind, maySee({ id: idOf("eva"), role: "exec", team: "north" }, state, read)]).toEqual([kind, open]);
      expect(maySee({ id: idOf("max"), role: "manager", team: "north" }, state, read)).toBe(open);
      expect(maySee({ id: idOf("ada"), role: "admin", team: "" }, state, read)).toBe(true);
    }
  });

  it("U5 what a person is told is theirs alone, whoever manages them", () => {
    const told = things["what eva is told"];
    const all = [...Object.values(people), told];
    const read: Read = (id) => all.find((state) => state.id === id);
    const members = Object.values(people);
    expect(bucketsOf(told, read)).toEqual([`n:${idOf("eva")}`]);
    for (const [name, state] of Object.entries(people)) {
      const viewer = { id: idOf(name), role: state.fields["role"]?.value as Role, team: String(state.fields["team"]?.value) };
      expect([name, maySee(viewer, told, read), bucketsFollowed(viewer, members).includes(`n:${idOf("eva")}`)]).toEqual([name, name === "eva", name === "eva"]);
    }
  });
});
