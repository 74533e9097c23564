import type { Row } from "@outrider/shared/projection";
import type { Kind, Value } from "@outrider/shared/schema";
import { describe, expect, it } from "vitest";
import { byDay, itemsIn, monthBeside, moveTo, nextMonday, weekOf, weeksOf, type DayItem } from "./day-items.ts";

const row = (kind: Kind, id: string, values: Readonly<Record<string, Value>>): Row => ({ id, kind, title: id, values, sets: {}, titles: {}, updatedAt: 0, updatedBy: "", since: {}, conflicts: [], pending: [], deleted: false });
const local = (month: number, day: number, hour = 0, minute = 0): number => new Date(2027, month - 1, day, hour, minute).getTime();
const only = (...rows: readonly Row[]): DayItem => itemsIn(rows)[0] as DayItem;

describe("what lies on which day", () => {
  it("R6 tasks, meetings and close dates stand on their day, what has no time first, each once, by this device's clock", () => {
    const late = row("activity", "late", { type: "meeting", at: local(3, 2, 23, 30) });
    const items = itemsIn([row("task", "reminded", { due: "2027-03-02", remindAt: local(3, 2, 9) }), row("task", "plain", { due: "2027-03-02", remindAt: local(3, 1, 9) }), row("task", "some day", {})], [late, row("activity", "early", { type: "meeting", at: local(3, 2, 8) })], [late, row("deal", "deal", { closeDate: "2027-03-02" }), row("deal", "open", {})]);
    expect([...byDay(items)].map(([day, list]) => [day, list.map(({ id }) => id)])).toEqual([["2027-03-02", ["deal", "plain", "early", "reminded", "late"]]]);
  });

  it("R6 moved to another day a meeting keeps its time, a task takes its reminder along, over changed clocks too", () => {
    expect(moveTo(only(row("activity", "m", { at: local(3, 27, 15) })), "2027-03-29")).toEqual({ name: "edit", args: { id: "m", values: { at: local(3, 29, 15) } } });
    expect(moveTo(only(row("task", "t", { due: "2027-03-27", remindAt: local(3, 26, 16) })), "2027-03-30")).toEqual({ name: "edit", args: { id: "t", values: { due: "2027-03-30", remindAt: local(3, 29, 16) } } });
    expect(moveTo(only(row("task", "t", { due: "2027-03-27" })), "2027-04-01")).toEqual({ name: "edit", args: { id: "t", values: { due: "2027-04-01" } } });
    expect(moveTo(only(row("deal", "d", { closeDate: "2027-03-27" })), "2027-04-01")).toEqual({ name: "edit", args: { id: "d", values: { closeDate: "2027-04-01" } } });
  });

  it("R6 weeks begin where they begin here, and a month has all weeks it has a part in", () => {
    expect([weekOf("2027-03-03", 1), weekOf("2027-03-07", 1), weekOf("2027-03-07", 7), weekOf("2027-03-06", 6)]).toEqual(["2027-03-01", "2027-03-01", "2027-03-07", "2027-03-06"]);
    expect([monthBeside("2027-01-31", -1), monthBeside("2026-12-05", 1), monthBeside("2027-05-31", 0)]).toEqual(["2026-12-01", "2027-01-01", "2027-05-01"]);
    const weeks = weeksOf("2027-08-15", "month", 1);
    expect([weeks.length, weeks[0]?.[0], weeks.at(-1)?.[6]]).toEqual([6, "2027-07-26", "2027-09-05"]);
    expect(weeksOf("2027-02-10", "month", 1)).toHaveLength(4);
    expect(weeksOf("2027-08-15", "week", 7)).toEqual([["2027-08-15", "2027-08-16", "2027-08-17", "2027-08-18", "2027-08-19", "2027-08-20", "2027-08-21"]]);
    expect([nextMonday("2027-03-01"), nextMonday("2027-03-07")]).toEqual(["2027-03-08", "2027-03-08"]);
  });
});
