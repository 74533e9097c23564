// Days as a calendar file, made on the device: it works with no network. Pure.
import { type CalendarEntry, calendarText, seriesOf } from "@outrider/shared/icalendar";
import { homeOf } from "../../app/record-home.tsx";
import { recordHref } from "../../app/record-route.ts";
import type { DayItem } from "./day-items.ts";
import { words } from "./texts.ts";
import { rootName, said, titleIn } from "./title-in.ts";

const lines = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n");

function entriesOf(item: DayItem, app: string, today: string): readonly CalendarEntry[] {
  const { type, row, day, at } = item;
  const home = homeOf(row);
  const common = { uid: `${row.id}@outrider`, title: titleIn(item), url: home === null ? app : app + recordHref(home.kind, home.id), updatedAt: row.updatedAt, category: words.types[type] };
  if (type === "closing") return [{ ...common, type: "day", day, text: "" }];
  if (type === "meeting") {
    const minutes = row.values["duration"];
    return [{ ...common, type: "event", at: at ?? 0, minutes: typeof minutes === "number" ? minutes : 0, text: lines(said(item, "outcome"), said(item, "text")) }];
  }
  const remindAt = typeof row.values["remindAt"] === "number" ? row.values["remindAt"] : null;
  const task = { ...common, type: "task", day, remindAt, done: row.values["done"] === true, text: lines(rootName(item), said(item, "text")) } as const;
  return seriesOf(row.id, task, { repeat: said(item, "repeat"), from: said(item, "repeatFrom"), zone: said(item, "repeatZone"), remindAt, today });
}

/** app: the address of the app, for the links in it; today: `YYYY-MM-DD`. */
export const calendarFile = (items: readonly DayItem[], app: string, today: string): string => calendarText({ name: words.title, tasks: "days", entries: items.flatMap((item) => entriesOf(item, app, today)) });
