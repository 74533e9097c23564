import type { Change, Group } from "@outrider/shared/records";
import type { Value } from "@outrider/shared/schema";
import { createTestTeam, idOf, type TestTeam } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { auditsOf } from "./audited-edits.ts";

const change = (kind: Change["kind"], id: string, values: Readonly<Record<string, Value>>, create?: true): Change =>
  ({ id, kind, ...(create && { create }), set: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, base: null }])) });

/** What is told of changes that the door lets in. */
function told(team: TestTeam, by: string, ...changes: readonly Change[]) {
  const before = new Map(team.all().map((state) => [state.id, state]));
  const sent = team.send(by, changes);
  if (!sent.ok) throw new Error(sent.error.message);
  const group: Group = { id: idOf("g"), counter: 1, at: 0, schema: 1, command: "edit", changes };
  return auditsOf(group, (id) => before.get(id), (id) => sent.value.after.get(id));
}
/** With the base that its author saw. */
const seen = (team: TestTeam, { id, kind, set = {} }: Change): Change =>
  ({ id, kind, set: Object.fromEntries(Object.entries(set).map(([name, { value }]) => [name, { value, base: team.read(id)?.fields[name]?.origin ?? null }])) });

describe("what edits say in the audit log", () => {
  it("U6 a change of what somebody may do is told with what it was and is", () => {
    const team = createTestTeam();
    expect(told(team, team.ada, seen(team, change("member", team.eva, { role: "manager", team: "south" })))).toEqual([
      { event: "member-changed", detail: { member: team.eva, role: "exec → manager", team: "north → south" } },
    ]);
    expect(told(team, team.ada, seen(team, change("member", team.eva, { active: false })))).toMatchObject([{ detail: { active: "true → false" } }]);
    expect(told(team, team.ada, seen(team, change("member", team.eva, { name: "Eva B" })))).toEqual([]);
    expect(told(team, team.ada, change("member", idOf("new"), { name: "New", role: "exec", active: true }, true))).toEqual([{ event: "member-added", detail: { member: idOf("new"), role: "exec", team: "" } }]);
  });

  it("U6 what was only asked is no change", () => {
    const team = createTestTeam();
    expect(told(team, team.ada, change("member", team.eva, { role: "admin" }))).toEqual([]);
  });

  it("U6 definitions, deletions and shares are told, once an edit; ordinary work is not", () => {
    const team = createTestTeam();
    const field = idOf("field");
    expect(told(team, team.ada, change("customField", field, { of: "deal", type: "text", label: "Region" }, true), seen(team, change("stage", team.stages.first, { name: "Begin" })))).toEqual([
      { event: "definitions-changed", detail: { kinds: "customField stage", fields: "of type label name", count: "2", records: `${field} ${team.stages.first}` } },
    ]);
    expect(told(team, team.eva, change("deal", team.deal, { deletedAt: 5 }), change("lead", team.lead, { deletedAt: 5 }))).toMatchObject([{ event: "records-deleted", detail: { kinds: "deal lead", count: "2" } }]);
    expect(told(team, team.eva, { id: team.contact, kind: "contact", add: { sharedWith: [team.sid] } })).toMatchObject([{ event: "records-shared", detail: { with: team.sid, records: team.contact } }]);
    expect(told(team, team.eva, seen(team, change("contact", team.contact, { name: "Carl B" })), change("activity", idOf("a"), { root: team.contact, type: "call", at: 1 }, true))).toEqual([]);
  });
});
