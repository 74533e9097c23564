import { createRandom, zoneOffset } from "@outrider/shared/kernel";
import { mutant } from "@outrider/shared/testing";
import { describe, expect, it } from "vitest";
import { calendarText, type CalendarFile, type CalendarItem, dayOn, expanded, isCalendar, readCalendar, timeOf } from "./index.ts";

const own = zoneOffset("Europe/Dublin");
const calendar = (...lines: readonly string[]): string => ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].join("\r\n");
const event = (...lines: readonly string[]): readonly string[] => ["BEGIN:VEVENT", ...lines, "END:VEVENT"];
const only = (file: CalendarFile): CalendarItem => {
  const [entry] = file.entries;
  if (entry === undefined || !("item" in entry)) throw new Error(JSON.stringify(entry));
  return entry.item;
};
const startOf = (...lines: readonly string[]): string => {
  const file = readCalendar(calendar(...lines));
  const { start } = only(file);
  return start === null ? "" : new Date(timeOf(start, file.clocks, own)).toISOString();
};
const OUTLOOK = [
  "BEGIN:VTIMEZONE", "TZID:W. Europe Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD",
  "BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE",
];
const times = (file: CalendarFile, from = "2026-11-01", to = "2027-03-01", most = 200) =>
  expanded(only(file), { from: Date.parse(from), to: Date.parse(to), most }, file.clocks, own)?.map(({ turn }) => turn);

describe("calendar files", () => {
  it("R13 an entry is read with folded lines, escaped text, people, alarm and the line on which it begins", () => {
    const file = readCalendar(calendar("X-WR-CALNAME:Work", ...event("UID:a@b", "SUMMARY:Demo\\, part", " \\; two", "DESCRIPTION:First line\\nSecond", "LOCATION:Quay St", "DTSTART:20261201T100000Z", "DTEND:20261201T113000Z", 'ATTENDEE;CN="Rao: A";ROLE=REQ-PARTICIPANT:mailto:Ananya@Tamarind.example', "ORGANIZER:MAILTO:me@here.example", "BEGIN:VALARM", "TRIGGER:-PT15M", "DESCRIPTION:Not this", "END:VALARM")));
    expect(file.entries[0]?.line).toBe(4);
    expect(only(file)).toMatchObject({ type: "event", uid: "a@b", title: "Demo, part; two", text: "First line\nSecond", place: "Quay St", people: ["ananya@tamarind.example", "me@here.example"], length: 5_400_000, alarm: { before: 900_000 } });
  });

  it("R13 times are those of their zone: UTC, by name, as the file describes it, of whole days and of nobody", () => {
    expect(startOf(...event("DTSTART:20270701T100000Z"))).toBe("2027-07-01T10:00:00.000Z");
    expect(startOf(...event("DTSTART;TZID=Europe/Berlin:20270701T100000"))).toBe("2027-07-01T08:00:00.000Z");
    expect(startOf(...event('DTSTART;TZID="/example.org/20070101/America/New_York":20270701T100000'))).toBe("2027-07-01T14:00:00.000Z");
    expect(startOf(...OUTLOOK, ...event("DTSTART;TZID=W. Europe Standard Time:20270701T100000"))).toBe("2027-07-01T08:00:00.000Z");
    expect(startOf(...OUTLOOK, ...event("DTSTART;TZID=W. Europe Standard Time:20271101T100000"))).toBe("2027-11-01T09:00:00.000Z");
    expect(startOf(...event("DTSTART:20270701T100000"))).toBe("2027-07-01T09:00:00.000Z");
    const file = readCalendar(calendar(...event("DTSTART;TZID=Middle-earth:20270701T100000")));
    expect([file.unknownZones, startOf(...event("DTSTART;TZID=Middle-earth:20270701T100000"))]).toEqual([["MIDDLE-EARTH"], "2027-07-01T09:00:00.000Z"]);
    const day = readCalendar(calendar(...event("DTSTART;VALUE=DATE:20270701", "DTEND;VALUE=DATE:20270703")));
    expect([only(day).start?.wholeDay, only(day).length, dayOn(timeOf(only(day).start!, day.clocks, own), own)]).toEqual([true, 2 * 86_400_000, "2027-07-01"]);
  });

  it("R13 a series is its times in a window, less those left out, at the same time on the clock in summer and winter", () => {
    const weekly = readCalendar(calendar(...event("UID:s", "DTSTART;TZID=Europe/Berlin:20200106T090000", "RRULE:FREQ=WEEKLY;BYDAY=MO", "EXDATE;TZID=Europe/Berlin:20261109T090000", "RDATE:20261112T120000Z")));
    expect(times(weekly, "2026-11-01", "2026-11-20")).toEqual(["20261102T080000Z", "20261112T120000Z", "20261116T080000Z"]);
    expect(times(weekly, "2027-03-20", "2027-04-06")).toEqual(["20270322T080000Z", "20270329T070000Z", "20270405T070000Z"]);
    expect(times(readCalendar(calendar(...event("DTSTART:20261102T150000Z", "RRULE:FREQ=DAILY;UNTIL=20261103T120000Z"))))).toEqual(["20261102T150000Z"]);
    expect(times(readCalendar(calendar(...event("DTSTART;VALUE=DATE:20261130", "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1"))))).toEqual(["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]);
    expect(times(readCalendar(calendar(...event("DTSTART:20261102T150000Z", "RRULE:FREQ=HOURLY"))))).toBeUndefined();
    expect(times(readCalendar(calendar(...event("DTSTART:20261102T150000Z", "RRULE:FREQ=DAILY"))), "2026-11-01", "2027-11-01", 5)).toHaveLength(5);
  });

  it("R13 what is to be done, what was cancelled, and an old vCalendar with quoted-printable text", () => {
    const todo = only(readCalendar(calendar("BEGIN:VTODO", "SUMMARY:Send it", "DUE;VALUE=DATE:20270102", "STATUS:COMPLETED", "END:VTODO")));
    expect(todo).toMatchObject({ type: "todo", title: "Send it", isDone: true, start: { wholeDay: true } });
    expect(only(readCalendar(calendar(...event("DTSTART:20270101", "STATUS:CANCELLED")))).isCancelled).toBe(true);
    const old = readCalendar("BEGIN:VCALENDAR\r\nVERSION:1.0\r\nBEGIN:VEVENT\r\nDTSTART:20270101T100000Z\r\nDTEND:20270101T110000Z\r\nSUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Caf=C3=A9 =\r\nmit Ida\r\nRRULE:W1 MO #0\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    expect(only(old)).toMatchObject({ title: "Café mit Ida", length: 3_600_000, rule: "W1 MO #0" });
    expect(times(old)).toBeUndefined();
  });

  it("R13 what cannot be read is told with its line and reason, and the next one is read", () => {
    const file = readCalendar(calendar(...event("SUMMARY:No day"), "BEGIN:VEVENT", "SUMMARY:Never ended", ...event("DTSTART:20270101", "SUMMARY:Good"), ...event("DTSTART:20271301", "SUMMARY:No month"), "BEGIN:VTODO", "END:VTODO", "BEGIN:VJOURNAL", "END:VJOURNAL", ...event("DTSTART:20270101", `DESCRIPTION:${"x".repeat(30_000)}`)));
    expect(file.entries.map((entry) => [entry.line, "fault" in entry ? entry.fault : entry.item.title])).toEqual([[3, "no-start"], [6, "not-ended"], [8, "Good"], [12, "no-start"], [16, "no-title"], [18, "journal"], [20, "too-long"]]);
    expect([isCalendar("\uFEFFBEGIN:VCALENDAR\n"), isCalendar("BEGIN:VCARD")]).toEqual([true, false]);
  });

  it("R13 what is written here is read back", () => {
    const at = Date.UTC(2027, 0, 31, 23, 30);
    const common = { url: "", updatedAt: 0, category: "x" };
    const file = readCalendar(calendarText({ name: "Mine", tasks: "todos", entries: [{ ...common, uid: "1", type: "event", at, minutes: 45, title: "Zoë; Ida, and\\all", text: "a\nb" }, { ...common, uid: "2", type: "task", day: "2027-02-01", remindAt: at, done: false, title: "t".repeat(200), text: "" }] }));
    const [first, second] = file.entries.map((entry) => ("item" in entry ? entry.item : undefined));
    expect(first).toMatchObject({ uid: "1", title: "Zoë; Ida, and\\all", text: "a\nb", length: 45 * 60_000, start: { wall: at, zone: "UTC" } });
    expect(second).toMatchObject({ uid: "2", title: "t".repeat(200), start: { wall: Date.UTC(2027, 1, 1), wholeDay: true }, alarm: { at: { wall: at } } });
  });

  it("R13 whatever the bytes are, it ends, throws nothing and tells of each entry once", () => {
    const random = createRandom("calendars");
    const seed = new TextEncoder().encode(calendar(...OUTLOOK, ...event("UID:1", "DTSTART;TZID=W. Europe Standard Time:20260101T100000", "DURATION:PT1H", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=40", "EXDATE:20260130T090000Z"), "BEGIN:VTODO", "DUE:20270101", "SUMMARY:x", "END:VTODO"));
    for (let at = 0; at < 400; at += 1) {
      const text = new TextDecoder("latin1").decode(mutant(random, seed, seed));
      const file = readCalendar(text);
      const begun = text.split(/\r\n|\r|\n/).filter((line) => /^BEGIN:(VEVENT|VTODO|VJOURNAL)$/i.test(line)).length;
      expect(file.entries.length).toBeGreaterThanOrEqual(begun === 0 ? 0 : 1);
      for (const entry of file.entries) if ("item" in entry) expanded(entry.item, { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 5, 1), most: 50 }, file.clocks, own);
    }
  });
});
