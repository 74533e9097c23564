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
  | (Common & { readonly type: "task"; readonly day: string; readonly remindAt: number | null; readonly done: boolean; readonly series?: Series });

/** By which rule (RRULE) it comes again from its day on, and how long after the midnight of each such day (ms) it reminds. */
export interface Series { readonly rule: string; readonly remindAfter: number | null }

export interface CalendarToWrite {
  readonly name: string;
  /** Few programs show what is to be done: as days, tasks are shown by all. */
  readonly tasks: "days" | "todos";
  readonly entries: readonly CalendarEntry[];
}

const dayText = (day: string): string => day.replaceAll("-", "");

/** `-P1DT2H30M`: so long after, or before where it is less than nothing. */
function durationText(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const time = `${hours > 0 ? `${hours}H` : ""}${rest > 0 || minutes === 0 ? `${rest}M` : ""}`;
  return `${ms < 0 ? "-" : ""}P${days > 0 ? `${days}D` : ""}${time === "" ? "" : `T${time}`}`;
}

/** A note that comes up at that time; one that is over would come up at once. */
const alarm = (title: string, trigger: string): readonly string[] => ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(title)}`, trigger, "END:VALARM"];

/** Of a series it comes up each time, as long after the beginning of the day. */
function alarmOf({ title, remindAt, series }: Extract<CalendarEntry, { readonly type: "task" }>): readonly string[] {
  if (series !== undefined) return series.remindAfter === null ? [] : alarm(title, `TRIGGER:${durationText(series.remindAfter)}`);
  return remindAt === null ? [] : alarm(title, `TRIGGER;VALUE=DATE-TIME:${utcText(remindAt)}`);
}

function entryLines(entry: CalendarEntry, { tasks }: CalendarToWrite): readonly string[] {
  const { uid, title, text, url, updatedAt, category } = entry;
  const todo = entry.type === "task" && tasks === "todos";
  const about = [
    // It publishes no method, so that the stamp is that of the last edit and the same file is the same text.
    `UID:${escaped(uid)}`, `DTSTAMP:${utcText(updatedAt)}`, `LAST-MODIFIED:${utcText(updatedAt)}`, `SUMMARY:${escaped(title)}`,
    ...(text === "" ? [] : [`DESCRIPTION:${escaped(text)}`]), ...(url === "" ? [] : [`URL:${url}`]), `CATEGORIES:${escaped(category)}`,
  ];
  const rule = entry.type === "task" && entry.series !== undefined ? [`RRULE:${entry.series.rule}`] : [];
  // What repeats says where it begins, or its rule has nothing to count from.
  const begin = rule.length > 0 && todo ? [`DTSTART;VALUE=DATE:${dayText(entry.day)}`] : [];
  if (todo) return ["BEGIN:VTODO", ...about, ...begin, `DUE;VALUE=DATE:${dayText(entry.day)}`, ...rule, `STATUS:${entry.done ? "COMPLETED" : "NEEDS-ACTION"}`, ...alarmOf(entry), "END:VTODO"];
  const times = entry.type === "event"
    ? [`DTSTART:${utcText(entry.at)}`, ...(entry.minutes > 0 ? [`DTEND:${utcText(entry.at + entry.minutes * 60_000)}`] : [])]
    // A whole day takes nobody's time, and ends where the next begins.
    : [`DTSTART;VALUE=DATE:${dayText(entry.day)}`, `DTEND;VALUE=DATE:${dayText(dayAfter(entry.day, 1))}`, "TRANSP:TRANSPARENT"];
  return ["BEGIN:VEVENT", ...about, ...times, ...rule, ...(entry.type === "task" ? alarmOf(entry) : []), "END:VEVENT"];
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
