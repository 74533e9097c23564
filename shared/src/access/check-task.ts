// What a task must be to come again: a rule that is known, and a day to reckon from.
import { parseRepeat } from "@outrider/shared/icalendar";
import { type Change, type Read, textOf } from "@outrider/shared/records";
import { editWhy } from "@outrider/shared/schema";
import { type Refusal, refusal } from "./reason.ts";

/** What is wrong with how a task repeats as it is made or changed, or null. */
export function checkTask({ id, kind, set }: Change, index: number, after: Read): Refusal | null {
  const given = kind === "task" ? set?.["repeat"]?.value : undefined;
  if (typeof given !== "string" || given === "") return null;
  const rule = parseRepeat(given);
  if (!rule.ok) return refusal("bad-value", editWhy("bad-repeat", { fault: rule.error }), index, "repeat");
  const task = after(id);
  return task === undefined || textOf(task, "due") !== "" ? null : refusal("bad-value", editWhy("repeat-needs-day"), index, "due");
}
