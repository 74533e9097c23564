import { contentLines } from "@outrider/shared/vcard";
import fc from "fast-check";
import { expect, it } from "vitest";
import { dayAfter, dayNumber, dayOfNumber } from "@outrider/shared/kernel";
import { utcText } from "./civil.ts";
import { type CalendarEntry, calendarText } from "./write-calendar.ts";

const common = { uid: "1@outrider", title: "Call Ida", text: "", url: "", updatedAt: 0, category: "Task" } as const;
const written = (tasks: "days" | "todos", ...entries: readonly CalendarEntry[]): readonly string[] => calendarText({ name: "Mine", tasks, entries }).replaceAll("\r\n ", "").split("\r\n");

it("R6 days and moments are those of the Gregorian calendar", () => {
  fc.assert(fc.property(fc.integer({ min: -2e13, max: 4e13 }), (at) => {
    const iso = new Date(at).toISOString();
    // Years before the year 0 are nobody's.
    if (/^[-+]/.test(iso)) return;
    expect(utcText(at)).toBe(iso.replace(/[-:]|\.\d+/g, ""));
    const day = iso.slice(0, 10);
    expect(dayOfNumber(dayNumber(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))))).toBe(day);
  }));
  expect([dayAfter("2026-12-30", 3), dayAfter("2028-02-28", 1), dayAfter("2026-03-01", -1)]).toEqual(["2027-01-02", "2028-02-29", "2026-02-28"]);
});

it("R6 a meeting has its time in UTC, a task its day and reminder, and either way of writing tasks says the same", () => {
  const at = Date.UTC(2027, 0, 31, 23, 30);
  expect(written("days", { ...common, type: "event", at, minutes: 45 })).toEqual(expect.arrayContaining(["DTSTART:20270131T233000Z", "DTEND:20270201T001500Z"]));
  expect(written("days", { ...common, type: "event", at, minutes: 0 }).filter((line) => line.startsWith("DTEND"))).toEqual([]);
  const task = { ...common, type: "task", day: "2027-12-31", remindAt: at, done: false } as const;
  expect(written("days", task)).toEqual(expect.arrayContaining(["BEGIN:VEVENT", "DTSTART;VALUE=DATE:20271231", "DTEND;VALUE=DATE:20280101", "TRANSP:TRANSPARENT", "TRIGGER;VALUE=DATE-TIME:20270131T233000Z"]));
  expect(written("todos", task)).toEqual(expect.arrayContaining(["BEGIN:VTODO", "DUE;VALUE=DATE:20271231", "STATUS:NEEDS-ACTION"]));
  expect(written("todos", { ...task, done: true, remindAt: null }).filter((line) => /ALARM|COMPLETED/.test(line))).toEqual(["STATUS:COMPLETED"]);
});

it("R6 whatever is in a title, no line is longer than 75 bytes, and it begins and ends nothing", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.string({ maxLength: 300 }), (title, text) => {
    const whole = calendarText({ name: title, tasks: "days", entries: [{ ...common, title: `${title}\r\nEND:VEVENT`, text, type: "day", day: "2027-01-01" }] });
    for (const line of whole.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(whole.replaceAll("\r\n", "")).not.toMatch(/[\r\n\u0000-\u0008]/);
    expect(contentLines(whole).filter(({ name }) => name === "BEGIN" || name === "END").map(({ value }) => value)).toEqual(["VCALENDAR", "VEVENT", "VEVENT", "VCALENDAR"]);
  }));
});
