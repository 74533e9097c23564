// What lies on which day: tasks by the day they are due, meetings by their time, open deals by the day they are to close.
// Pure but for the time zone of the device; days are `YYYY-MM-DD`, times ms.
import type { Call } from "@outrider/shared/commands";
import { DAY_MS, dayAfter } from "@outrider/shared/kernel";
import type { Row } from "@outrider/shared/projection";
import { format } from "../../app/format.ts";
import { atOnDay, startOfDay } from "../../app/local-time.ts";

export type ItemType = "task" | "meeting" | "closing";

export interface DayItem {
  /** Of the record: one lies on one day. */
  readonly id: string;
  readonly type: ItemType;
  readonly row: Row;
  readonly day: string;
  /** When on that day; null where it is the day alone. A task stands where its reminder is, if that is on its day. */
  readonly at: number | null;
}

const instant = (row: Row, field: string): number | null => {
  const value = row.values[field];
  return typeof value === "number" ? value : null;
};
const dayIn = (row: Row, field: string): string => {
  const value = row.values[field];
  return typeof value === "string" ? value : "";
};

export function itemOf(row: Row): DayItem | null {
  if (row.kind === "task") {
    const [day, remindAt] = [dayIn(row, "due"), instant(row, "remindAt")];
    return day === "" ? null : { id: row.id, type: "task", row, day, at: remindAt !== null && format.today(remindAt) === day ? remindAt : null };
  }
  if (row.kind === "activity") {
    const at = instant(row, "at");
    return at === null ? null : { id: row.id, type: "meeting", row, day: format.today(at), at };
  }
  const day = dayIn(row, "closeDate");
  return row.kind === "deal" && day !== "" ? { id: row.id, type: "closing", row, day, at: null } : null;
}

const rank = { closing: 0, task: 1, meeting: 2 } as const satisfies Record<ItemType, number>;

/** What has no time first, then by time. */
export const inTimeOrder = (a: DayItem, b: DayItem): number =>
  (a.day < b.day ? -1 : a.day > b.day ? 1 : 0) || (a.at ?? 0) - (b.at ?? 0) || rank[a.type] - rank[b.type] || a.row.title.localeCompare(b.row.title) || (a.id < b.id ? -1 : 1);

/** Each record once, in order. */
export function itemsIn(...lists: readonly (readonly Row[])[]): readonly DayItem[] {
  const found = new Map<string, DayItem>();
  for (const row of lists.flat()) {
    const item = itemOf(row);
    if (item !== null) found.set(item.id, item);
  }
  return [...found.values()].sort(inTimeOrder);
}

export function byDay(items: readonly DayItem[]): ReadonlyMap<string, readonly DayItem[]> {
  const days = new Map<string, DayItem[]>();
  for (const item of items) days.set(item.day, [...(days.get(item.day) ?? []), item]);
  return days;
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** The edit by which it lies on another day, at the same time; a reminder goes with its task. */
export function moveTo({ type, row, day: from, at }: DayItem, day: string): Call {
  const edit = (values: Readonly<Record<string, string | number>>): Call => ({ name: "edit", args: { id: row.id, values } });
  if (type === "closing") return edit({ closeDate: day });
  if (type === "meeting") return edit({ at: atOnDay(at ?? startOfDay(from), day) });
  const remindAt = instant(row, "remindAt");
  return edit({ due: day, ...(remindAt !== null && { remindAt: atOnDay(remindAt, dayAfter(format.today(remindAt), daysBetween(from, day))) }) });
}

/** The first day of the week that a day is in; weekdays are 1 (Monday) to 7. */
export function weekOf(day: string, firstWeekday: number): string {
  const weekday = ((new Date(Date.parse(`${day}T00:00:00Z`)).getUTCDay() + 6) % 7) + 1;
  return dayAfter(day, -((weekday - firstWeekday + 7) % 7));
}

/** The first day of the month before or after. */
export function monthBeside(day: string, months: number): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const at = year * 12 + month - 1 + months;
  return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}-01`;
}

/** Weeks as rows of seven days: the one of the day, or all that its month has a part in. */
export function weeksOf(day: string, view: "week" | "month", firstWeekday: number): readonly (readonly string[])[] {
  const seven = (first: string): readonly string[] => Array.from({ length: 7 }, (_, index) => dayAfter(first, index));
  if (view === "week") return [seven(weekOf(day, firstWeekday))];
  const weeks: (readonly string[])[] = [];
  for (let first = weekOf(monthBeside(day, 0), firstWeekday); first < monthBeside(day, 1); first = dayAfter(first, 7)) weeks.push(seven(first));
  return weeks;
}

/** The Monday after a day, whatever day weeks begin on here: where work goes on. */
export const nextMonday = (day: string): string => dayAfter(weekOf(day, 1), 7);
