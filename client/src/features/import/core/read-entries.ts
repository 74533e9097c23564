// Reads a calendar file (.ics) as a table: one entry a row, and of a series each time within a window. What an entry becomes
// is decided later, from the cells. Invariant: every entry that is begun is a row; what is left alone keeps its reason.
import { DAY_MS, dayAfter, err, ok, type Result, zoneOffset, type ZoneOffset } from "@outrider/shared/kernel";
import { type CalendarFile, type CalendarItem, dayOn, expanded, isFollowing, ownId, parseRepeat, readCalendar, repeatText, timeOf, turnOf } from "@outrider/shared/icalendar";
import { localZone } from "../../../app/format.ts";
import { text } from "../texts.ts";
import { decoded } from "./decode.ts";
import { MAX_FILE_BYTES, MAX_ROWS } from "./limits.ts";
import type { FileLike, ReadOptions } from "./read-csv.ts";
import type { FileProblem, Row, Table } from "./table.ts";

const fail = (code: FileProblem["code"], message: string) => err<FileProblem>({ code, message });
const MINUTE_MS = 60_000;
/** Of a series only these days are made: what is long past or far ahead fills every list. */
const WINDOW_DAYS = { back: 31, ahead: 92 } as const;
/** Of one series. */
const MOST_TIMES = 200;
const AT_ONCE = 500;

/** Which cell holds what. Times as ISO 8601 in UTC, days as `YYYY-MM-DD`. */
const ENTRY_CELLS = ["type", "title", "when", "minutes", "people", "place", "text", "repeat", "remind", "done", "key"] as const;
type EntryCell = (typeof ENTRY_CELLS)[number];
export const entryCell = (row: Row, cell: EntryCell): string => row.cells[ENTRY_CELLS.indexOf(cell)] ?? "";

/** now: ms; zone: the name of the zone of whoever reads. */
export interface Reader { readonly now: number; readonly zone: string }

interface Around { readonly file: CalendarFile; readonly own: ZoneOffset; readonly reader: Reader; readonly instead: ReadonlySet<string> }

function cellsOf(item: CalendarItem, start: CalendarItem["start"], key: string, said: string, repeat: string, { file, own }: Around): readonly string[] {
  const at = start === null ? null : timeOf(start, file.clocks, own);
  const when = at === null || start === null ? "" : start.wholeDay ? dayOn(at, own) : new Date(at).toISOString();
  const { alarm } = item;
  const remind = alarm === null ? null : "at" in alarm ? timeOf(alarm.at, file.clocks, own) : at === null ? null : at - alarm.before;
  const cells: Readonly<Record<EntryCell, string>> = {
    type: item.type, title: item.title, when, minutes: item.length > 0 ? String(Math.round(item.length / MINUTE_MS)) : "", people: item.people.join("; "), place: item.place,
    text: [item.text, item.url, said].filter((part) => part !== "").join("\n"), repeat, remind: remind === null || Math.abs(remind) > 8e15 ? "" : new Date(remind).toISOString(), done: item.isDone ? "yes" : "", key,
  };
  return ENTRY_CELLS.map((cell) => cells[cell]);
}

function rowsOf(item: CalendarItem, line: number, around: Around): readonly Row[] {
  const { file, own, reader, instead } = around;
  const { from, to } = windowOf(reader.now);
  const at = item.start === null ? null : timeOf(item.start, file.clocks, own);
  const uid = item.uid === "" ? "" : item.instead === null ? item.uid : `${item.uid}/${turnOf(item.instead, file.clocks, own)}`;
  const key = uid === "" ? `${item.title}/${at ?? ""}` : uid;
  const single = (said = "", repeat = ""): Row => ({ line, cells: cellsOf(item, item.start, key, said, repeat, around) });
  if (isFollowing(item.uid)) return [{ ...single(), leave: text.entry.following }];
  if (item.isCancelled) return [{ ...single(), leave: text.entry.cancelled }];
  const repeats = item.rule !== "" || item.also.length > 0;
  if (!repeats || item.instead !== null) return [single()];
  const rule = parseRepeat(item.rule);
  // A task that was written here as days is that task, however often it comes.
  if (item.type === "todo" || ownId(item.uid) !== undefined) return [rule.ok && item.start !== null ? single("", repeatText(rule.value)) : single(text.entry.byRule(item.rule))];
  const times = expanded(item, { from, to, most: MOST_TIMES }, file.clocks, own);
  if (times === null) return [single(text.entry.byRule(item.rule))];
  // One that stands for a time of the series has a row of its own.
  const rows = times.filter(({ turn }) => !instead.has(`${item.uid}/${turn}`)).map(({ start, turn }) => ({ line, cells: cellsOf(item, start, `${key}/${turn}`, "", "", around) }));
  return rows.length > 0 ? rows : [{ ...single(), leave: text.entry.notInWindow }];
}

const windowOf = (now: number) => ({ from: now - WINDOW_DAYS.back * DAY_MS, to: now + WINDOW_DAYS.ahead * DAY_MS });

export async function readEntries(given: FileLike, { signal, onProgress, reader = { now: Date.now(), zone: localZone() } }: ReadOptions, pause: () => Promise<void>): Promise<Result<Table, FileProblem>> {
  if (given.size > MAX_FILE_BYTES) return fail("too-large", text.file.tooLarge(given.size, MAX_FILE_BYTES));
  const { content, encoding } = decoded(new Uint8Array(await given.slice(0, given.size).arrayBuffer()));
  onProgress?.(0.3);
  const file = readCalendar(content);
  onProgress?.(0.6);
  const own = zoneOffset(reader.zone);
  const items = file.entries.flatMap((entry) => ("item" in entry ? [entry.item] : []));
  const instead = new Set(items.flatMap((item) => (item.instead === null || item.uid === "" ? [] : [`${item.uid}/${turnOf(item.instead, file.clocks, own)}`])));
  const around: Around = { file, own, reader, instead };
  const rows: Row[] = [];
  for (const [at, entry] of file.entries.entries()) {
    if (at > 0 && at % AT_ONCE === 0) await pause();
    if (signal?.aborted) return fail("cancelled", text.file.cancelled);
    if ("item" in entry) rows.push(...rowsOf(entry.item, entry.line, around));
    else if (entry.fault === "journal") rows.push({ line: entry.line, cells: ["", entry.title], leave: text.entry.faults.journal });
    else rows.push({ line: entry.line, cells: ["", entry.title], problem: text.entry.faults[entry.fault] });
    if (rows.length > MAX_ROWS) return fail("too-many-rows", text.file.tooManyRows(MAX_ROWS));
  }
  if (rows.length === 0) return fail("no-rows", text.entry.none);
  const today = dayOn(reader.now, own);
  const notices = [
    ...(encoding === "windows-1252" ? [text.card.oldAlphabet] : []),
    ...(file.unknownZones.length > 0 ? [text.entry.unknownZones(file.unknownZones.slice(0, 5))] : []),
    ...(items.some(({ rule, also, type }) => type === "event" && (rule !== "" || also.length > 0)) ? [text.entry.window(dayAfter(today, -WINDOW_DAYS.back), dayAfter(today, WINDOW_DAYS.ahead))] : []),
    ...(items.some(({ rule }) => rule !== "" && !parseRepeat(rule).ok) ? [text.entry.someByRule] : []),
  ];
  return ok({ fileName: given.name, columns: ENTRY_CELLS.map((cell) => ({ name: text.entry.cells[cell] })), rows: onceEach(rows, items, file, own), encoding, delimiter: null, hasHeader: true, notices, kind: "calendar" });
}

/** Of two of one name the one that was changed later counts, wherever it stands. */
function onceEach(rows: readonly Row[], items: readonly CalendarItem[], file: CalendarFile, own: ZoneOffset): readonly Row[] {
  const newest = new Map<string, number>();
  for (const { uid, instead, sequence } of items) {
    const key = instead === null ? uid : `${uid}/${turnOf(instead, file.clocks, own)}`;
    if (sequence > (newest.get(key) ?? 0)) newest.set(key, sequence);
  }
  if (newest.size === 0) return rows;
  const sequences = new Map<number, { readonly key: string; readonly sequence: number }>();
  let at = 0;
  for (const entry of file.entries) {
    const item = "item" in entry ? items[at++] : undefined;
    if (item !== undefined) sequences.set(entry.line, { key: item.instead === null ? item.uid : `${item.uid}/${turnOf(item.instead, file.clocks, own)}`, sequence: item.sequence });
  }
  return rows.map((row) => {
    const of = sequences.get(row.line);
    return of !== undefined && of.key !== "" && of.sequence < (newest.get(of.key) ?? 0) && row.problem === undefined ? { ...row, leave: text.entry.older } : row;
  });
}
