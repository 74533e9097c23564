// What a timeline can be narrowed down to, in the order in which it is offered. Pure.
import type { TimelineItem } from "@outrider/shared/projection";

export const TIMELINE_PARTS = ["call", "meeting", "email", "note", "message", "task", "objection", "stage"] as const;
export type TimelinePart = (typeof TIMELINE_PARTS)[number];

/** Undefined: what no part is for; it is shown among all. */
export function partOf(item: TimelineItem): TimelinePart | undefined {
  if (item.type === "trail") return "stage";
  const named = item.type === "activity" ? item.row.values["type"] : item.type;
  return TIMELINE_PARTS.find((part) => part === named);
}
