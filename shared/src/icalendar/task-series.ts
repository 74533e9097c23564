// A task that repeats as a calendar shows it: what is there now, and what will come after it (decision 41). Pure.
// Invariant: the days it stands for are those on which the app itself would have the task, so that nothing has to be excepted:
// turns that were put off or passed over are in no series.
import { DAY_MS, dayAfter, instantOf, isZone, numberOfDay, zoneOffset } from "@outrider/shared/kernel";
import { isTurn, nextOccurrence, parseRepeat, repeatText } from "./repeat.ts";
import type { CalendarEntry } from "./write-calendar.ts";

type TaskEntry = Extract<CalendarEntry, { readonly type: "task" }>;

export interface TaskSeries {
  /** The rule as it is kept; "" where the task does not repeat. */
  readonly repeat: string;
  /** The day that is its turn; "" where it is the day on which it is due. */
  readonly from: string;
  /** Whose clocks a reminder keeps; "" for UTC. */
  readonly zone: string;
  /** ms, or null: the reminder as it is kept, also one that has been. */
  readonly remindAt: number | null;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

const OWN = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@outrider$/;
/** The id of the record that an entry was written of, or undefined. */
export const ownId = (uid: string): string | undefined => OWN.exec(uid)?.[1];

/** The name of what comes after a task: it comes of itself when the task is done, and an import leaves it out. */
const followingUid = (id: string): string => `${id}/next@outrider`;
export const isFollowing = (uid: string): boolean => /^[0-9a-f-]{36}\/next@outrider$/.test(uid);

/** ms after midnight on the clocks of that zone; null: no reminder. */
function remindAfter({ remindAt, zone }: TaskSeries, day: string): number | null {
  if (remindAt === null) return null;
  const offset = zoneOffset(isZone(zone) ? zone : "UTC");
  return remindAt - instantOf(numberOfDay(day) * DAY_MS, offset);
}

/** The entries of one task: the task alone, the task as a series, or the task and the series of what comes after it. */
export function seriesOf(id: string, task: TaskEntry, series: TaskSeries): readonly CalendarEntry[] {
  const rule = series.repeat === "" || task.done ? null : parseRepeat(series.repeat);
  if (rule?.ok !== true) return [task];
  const from = series.from === "" ? task.day : series.from;
  // Finished on its day at the soonest: turns before that are passed over, as they are when it is finished.
  const least = [dayAfter(from, 1), dayAfter(task.day, 1), series.today].sort()[2] ?? from;
  const next = nextOccurrence(rule.value, from, least);
  if (next === null) return [task];
  const remind = remindAfter(series, task.day);
  // A series begins with a day of its rule, or programs differ about what its first is.
  const plain = from === task.day && nextOccurrence(rule.value, from)?.day === next.day && isTurn(rule.value, from);
  if (plain) return [{ ...task, series: { rule: repeatText(rule.value), remindAfter: remind } }];
  const rest = repeatText({ ...rule.value, count: rule.value.count === null ? null : rule.value.count - next.index });
  return [task, { ...task, uid: followingUid(id), day: next.day, remindAt: null, series: { rule: rest, remindAfter: remind } }];
}
