// A calendar as iCalendar (RFC 5545), which calendar programs subscribe to and open. Pure text: moments are in UTC and
// days are days, so that no time zone has to be described. The reader beside it reads it back.
import { dayAfter } from "@outrider/shared/kernel";
import { escaped, folded } from "@outrider/shared/vcard";
import { utcText } from "./civil.ts";

interface Common {
  /** Stays the same when it is written again, so that a program changes what it has. */
  readonly uid: string;
  readonly title: string;
  readonly text: string;
  /** Where it is looked at; "" for nowhere. */
  readonly url: string;
  /** ms: the last edit. */
  readonly updatedAt: number;
  /** One word: what it is. */
  readonly category: string;
}

export type CalendarEntry =
  /** `minutes` may be 0. */
  | (Common & { readonly type: "event"; readonly at: number; readonly minutes: number })
  | (Common & { readonly type: "day"; readonly day: string })
  /** `remindAt` in ms or null; `done` only where it is written as something to be done. */
  | (Common & { readonly type: "task"; readonly day: string; readonly remindAt: number | null; readonly done: boolean });

export interface CalendarToWrite {
  readonly name: string;
  /** Few programs show what is to be done: as days, tasks are shown by all. */
  readonly tasks: "days" | "todos";
  readonly entries: readonly CalendarEntry[];
}

const dayText = (day: string): string => day.replaceAll("-", "");

/** A note that comes up at that time; one that is over would come up at once. */
const alarm = (title: string, at: number | null): readonly string[] =>
  at === null ? [] : ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(title)}`, `TRIGGER;VALUE=DATE-TIME:${utcText(at)}`, "END:VALARM"];

function entryLines(entry: CalendarEntry, { tasks }: CalendarToWrite): readonly string[] {
  const { uid, title, text, url, updatedAt, category } = entry;
  const todo = entry.type === "task" && tasks === "todos";
  const about = [
    // It publishes no method, so that the stamp is that of the last edit and the same file is the same text.
    `UID:${escaped(uid)}`, `DTSTAMP:${utcText(updatedAt)}`, `LAST-MODIFIED:${utcText(updatedAt)}`, `SUMMARY:${escaped(title)}`,
    ...(text === "" ? [] : [`DESCRIPTION:${escaped(text)}`]), ...(url === "" ? [] : [`URL:${url}`]), `CATEGORIES:${escaped(category)}`,
  ];
  if (todo) return ["BEGIN:VTODO", ...about, `DUE;VALUE=DATE:${dayText(entry.day)}`, `STATUS:${entry.done ? "COMPLETED" : "NEEDS-ACTION"}`, ...alarm(title, entry.remindAt), "END:VTODO"];
  const times = entry.type === "event"
    ? [`DTSTART:${utcText(entry.at)}`, ...(entry.minutes > 0 ? [`DTEND:${utcText(entry.at + entry.minutes * 60_000)}`] : [])]
    // A whole day takes nobody's time, and ends where the next begins.
    : [`DTSTART;VALUE=DATE:${dayText(entry.day)}`, `DTEND;VALUE=DATE:${dayText(dayAfter(entry.day, 1))}`, "TRANSP:TRANSPARENT"];
  return ["BEGIN:VEVENT", ...about, ...times, ...(entry.type === "task" ? alarm(title, entry.remindAt) : []), "END:VEVENT"];
}

/** The whole file: lines of at most 75 bytes that end with CR LF. */
export function calendarText(calendar: CalendarToWrite): string {
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Outrider//Outrider//EN", "CALSCALE:GREGORIAN",
    `NAME:${escaped(calendar.name)}`, `X-WR-CALNAME:${escaped(calendar.name)}`, "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
    ...calendar.entries.flatMap((entry) => entryLines(entry, calendar)), "END:VCALENDAR",
  ];
  return lines.map(folded).join("");
}
