// Which reminders have come, and which of them this device has not told of yet. Pure.
import type { Row } from "@outrider/shared/projection";

const atOf = (row: Row): number => {
  const at = row.values["remindAt"];
  return typeof at === "number" ? at : Number.POSITIVE_INFINITY;
};

/** The latest that came first. now: ms. */
export const dueReminders = (tasks: readonly Row[], now: number): readonly Row[] => tasks.filter((task) => atOf(task) <= now).sort((a, b) => atOf(b) - atOf(a));

/** `told`: up to when reminders were told of, ms. A device that comes to know its tasks tells of none from before it did. */
export function newReminders(due: readonly Row[], told: number): { readonly fresh: readonly Row[]; readonly told: number } {
  const fresh = due.filter((task) => atOf(task) > told);
  return { fresh, told: fresh.reduce((latest, task) => Math.max(latest, atOf(task)), told) };
}

/** What a reminder is called, on the server too: its notice and that of this device take each other's place. */
export const reminderName = (task: Row): string => `reminder ${atOf(task)}`;
