// What a calendar file (iCalendar 2.0, or vCalendar 1.0 as far as it is the same) holds: meetings and what is to be done, each
// with the line on which it begins. Generous, since files come from many programs.
// Invariant: it never throws; every entry that is begun is told, one that cannot be read with its reason.
import { withoutHalfSigns, type ZoneOffset } from "@outrider/shared/kernel";
import { type ContentLine, contentLines } from "@outrider/shared/vcard";
import { type Clocks, describedZone, durationOf, type Moment, momentOf, namedZone } from "./moment.ts";

export interface CalendarItem {
  readonly type: "event" | "todo";
  /** "" where it has none. */
  readonly uid: string;
  /** Which of a series it stands for; null: it is the series, or alone. */
  readonly instead: Moment | null;
  readonly sequence: number;
  readonly title: string;
  readonly text: string;
  readonly place: string;
  readonly url: string;
  /** Addresses of those invited and of who invites, in small letters. */
  readonly people: readonly string[];
  readonly start: Moment | null;
  /** ms; 0 where it says nothing. Of something to be done its day is `start`. */
  readonly length: number;
  readonly isCancelled: boolean;
  readonly isDone: boolean;
  /** As it stands in the file; "" where it does not repeat. */
  readonly rule: string;
  readonly except: readonly Moment[];
  readonly also: readonly Moment[];
  /** Before its beginning, ms; null: no alarm. An alarm at a time of its own is `at`. */
  readonly alarm: { readonly before: number } | { readonly at: Moment } | null;
}

export type CalendarFault = "not-ended" | "no-start" | "no-title" | "too-long" | "journal";
export type CalendarEntryRead = { readonly line: number } & ({ readonly item: CalendarItem } | { readonly fault: CalendarFault; readonly title: string });

export interface CalendarFile {
  readonly entries: readonly CalendarEntryRead[];
  readonly clocks: Clocks;
  /** Zones that entries name and nobody knows. */
  readonly unknownZones: readonly string[];
}

/** Longest value that a content line keeps whole. */
const LONGEST = 20_000;
const MOST_DATES = 1_000;
const ENTRIES: Readonly<Record<string, CalendarItem["type"] | "journal">> = { VEVENT: "event", VTODO: "todo", VJOURNAL: "journal" };

const said = (value: string): string => withoutHalfSigns(value.replace(/\\(.)/gs, (_, sign: string) => (sign === "n" || sign === "N" ? "\n" : sign)).replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")).trim();
const oneLine = (value: string): string => said(value).replace(/\s+/g, " ");
const ADDRESS = /[^\s<>"':;,]{1,64}@[^\s<>"':;,]{1,189}/;

interface Block { readonly line: number; readonly type: CalendarItem["type"] | "journal"; readonly lines: ContentLine[]; readonly alarms: ContentLine[][] }

const zoneOfLine = ({ params }: ContentLine): string => params["TZID"] ?? "";

function read({ lines, alarms, type }: Block): CalendarItem | CalendarFault {
  if (type === "journal") return "journal";
  if (lines.some(({ value, name }) => value.length >= LONGEST && name !== "ATTACH")) return "too-long";
  const line = (name: string): ContentLine | undefined => lines.find((each) => each.name === name && each.value.trim() !== "");
  const value = (name: string): string => line(name)?.value ?? "";
  const moment = (name: string): Moment | null => {
    const there = line(name);
    return there === undefined ? null : momentOf(there.value, zoneOfLine(there));
  };
  const moments = (name: string): readonly Moment[] => lines.filter((each) => each.name === name).flatMap((each) => each.value.split(/[,;]/).flatMap((one) => momentOf(one.split("/")[0] ?? "", zoneOfLine(each)) ?? [])).slice(0, MOST_DATES);
  const [begin, due, end] = [moment("DTSTART"), moment("DUE"), moment("DTEND")];
  const start = type === "todo" ? (due ?? begin) : begin;
  const title = oneLine(value("SUMMARY"));
  if (start === null && (type === "event" || line("DUE") !== undefined || line("DTSTART") !== undefined)) return "no-start";
  if (type === "todo" && title === "") return "no-title";
  const length = type === "todo" || start === null ? 0 : (end === null ? (durationOf(value("DURATION")) ?? 0) : end.wall - start.wall);
  const status = value("STATUS").trim().toUpperCase();
  const trigger = alarms.flatMap((alarm) => alarm.find(({ name }) => name === "TRIGGER") ?? [])[0];
  const at = trigger === undefined ? null : momentOf(trigger.value, zoneOfLine(trigger));
  const before = trigger === undefined ? null : durationOf(trigger.value);
  return {
    type, uid: oneLine(value("UID")), instead: moment("RECURRENCE-ID"), sequence: Number(/^\d{1,9}$/.exec(value("SEQUENCE").trim())?.[0] ?? 0),
    title, text: said(value("DESCRIPTION")), place: oneLine(value("LOCATION")), url: oneLine(value("URL")),
    people: [...new Set(lines.filter(({ name }) => name === "ATTENDEE" || name === "ORGANIZER").flatMap((each) => ADDRESS.exec(`${each.value} ${each.params["EMAIL"] ?? ""}`.replace(/^mailto:/i, ""))?.[0]?.toLowerCase() ?? []))].slice(0, 200),
    start, length: Math.max(0, length), isCancelled: status === "CANCELLED", isDone: type === "todo" && (status === "COMPLETED" || line("COMPLETED") !== undefined || value("PERCENT-COMPLETE").trim() === "100"),
    rule: value("RRULE").trim(), except: moments("EXDATE"), also: moments("RDATE"), alarm: at !== null ? { at } : before !== null ? { before: -before } : null,
  };
}

export function readCalendar(text: string): CalendarFile {
  const entries: CalendarEntryRead[] = [];
  const described = new Map<string, ZoneOffset>();
  const names = new Set<string>();
  let block: Block | null = null;
  let zone: { id: string; location: string; parts: ContentLine[][] } | null = null;
  /** Components that lie in the entry or zone being read, from the outside in. */
  let inner: string[] = [];

  const close = (isEnded: boolean): void => {
    if (block === null) return;
    const found = isEnded ? read(block) : "not-ended";
    const title = oneLine(block.lines.find(({ name }) => name === "SUMMARY")?.value ?? "").slice(0, 300);
    if (typeof found === "string") entries.push({ line: block.line, fault: found, title });
    else {
      for (const moment of [found.start, found.instead, ...found.except, ...found.also]) if (moment !== null && moment.zone !== "" && moment.zone !== "UTC") names.add(moment.zone);
      entries.push({ line: block.line, item: found });
    }
    [block, inner] = [null, []];
  };
  for (const line of contentLines(text)) {
    const component = line.value.trim().toUpperCase();
    const type = ENTRIES[component];
    if (line.name === "BEGIN" && Object.hasOwn(ENTRIES, component) && type !== undefined) {
      close(false);
      [block, zone, inner] = [{ line: line.line, type, lines: [], alarms: [] }, null, []];
    } else if (line.name === "END" && (component === "VCALENDAR" || Object.hasOwn(ENTRIES, component))) close(component !== "VCALENDAR" && block !== null && ENTRIES[component] === (block as Block).type);
    else if (block !== null) {
      const alarm: ContentLine[] | undefined = block.alarms.at(-1);
      if (line.name === "BEGIN") {
        inner.push(component);
        if (component === "VALARM") block.alarms.push([]);
      } else if (line.name === "END") inner.pop();
      else if (inner.length === 0) block.lines.push(line);
      else if (inner.at(-1) === "VALARM" && alarm !== undefined) alarm.push(line);
    } else if (line.name === "BEGIN" && component === "VTIMEZONE") zone = { id: "", location: "", parts: [] };
    else if (zone !== null) {
      if (line.name === "TZID") zone.id = line.value.trim().toUpperCase();
      else if (line.name === "X-LIC-LOCATION") zone.location = line.value.trim();
      else if (line.name === "BEGIN") zone.parts.push([]);
      else if (line.name === "END" && component === "VTIMEZONE") {
        const offset = namedZone(zone.location) ?? describedZone(zone.parts);
        if (offset !== null) described.set(zone.id, offset);
        zone = null;
      } else zone.parts.at(-1)?.push(line);
    }
  }
  close(false);
  // The platform knows more of the zones that have a name than the few changes that a file describes.
  const clocks: Clocks = (name) => namedZone(name) ?? described.get(name.toUpperCase()) ?? null;
  return { entries, clocks, unknownZones: [...names].filter((name) => clocks(name) === null) };
}
