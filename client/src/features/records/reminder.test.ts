import { expect, it } from "vitest";
import { atOnDay, startOfDay } from "../../app/local-time.ts";
import { choiceOf, remindAtOf } from "./reminder.ts";

const local = (year: number, month: number, day: number, hour = 0): number => new Date(year, month - 1, day, hour).getTime();

it("R6 a reminder is so long before the day a task is due, over the end of a month and where clocks are changed", () => {
  expect(remindAtOf({ choice: "morning", at: "" }, "2027-03-28")).toEqual({ ok: true, value: local(2027, 3, 28, 9) });
  expect(remindAtOf({ choice: "eve", at: "" }, "2027-03-01")).toEqual({ ok: true, value: local(2027, 2, 28, 16) });
  expect(remindAtOf({ choice: "week", at: "" }, "2027-04-01")).toEqual({ ok: true, value: local(2027, 3, 25, 9) });
  expect(remindAtOf({ choice: "other", at: "2027-03-28T14:30" }, "")).toEqual({ ok: true, value: new Date(2027, 2, 28, 14, 30).getTime() });
  expect(remindAtOf({ choice: "none", at: "" }, "")).toEqual({ ok: true, value: null });
});

it("R6 what cannot be reckoned is said, and what was chosen is known again", () => {
  expect([remindAtOf({ choice: "eve", at: "" }, "").ok, remindAtOf({ choice: "other", at: "" }, "2027-01-01").ok, remindAtOf({ choice: "other", at: "soon" }, "2027-01-01").ok]).toEqual([false, false, false]);
  expect([choiceOf(local(2027, 2, 28, 16), "2027-03-01"), choiceOf(local(2027, 2, 28, 17), "2027-03-01"), choiceOf(null, "2027-03-01"), choiceOf(local(2027, 1, 1), "")]).toEqual(["eve", "other", "none", "other"]);
});

it("R6 the same time on another day is the same on the wall, whatever lies between", () => {
  expect([startOfDay("2027-03-28"), atOnDay(local(2027, 3, 27, 15), "2027-03-29"), atOnDay(local(2027, 10, 30, 8), "2027-11-01")]).toEqual([local(2027, 3, 28), local(2027, 3, 29, 15), local(2027, 11, 1, 8)]);
});
