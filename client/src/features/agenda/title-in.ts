// What lies on a day in words: what it is called, and what it is on. Pure.
import type { DayItem } from "./day-items.ts";
import { words } from "./texts.ts";

/** A text of the record; "" where it has none. */
export const said = ({ row }: DayItem, field: string): string => {
  const value = row.values[field];
  return typeof value === "string" ? value : "";
};
export const rootName = (item: DayItem): string => item.row.titles[said(item, "root")] ?? "";

/** What it is called in a calendar. */
export const titleIn = (item: DayItem): string => (item.type === "meeting" ? words.meeting(rootName(item)) : item.type === "closing" ? words.closing(item.row.title) : item.row.title);
