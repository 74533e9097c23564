import { describe, expect, it } from "vitest";
import { removal, rolesEdit, stakeholdersOf } from "./stakeholders.ts";

const deal = (sets: Record<string, string[]>, contact?: string) => ({ values: contact === undefined ? {} : { contact }, sets });

describe("people of a deal", () => {
  it("R3 everybody stands once: the deal's contact first, then who decides, then who only is named", () => {
    const people = stakeholdersOf(deal({ stakeholders: ["u", "d", "c"], decisionMakers: ["d"], champions: ["c", "d"] }, "c"));
    expect(people).toEqual([{ id: "c", main: true, roles: ["champions"] }, { id: "d", main: false, roles: ["decisionMakers", "champions"] }, { id: "u", main: false, roles: [] }]);
    expect(stakeholdersOf(deal({}))).toEqual([]);
  });

  it("R3 a role that somebody gave while another took the person off is still shown", () => expect(stakeholdersOf(deal({ blockers: ["b"] }))).toEqual([{ id: "b", main: false, roles: ["blockers"] }]));

  it("R3 an edit of roles names what changes and nothing else", () => {
    const before = deal({ stakeholders: ["d"], decisionMakers: ["d", "x"] });
    expect(rolesEdit(before, "d", ["champions"])).toEqual({ add: { champions: ["d"] }, remove: { decisionMakers: ["d"] } });
    expect(rolesEdit(before, "d", ["decisionMakers"])).toBeNull();
    expect(rolesEdit(before, "n", [])).toEqual({ add: { stakeholders: ["n"] }, remove: {} });
    expect(removal(before, "d")).toEqual({ add: {}, remove: { stakeholders: ["d"], decisionMakers: ["d"] } });
  });
});
