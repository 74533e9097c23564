import { elementsOf, textOf, valueOf } from "@outrider/shared/records";
import { calendarText, seriesOf } from "@outrider/shared/icalendar";
import { describe, expect, it } from "vitest";
import { CALENDARS } from "../testing/calendars.ts";
import { memoryTarget, type MemoryTarget } from "../testing/memory-target.ts";
import { importCalendar, READER } from "../testing/run-import.ts";
import { failedRows } from "./failed-rows.ts";
import { readTable } from "./read-table.ts";
import { takeBack } from "./run-plan.ts";

const ANANYA = "ananya@tamarind.example";
async function withAnanya(): Promise<MemoryTarget & { readonly ananya: string }> {
  const target = memoryTarget();
  const ananya = target.newId();
  await target.submit([{ name: "create", args: { id: ananya, kind: "contact", values: { name: "Ananya Rao" }, sets: { emails: [ANANYA] } } }]);
  return { ...target, ananya };
}
const calendar = (name: string): File => new File([CALENDARS[name] ?? ""], name);
const titles = (target: MemoryTarget, kind: "activity" | "task"): readonly string[] => target.of(kind).map((state) => textOf(state, kind === "task" ? "title" : "text")).sort();

describe("a calendar", () => {
  it("R13 meetings go to who is invited, of a series each time in the window, and what names nobody to tasks or nowhere", async () => {
    const target = await withAnanya();
    const { report, table, plan } = await importCalendar(calendar("google.ics"), target, { unnamed: "leave" });
    expect(report.imported + report.skipped + report.refused.length).toBe(table.rows.length);
    expect(table.notices).toHaveLength(1);
    const meetings = target.of("activity");
    expect(meetings.every((state) => textOf(state, "root") === target.ananya && elementsOf(state, "participants").join() === target.ananya)).toBe(true);
    const times = meetings.map((state) => new Date(Number(valueOf(state, "at"))).toISOString()).sort();
    // From a month before to three months after 22 November 2026: the one left out is not there, the one that was moved is.
    expect([times[0], times.at(-1), times.length]).toEqual(["2026-10-26T09:00:00.000Z", "2027-02-22T09:00:00.000Z", 17]);
    expect(times).toContain("2026-12-01T16:00:00.000Z");
    expect(times.some((time) => time.startsWith("2026-11-23") || time.startsWith("2026-11-30"))).toBe(false);
    expect(plan.fates.flatMap((fate) => (fate.fate === "skip" ? [fate.reason] : []))).toEqual(["Nobody invited is a contact or lead here.", "Cancelled."]);
    const asTasks = await importCalendar(calendar("google.ics"), await withAnanya(), { unnamed: "task" });
    expect(asTasks.report.imported).toBe(18);
  });

  it("R13 a second import updates what the first made, keeps what it hangs on, and makes nothing twice", async () => {
    const target = await withAnanya();
    const first = await importCalendar(calendar("outlook.ics"), target);
    expect(first.report).toMatchObject({ imported: 1, skipped: 1 });
    const [meeting] = target.of("activity");
    expect(meeting && [textOf(meeting, "text"), valueOf(meeting, "duration"), new Date(Number(valueOf(meeting, "at"))).toISOString()]).toEqual(["Terms\nRoom 4, Quay St\nAgenda:\n1. Price\n2. Dates; all of them", 90, "2026-12-03T13:00:00.000Z"]);
    const moved = new File([(CALENDARS["outlook.ics"] ?? "").replace("20261203T140000", "20261204T150000").replace("20261203T153000", "20261204T153000").replace("Ananya@Tamarind.example", "nobody@there.example")], "outlook.ics");
    const second = await importCalendar(moved, target);
    expect([second.report.imported, second.report.made, target.of("activity").length]).toEqual([1, 0, 1]);
    const [after] = target.of("activity");
    expect(after && [textOf(after, "root"), new Date(Number(valueOf(after, "at"))).toISOString(), valueOf(after, "duration")]).toEqual([target.ananya, "2026-12-04T14:00:00.000Z", 30]);
    expect((await importCalendar(moved, target, { existing: "skip" })).report).toMatchObject({ imported: 0, skipped: 2 });
  });

  it("R13 what is to be done becomes tasks: due, reminded of, done, again and again; what cannot be read is told with its line", async () => {
    const target = memoryTarget();
    const { report, table } = await importCalendar(calendar("tasks.ics"), target);
    expect(titles(target, "task")).toEqual(["Done before", "Report", "Send the minutes", "Water the plants"]);
    const task = (title: string) => target.of("task").find((state) => textOf(state, "title") === title)!;
    expect([textOf(task("Send the minutes"), "due"), new Date(Number(valueOf(task("Send the minutes"), "remindAt"))).toISOString()]).toEqual(["2026-12-04", "2026-12-04T09:00:00.000Z"]);
    expect(["due", "repeat", "repeatFrom", "repeatZone"].map((field) => textOf(task("Report"), field))).toEqual(["2026-11-30", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30", "Europe/Dublin"]);
    expect(valueOf(task("Done before"), "done")).toBe(true);
    expect(textOf(task("Water the plants"), "text")).toContain("FREQ=HOURLY;INTERVAL=8");
    expect(report.refused.map(({ row, errors }) => [row.line, errors[0]?.message])).toEqual([[31, "This entry has no end: the file was cut off."]]);
    expect(failedRows(table, report.refused)).toContain("Cut off");
  });

  it("R13 an old vCalendar is read; its rule is told in words", async () => {
    const target = await withAnanya();
    await importCalendar(calendar("old.vcs"), target);
    expect(titles(target, "activity")).toEqual(["Café mit Ananya\nIt repeats by a rule that is not known here (W1 MO #0); this is its first time."]);
  });

  it("R13 a whole import is taken back, and may be done again", async () => {
    const target = await withAnanya();
    const { report } = await importCalendar(calendar("google.ics"), target, { unnamed: "task" });
    expect(await takeBack(report, (calls) => target.submit(calls))).toEqual({ gone: 18, changed: 0 });
    expect(target.of("activity").length + target.of("task").length).toBe(0);
    expect((await importCalendar(calendar("google.ics"), target, { unnamed: "task" })).report.made).toBe(18);
  });

  it("R13 an import is found again later by the name that all it made bears, and taken back as a whole; what came of a series goes with it", async () => {
    const target = await withAnanya();
    const { report } = await importCalendar(calendar("google.ics"), target, { unnamed: "task", name: "Monday, google.ics, Max" });
    const tasks = await importCalendar(calendar("tasks.ics"), target, { name: "Tuesday, tasks.ics, Eva" });
    const monthly = target.of("task").find((state) => textOf(state, "repeat") !== "")!;
    await target.submit([{ name: "edit", args: { id: monthly.id, values: { done: true } } }]);
    // A second import changes what the first made, and what it makes besides is its own.
    await importCalendar(calendar("google.ics"), target, { unnamed: "task", name: "Again" });
    const { imports } = await target.earlier();
    expect(imports.map(({ name, ids }) => [name, ids.length])).toEqual([["Monday, google.ics, Max", report.made], ["Tuesday, tasks.ics, Eva", tasks.report.made + 1]]);
    const [, second] = imports;
    expect(await takeBack({ ids: second?.ids ?? [], backs: [] }, (calls) => target.submit(calls))).toEqual({ gone: tasks.report.made + 1, changed: 0 });
    expect((await target.earlier()).imports.map(({ name }) => name)).toEqual(["Monday, google.ics, Max"]);
    expect(target.of("activity").length + target.of("task").length).toBe(report.made);
  });

  it("R13 what the app itself saved comes back to where it came from", async () => {
    const target = await withAnanya();
    const id = target.newId();
    await target.submit([{ name: "create", args: { id, kind: "task", values: { title: "Ring", due: "2026-12-01" } } }]);
    const own = calendarText({ name: "Mine", tasks: "todos", entries: [{ uid: `${id}@outrider`, type: "task", day: "2026-12-08", remindAt: null, done: false, title: "Ring", text: "", url: "", updatedAt: 0, category: "Task" }] });
    expect((await importCalendar(new File([own], "own.ics"), target)).report).toMatchObject({ imported: 1, made: 0 });
    expect([target.of("task").length, textOf(target.records.get(id)!, "due"), textOf(target.records.get(id)!, "externalId")]).toEqual([1, "2026-12-08", ""]);
  });

  it("R6 R13 a task that repeats comes back as itself with its rule, however the file shows it; what comes after it comes of itself", async () => {
    const target = await withAnanya();
    const id = target.newId();
    await target.submit([{ name: "create", args: { id, kind: "task", values: { title: "Ring", due: "2026-12-01" } } }]);
    const task = { uid: `${id}@outrider`, type: "task", day: "2026-12-07", remindAt: null, done: false, title: "Ring", text: "", url: "", updatedAt: 0, category: "Task" } as const;
    const series = { repeat: "FREQ=WEEKLY", zone: "", remindAt: null, today: "2026-12-01" };
    for (const [from, tasks] of [["", "days"], ["", "todos"], ["2026-12-06", "days"], ["2026-12-06", "todos"]] as const) {
      const own = calendarText({ name: "Mine", tasks, entries: seriesOf(id, task, { ...series, from }) });
      expect((await importCalendar(new File([own], "own.ics"), target)).report).toMatchObject({ made: 0 });
      expect([target.of("task").length, textOf(target.records.get(id)!, "due"), textOf(target.records.get(id)!, "repeat")]).toEqual([1, "2026-12-07", "FREQ=WEEKLY"]);
    }
  });

  it("R13 a file without an entry is refused in words, and a zone that nobody knows is told", async () => {
    expect(await readTable(new File(["BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR"], "a.ics"), { reader: READER })).toMatchObject({ ok: false, error: { code: "no-rows", message: "There is no entry in this calendar." } });
    const read = await readTable(new File(["BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART;TZID=Middle-earth:20261201T100000\nEND:VEVENT\nEND:VCALENDAR"], "a.ics"), { reader: READER });
    expect(read.ok && read.value.notices.join(" ")).toContain("MIDDLE-EARTH");
  });
});
