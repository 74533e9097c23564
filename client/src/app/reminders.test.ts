import type { Row } from "@outrider/shared/projection";
import { expect, it } from "vitest";
import { dueReminders, newReminders, reminderName } from "./reminders.ts";

const task = (id: string, remindAt?: number): Row => ({ id, kind: "task", title: id, values: remindAt === undefined ? {} : { remindAt }, sets: {}, titles: {}, updatedAt: 0, updatedBy: "", since: {}, conflicts: [], pending: [], deleted: false });
const ids = (rows: readonly Row[]): readonly string[] => rows.map(({ id }) => id);

it("R6 U5 a reminder comes at its time, the latest first, and is told of once on a device", () => {
  const tasks = [task("early", 10), task("never"), task("now", 20), task("later", 21)];
  const due = dueReminders(tasks, 20);
  expect(ids(due)).toEqual(["now", "early"]);
  const first = newReminders(due, 5);
  expect([ids(first.fresh), first.told]).toEqual([["now", "early"], 20]);
  expect(newReminders(due, first.told)).toEqual({ fresh: [], told: 20 });
  // Put off, it is told of again.
  expect(ids(newReminders(dueReminders([task("now", 40)], 50), first.told).fresh)).toEqual(["now"]);
  expect(reminderName(task("x", 1234))).toBe("reminder 1234");
});
