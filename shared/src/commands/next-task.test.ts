import { isDeleted, valueOf } from "@outrider/shared/records";
import { createTestTeam, idOf, type TestTeam } from "@outrider/shared/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Call, nextTaskId } from "./index.ts";

const done = (team: TestTeam, by: string, call: Call) => {
  const acted = team.act(by, call);
  if (!acted.ok) throw new Error(JSON.stringify(acted.error));
  return acted.value;
};
const values = (team: TestTeam, id: string, ...fields: string[]) => fields.map((field) => {
  const state = team.read(id);
  return state === undefined ? undefined : valueOf(state, field);
});
const repeating = (team: TestTeam, more: Readonly<Record<string, string | number>> = {}, by = team.eva): string => {
  done(team, by, { name: "create", args: { id: idOf("weekly"), kind: "task", values: { title: "Ring", text: "Ask", root: team.deal, due: "2030-01-07", repeat: "FREQ=WEEKLY;BYDAY=MO", repeatFrom: "2030-01-07", ...more } } });
  return idOf("weekly");
};
const finish = (id: string): Call => ({ name: "edit", args: { id, values: { done: true } } });

describe("a task that repeats", () => {
  it("R6 finishing it makes the next, with all it has, and the one after that", () => {
    const team = createTestTeam();
    const id = repeating(team);
    done(team, team.eva, finish(id));
    const next = nextTaskId(id);
    expect(values(team, id, "done", "due")).toEqual([true, "2030-01-07"]);
    expect(values(team, next, "title", "text", "root", "assignee", "due", "repeat", "repeatFrom", "done")).toEqual(["Ring", "Ask", team.deal, team.eva, "2030-01-14", "FREQ=WEEKLY;BYDAY=MO", "2030-01-14", null]);
    done(team, team.eva, finish(next));
    expect(values(team, nextTaskId(next), "due")).toEqual(["2030-01-21"]);
  });

  it("R6 two who finish it offline make one next, and so does finishing it again; undone it is gone", () => {
    const team = createTestTeam();
    const id = repeating(team);
    team.device(team.eva).catchUp();
    team.device(team.max).catchUp();
    const [eva, max] = [team.device(team.eva).act(finish(id)), team.device(team.max).act(finish(id))];
    if (!eva.ok || !max.ok) throw new Error("refused");
    expect([team.arrive(eva.value).ok, team.arrive(max.value).ok]).toEqual([true, true]);
    expect(team.all().filter((state) => state.kind === "task" && valueOf(state, "title") === "Ring")).toHaveLength(2);
    done(team, team.eva, { name: "edit", args: { id, values: { done: false } } });
    const again = done(team, team.eva, finish(id));
    expect(again.group.changes).toHaveLength(1);
    const other = createTestTeam();
    const sent = done(other, other.eva, finish(repeating(other)));
    done(other, other.eva, { name: "undo", args: sent.undo });
    const next = other.read(nextTaskId(idOf("weekly")));
    expect(next !== undefined && isDeleted(next)).toBe(true);
    done(other, other.eva, finish(idOf("weekly")));
    expect(isDeleted(other.read(nextTaskId(idOf("weekly")))!)).toBe(false);
  });

  it("R6 put off, it keeps its turn; changed alone, the series goes on as it was; changed, those that follow change", () => {
    const team = createTestTeam();
    const id = repeating(team);
    done(team, team.eva, { name: "edit", args: { id, values: { due: "2030-01-04" } } });
    done(team, team.eva, finish(id));
    expect(values(team, nextTaskId(id), "due")).toEqual(["2030-01-14"]);
    const next = nextTaskId(id);
    done(team, team.eva, { name: "edit", args: { id: next, values: { title: "Visit" }, alone: true } });
    expect(values(team, next, "title", "repeat")).toEqual(["Visit", null]);
    expect(values(team, nextTaskId(next), "title", "due")).toEqual(["Ring", "2030-01-21"]);
    done(team, team.eva, finish(next));
    expect(team.read(nextTaskId(nextTaskId(next)))).toBeUndefined();
    done(team, team.eva, { name: "edit", args: { id: nextTaskId(next), values: { title: "Write" } } });
    done(team, team.eva, finish(nextTaskId(next)));
    expect(values(team, nextTaskId(nextTaskId(next)), "title", "due")).toEqual(["Write", "2030-01-28"]);
    const plain = createTestTeam();
    // As a program makes one, which says nothing of turns.
    repeating(plain, { repeatFrom: "" });
    done(plain, plain.eva, { name: "edit", args: { id: idOf("weekly"), values: { due: "2030-01-04" } } });
    expect(values(plain, idOf("weekly"), "repeatFrom")).toEqual(["2030-01-07"]);
  });

  it("R6 it ends with its number or its day; days that have passed are passed over", () => {
    const team = createTestTeam();
    let id = repeating(team, { repeat: "FREQ=WEEKLY;COUNT=3;BYDAY=MO" });
    const days: unknown[] = [];
    while (team.read(id) !== undefined && days.length < 9) {
      days.push(...values(team, id, "due"));
      done(team, team.eva, finish(id));
      id = nextTaskId(id);
    }
    expect(days).toEqual(["2030-01-07", "2030-01-14", "2030-01-21"]);
    const late = createTestTeam();
    const old = repeating(late, { due: "1960-01-04", repeatFrom: "1960-01-04", repeat: "FREQ=DAILY" });
    done(late, late.eva, finish(old));
    expect(String(values(late, nextTaskId(old), "due")[0]) >= new Date(late.clock.now()).toISOString().slice(0, 10)).toBe(true);
  });

  it("R6 a reminder keeps its time on the clock over every change of clocks", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 700 }), fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe"), (ahead, zone) => {
      const team = createTestTeam();
      const start = Date.UTC(2030, 0, 7) + ahead * 86_400_000;
      const day = new Date(start).toISOString().slice(0, 10);
      const shown = (at: unknown) => new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(Number(at));
      const id = repeating(team, { due: day, repeatFrom: day, repeat: "FREQ=DAILY;INTERVAL=30", remindAt: start + 15 * 3_600_000, repeatZone: zone });
      done(team, team.eva, finish(id));
      const [before, after] = [values(team, id, "remindAt")[0], values(team, nextTaskId(id), "remindAt")[0]];
      expect(shown(after)).toBe(shown(before));
      expect(Math.round((Number(after) - Number(before)) / 86_400_000)).toBe(30);
    }), { numRuns: 100 });
  });

  it("R6 a rule that nobody knows is refused with what is wrong, and so is one without a day; a manager may finish what is a rep's", () => {
    const team = createTestTeam();
    const make = (more: Readonly<Record<string, string>>) => team.act(team.eva, { name: "create", args: { kind: "task", values: { title: "Ring", ...more } } });
    expect(make({ due: "2030-01-07", repeat: "FREQ=HOURLY" })).toMatchObject({ ok: false, error: { code: "bad-value", field: "repeat", message: expect.stringContaining("FREQ is one of") } });
    expect(make({ repeat: "FREQ=DAILY" })).toMatchObject({ ok: false, error: { field: "due" } });
    const own = make({ due: "2030-01-07", repeat: "FREQ=DAILY" });
    const id = own.ok ? own.value.group.changes[0]?.id ?? "" : "";
    done(team, team.max, finish(id));
    expect(values(team, nextTaskId(id), "assignee", "due")).toEqual([team.eva, "2030-01-08"]);
  });
});
