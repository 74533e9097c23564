// When to be reminded of a task, as it is chosen: so long before the day it is due, or at a time of its own. Pure but for
// the clocks of the person.
import { dayAfter, err, ok, type Result } from "@outrider/shared/kernel";
import { hourOfDay, momentTyped } from "../../app/local-time.ts";
import { pageWords } from "./page-texts.ts";

/** Days before the day it is due, and the hour. */
export const BEFORE = { morning: { days: 0, hour: 9 }, eve: { days: 1, hour: 16 }, week: { days: 7, hour: 9 } } as const;
export type Before = keyof typeof BEFORE;
export type ReminderChoice = "none" | Before | "other";

export interface TypedReminder { readonly choice: ReminderChoice; /** As a `datetime-local` control holds it. */ readonly at: string }

const momentBefore = (due: string, { days, hour }: (typeof BEFORE)[Before]): number => hourOfDay(dayAfter(due, -days), hour);

/** ms, or null for none. due: `YYYY-MM-DD` or "". */
export function remindAtOf({ choice, at }: TypedReminder, due: string): Result<number | null, string> {
  if (choice === "none") return ok(null);
  if (choice === "other") {
    const moment = momentTyped(at);
    return Number.isNaN(moment) ? err(pageWords.task.badTime) : ok(moment);
  }
  return due === "" ? err(pageWords.task.needsDay) : ok(momentBefore(due, BEFORE[choice]));
}

/** What was chosen, as far as the moment tells: the same choice follows the task when it is due on another day. */
export function choiceOf(remindAt: number | null, due: string): ReminderChoice {
  if (remindAt === null) return "none";
  const same = (Object.keys(BEFORE) as Before[]).find((one) => due !== "" && momentBefore(due, BEFORE[one]) === remindAt);
  return same ?? "other";
}
