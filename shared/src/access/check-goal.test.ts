import { createTestTeam, type TestTeam } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";

const set = (team: TestTeam, by: string, values: Record<string, string | number>, sharedWith: readonly string[] = []) =>
  team.act(by, { name: "create", args: { kind: "goal", values: { measure: "won", span: "month", from: "2026-11-01", target: 10, ...values }, sets: { sharedWith } } });
const told = (done: ReturnType<typeof set>): string => (done.ok ? "done" : done.error.code);
const idOfMade = (done: ReturnType<typeof set>): string => (done.ok ? (done.value.group.changes[0]?.id ?? "") : "");

describe("whose goals one may set", () => {
  it("D1 U2 one's own; a manager those of the team and its people; an admin everybody's", () => {
    const team = createTestTeam();
    const { ada, max, eva, ben, mia, sid } = team;
    const may = (by: string, of: Record<string, string>) => told(set(team, by, of));
    expect([may(eva, { person: eva }), may(eva, { person: ben }), may(eva, { team: "north" })]).toEqual(["done", "not-allowed", "not-allowed"]);
    expect([may(max, { person: eva }), may(max, { team: "north" }), may(max, { person: sid }), may(max, { team: "south" }), may(mia, { person: eva })]).toEqual(["done", "done", "not-allowed", "not-allowed", "not-allowed"]);
    expect([may(ada, { person: sid }), may(ada, { team: "south" })]).toEqual(["done", "done"]);
  });

  it("D1 what a manager set and shared the person sees and cannot change; what the person set the manager may", () => {
    const team = createTestTeam();
    const { max, eva, ben, ada } = team;
    const theirs = idOfMade(set(team, max, { person: eva }, [eva]));
    const own = idOfMade(set(team, eva, { person: eva, measure: "leads" }));
    const change = (by: string, id: string, values: Record<string, number>) => told(team.act(by, { name: "edit", args: { id, values } }) as ReturnType<typeof set>);
    expect([change(eva, theirs, { target: 1 }), change(ben, theirs, { target: 1 }), change(max, theirs, { target: 20 }), change(ada, theirs, { target: 30 })]).toEqual(["not-allowed", "not-found", "done", "done"]);
    expect([change(max, own, { target: 7 }), change(eva, own, { target: 8 })]).toEqual(["done", "done"]);
    expect(told(team.act(eva, { name: "remove", args: { id: theirs } }) as ReturnType<typeof set>)).toBe("not-allowed");
  });

  it("D1 a goal is for one person or one team, from the first day of its month or quarter on", () => {
    const team = createTestTeam();
    const { max, eva } = team;
    for (const [values, field] of [[{}, "person"], [{ person: eva, team: "north" }, "person"], [{ person: eva, from: "2026-11-02" }, "from"], [{ person: eva, span: "quarter", from: "2026-11-01" }, "from"]] as const) {
      const done = set(team, max, values);
      expect([done.ok, done.ok ? "" : done.error.code, done.ok ? "" : done.error.field]).toEqual([false, "bad-value", field]);
    }
    expect(told(set(team, max, { person: eva, span: "quarter", from: "2026-10-01" }))).toBe("done");
  });
});
