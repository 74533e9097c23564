// What comes after a task that repeats: one task at a time is there, and finishing it makes the next, whose id derives from
// it, so that two people who finish it offline make one. Pure; days are days, and a reminder keeps its time on the clock.
import { type RepeatRule, nextOccurrence, parseRepeat, repeatText } from "@outrider/shared/icalendar";
import { DAY_MS, dayAfter, dayOfNumber, derivedId, instantOf, numberOfDay, zoneOffset } from "@outrider/shared/kernel";
import { type Change, isDeleted, type Read, type RecordState, textOf, valueOf } from "@outrider/shared/records";
import { changeOf, creationOf } from "./command.ts";

export const nextTaskId = (id: string): string => derivedId("next task", id);

/** The rule of a task that repeats, or null. */
export function repeatOf(task: RecordState): RepeatRule | null {
  const text = task.kind === "task" ? textOf(task, "repeat") : "";
  const rule = text === "" ? null : parseRepeat(text);
  return rule?.ok === true ? rule.value : null;
}

/** The same time on the clock so many days later, where the zone is known. */
function laterOnTheClock(at: number, days: number, zone: string): number {
  try {
    const offset = zoneOffset(zone === "" ? "UTC" : zone);
    return instantOf(at + offset(at) + days * DAY_MS, offset);
  } catch {
    return at + days * DAY_MS;
  }
}

/**
 * The change that makes the task after this one, or brings it back from the bin; null where it does not repeat, the series is
 * over or the next one is there. Days that have passed meanwhile are passed over, by the day in UTC at `now` (ms).
 */
export function nextTask(task: RecordState, now: number, read: Read): Change | null {
  const rule = repeatOf(task);
  const from = textOf(task, "repeatFrom") || textOf(task, "due");
  if (rule === null || from === "") return null;
  const there = read(nextTaskId(task.id));
  if (there !== undefined) return isDeleted(there) ? changeOf(there, { deletedAt: null }) : null;
  const next = nextOccurrence(rule, from, [dayAfter(from, 1), dayOfNumber(Math.floor(now / DAY_MS))].sort()[1]);
  if (next === null) return null;
  const remindAt = valueOf(task, "remindAt");
  const zone = textOf(task, "repeatZone");
  return creationOf(nextTaskId(task.id), {
    kind: "task",
    values: {
      title: textOf(task, "title"), root: valueOf(task, "root"), assignee: textOf(task, "assignee"), text: textOf(task, "text"), due: next.day,
      remindAt: typeof remindAt === "number" ? laterOnTheClock(remindAt, numberOfDay(next.day) - numberOfDay(textOf(task, "due") || from), zone) : null,
      repeat: repeatText({ ...rule, count: rule.count === null ? null : rule.count - next.index }), repeatFrom: next.day, repeatZone: zone,
      // It goes with the import that brought the series.
      importedWith: textOf(task, "importedWith") || null,
    },
  });
}
