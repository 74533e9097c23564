import type { Read } from "@outrider/shared/records";
import { idOf, memberState, stateOf } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { type Action, mayChange, type Role, type Viewer, viewerOf } from "./index.ts";

const ACTIONS: readonly Action[] = ["create", "edit", "assign", "share", "delete", "administer", "self", "system"];

const me = (role: Role): Viewer => ({ id: idOf("me"), role, team: "north" });
const deal = (owner: string, sharedWith: string[] = []) => stateOf("deal", idOf("deal"), { values: { owner: idOf(owner) }, sets: { sharedWith: sharedWith.map(idOf) } });
/** How "me" stands to the record, by what is in it. */
const RELATIONS = {
  own: deal("me"), "of my team": deal("mate"), "shared with me": deal("stranger", ["me"]), "nobody to me": deal("stranger"),
  workspace: stateOf("company", idOf("deal"), { values: { name: "c" } }),
} as const;

// role, relation, and of create edit assign share delete administer system those that are allowed.
// An exec's mate is a stranger; a manager's is of the team; to an admin all are the same.
const TABLE: readonly (readonly [Role, keyof typeof RELATIONS, string])[] = [
  ["admin", "own", "create edit assign share delete administer"],
  ["admin", "of my team", "create edit assign share delete administer"],
  ["admin", "shared with me", "create edit assign share delete administer"],
  ["admin", "nobody to me", "create edit assign share delete administer"],
  ["admin", "workspace", "create edit assign share delete administer"],
  ["manager", "own", "create edit assign share delete"],
  ["manager", "of my team", "create edit assign share delete"],
  ["manager", "shared with me", "edit"],
  ["manager", "nobody to me", ""],
  ["manager", "workspace", "create edit delete"],
  ["exec", "own", "create edit assign share delete"],
  ["exec", "of my team", ""],
  ["exec", "shared with me", "edit"],
  ["exec", "nobody to me", ""],
  ["exec", "workspace", "create edit"],
];

// The same for an activity on that record: it is made, edited and deleted by whoever may edit the record.
const ON_ROOT: readonly (readonly [Role, keyof typeof RELATIONS, string])[] = [
  ["admin", "own", "create edit assign share delete administer"],
  ["admin", "nobody to me", "create edit assign share delete administer"],
  ["manager", "own", "create edit assign share delete"],
  ["manager", "of my team", "create edit assign share delete"],
  ["manager", "shared with me", "create edit delete"],
  ["manager", "nobody to me", ""],
  ["manager", "workspace", "create edit delete"],
  ["exec", "own", "create edit assign share delete"],
  ["exec", "of my team", ""],
  ["exec", "shared with me", "create edit delete"],
  ["exec", "nobody to me", ""],
  ["exec", "workspace", "create edit delete"],
];

const members = [memberState("mate", "exec", "north"), memberState("stranger", "exec", "south")];

describe("who may do what", () => {
  it.each(TABLE)("U2 %s, %s: %s", (role, relation, allowed) => {
    const state = RELATIONS[relation];
    const read: Read = (id) => [...members, state].find((one) => one.id === id);
    expect(ACTIONS.filter((action) => mayChange(me(role), action, state, read)).join(" ")).toBe(allowed);
  });

  it.each(ON_ROOT)("U2 on a record: %s, %s: %s", (role, relation, allowed) => {
    const root = RELATIONS[relation];
    const state = stateOf("activity", idOf("call"), { values: { root: root.id } });
    const read: Read = (id) => [...members, root, state].find((one) => one.id === id);
    expect(ACTIONS.filter((action) => mayChange(me(role), action, state, read)).join(" ")).toBe(allowed);
  });

  // Who may settle a proposal may set the field that it is about.
  it.each([
    ["exec", "own", "closeDate", true], ["exec", "own", "owner", true], ["exec", "shared with me", "closeDate", true], ["exec", "shared with me", "owner", false],
    ["exec", "nobody to me", "closeDate", false], ["manager", "of my team", "owner", true], ["manager", "shared with me", "owner", false],
  ] as const)("S3 %s, %s, a proposal for %s: %s", (role, relation, field, may) => {
    const root = RELATIONS[relation];
    const state = stateOf("proposal", idOf("proposal"), { values: { root: root.id, about: root.id, aboutKind: "deal", field } });
    const read: Read = (id) => [...members, root, state].find((one) => one.id === id);
    expect(mayChange(me(role), "edit", state, read)).toBe(may);
    expect(mayChange(me(role), "system", state, read)).toBe(false);
  });

  it.each([["admin", true], ["manager", false], ["exec", false]] as const)("U2 a proposal about a member's role is settled by admins: %s, %s", (role, may) => {
    const root = members[0] as (typeof members)[number];
    const state = stateOf("proposal", idOf("proposal"), { values: { root: root.id, about: root.id, aboutKind: "member", field: "role" } });
    const read: Read = (id) => [...members, state].find((one) => one.id === id);
    expect(mayChange(me(role), "edit", state, read)).toBe(may);
  });

  it.each(["admin", "manager", "exec"] as const)("U3 R16 what a person says of himself he alone sets: %s", (role) => {
    const read: Read = (id) => members.find((one) => one.id === id);
    expect(mayChange(me(role), "self", memberState("me", role, "north"), read)).toBe(true);
    for (const state of [...members, ...Object.values(RELATIONS)]) expect(mayChange(me(role), "self", state, read)).toBe(false);
  });

  it.each(["admin", "manager", "exec"] as const)("U2 what the server keeps is set by nobody: %s", (role) => {
    for (const state of Object.values(RELATIONS)) expect(mayChange(me(role), "system", state, (id) => members.find((one) => one.id === id))).toBe(false);
  });
});

describe("who asks", () => {
  it("U3 is an active member with a role that exists, or nobody", () => {
    const read: Read = (id) => [
      memberState("in", "exec", "north"), memberState("out", "admin", "north", false), memberState("odd", "constructor"),
      stateOf("member", idOf("unset"), { values: { role: "admin" } }), stateOf("deal", idOf("deal"), { values: { role: "admin", active: true } }),
    ].find((one) => one.id === id);
    expect(viewerOf(idOf("in"), read)).toEqual({ id: idOf("in"), role: "exec", team: "north" });
    for (const name of ["out", "odd", "unset", "deal", "gone"]) expect(viewerOf(idOf(name), read)).toBeNull();
  });
});
