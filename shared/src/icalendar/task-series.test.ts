import { dayAfter, zoneOffset } from "@outrider/shared/kernel";
import fc from "fast-check";
import ICAL from "ical.js";
import { expect, it } from "vitest";
import { expanded } from "./expand.ts";
import { dayOn } from "./moment.ts";
import { readCalendar } from "./read-calendar.ts";
import { occurrences, parseRepeat } from "./repeat.ts";
import { isFollowing, ownId, seriesOf, type TaskSeries } from "./task-series.ts";
import { calendarText } from "./write-calendar.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const utc = zoneOffset("UTC");
const ms = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const task = (day: string, remindAt: number | null = null) => ({ type: "task", day, remindAt, done: false, uid: `${ID}@outrider`, title: "Call Ida", text: "", url: "", updatedAt: 0, category: "Task" }) as const;
const series = (given: Partial<TaskSeries>): TaskSeries => ({ repeat: "FREQ=WEEKLY", from: "", zone: "", remindAt: null, today: "2027-01-01", ...given });
const written = (day: string, given: Partial<TaskSeries>, tasks: "days" | "todos" = "days"): string => calendarText({ name: "Mine", tasks, entries: seriesOf(ID, task(day, given.remindAt ?? null), series(given)) });
const lines = (text: string): readonly string[] => text.replaceAll("\r\n ", "").split("\r\n");

/** The days on which a calendar shows something, up to a day, as our reader has it. */
const daysOfOurs = (text: string, to: string): readonly string[] => {
  const { entries, clocks } = readCalendar(text);
  return entries.flatMap((entry) => ("item" in entry ? (expanded(entry.item, { from: 0, to: ms(to), most: 1000 }, clocks, utc) ?? []).map(({ start }) => dayOn(start.wall, utc)) : [])).toSorted();
};
/** The same, as ical.js has it. */
const daysOfTheirs = (text: string, to: string): readonly string[] =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").flatMap((component) => {
    const event = new ICAL.Event(component);
    if (!event.isRecurring()) return [event.startDate.toString()];
    const [found, iterator] = [[] as string[], event.iterator()];
    for (let next = iterator.next(); next && next.toString() <= to && found.length < 1000; next = iterator.next()) found.push(next.toString());
    return found;
  }).toSorted();

it("R6 a task that repeats is written with its rule, and reminds each time at its hour", () => {
  const text = written("2027-03-01", { repeat: "FREQ=WEEKLY;BYDAY=MO", remindAt: Date.UTC(2027, 2, 1, 8, 30), zone: "Europe/Berlin" });
  expect(lines(text)).toEqual(expect.arrayContaining([`UID:${ID}@outrider`, "DTSTART;VALUE=DATE:20270301", "RRULE:FREQ=WEEKLY;BYDAY=MO", "TRIGGER:PT9H30M"]));
  expect(lines(written("2027-03-01", { remindAt: Date.UTC(2027, 1, 27, 22), zone: "nowhere" }))).toContain("TRIGGER:-P1DT2H");
  expect(lines(written("2027-03-01", {}, "todos"))).toEqual(expect.arrayContaining(["BEGIN:VTODO", "DTSTART;VALUE=DATE:20270301", "DUE;VALUE=DATE:20270301", "RRULE:FREQ=WEEKLY"]));
  const [read] = readCalendar(text).entries;
  expect(read).toMatchObject({ item: { rule: "FREQ=WEEKLY;BYDAY=MO", alarm: { before: -9.5 * 3_600_000 } } });
});

it("R6 what was put off stands on its day, its series goes on without the turns passed over, and what is over or done is a task alone", () => {
  const putOff = written("2027-03-10", { from: "2027-03-01" });
  expect(daysOfOurs(putOff, "2027-03-31")).toEqual(["2027-03-10", "2027-03-15", "2027-03-22", "2027-03-29"]);
  expect(lines(putOff).filter((line) => line.startsWith("UID")).map((line) => [ownId(line.slice(4)), isFollowing(line.slice(4))])).toEqual([[ID, false], [undefined, true]]);
  // Overdue for weeks: what has passed since is nobody's to do.
  expect(daysOfOurs(written("2026-11-02", { today: "2026-12-01" }), "2026-12-15")).toEqual(["2026-11-02", "2026-12-07", "2026-12-14"]);
  // A day that the rule does not name, and a count of which three are left.
  const odd = written("2027-03-03", { repeat: "FREQ=WEEKLY;BYDAY=MO;COUNT=4" });
  expect([daysOfOurs(odd, "2027-12-31"), lines(odd).filter((line) => line.startsWith("RRULE"))]).toEqual([["2027-03-03", "2027-03-08", "2027-03-15", "2027-03-22"], ["RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3"]]);
  expect(lines(written("2027-03-01", { repeat: "FREQ=WEEKLY;COUNT=1" })).join()).not.toContain("RRULE");
  expect(seriesOf(ID, { ...task("2027-03-01"), done: true }, series({}))).toHaveLength(1);
  expect(seriesOf(ID, task("2027-03-01"), series({ repeat: "every full moon" }))).toEqual([task("2027-03-01")]);
});

const RULES = [
  "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU", "FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=-1",
  "FREQ=MONTHLY;BYMONTHDAY=15,31", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=3,9", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
] as const;

it("R6 ical.js and our own reader find in what is written the days on which the task will be, whatever the rule, put off or overdue", () => {
  fc.assert(fc.property(fc.constantFrom(...RULES), fc.constantFrom("", ";COUNT=7", ";UNTIL=20280105"), fc.integer({ min: 0, max: 800 }), fc.integer({ min: -20, max: 40 }), fc.integer({ min: -5, max: 60 }), (rule, end, begin, off, passed) => {
    const from = dayAfter("2026-06-01", begin);
    const [due, today, to] = [dayAfter(from, off < 0 ? 0 : off), dayAfter(from, passed), dayAfter(from, 900)];
    const parsed = parseRepeat(rule + end);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const text = written(due, { repeat: rule + end, from, today });
    const least = [dayAfter(due, 1), today].toSorted()[1] ?? due;
    const coming = [...takenTo(parsed.value, from, to)].filter((day) => day > from && day >= least);
    const wanted = [due, ...coming].toSorted();
    expect(daysOfOurs(text, to)).toEqual(wanted);
    // ical.js has the 31st of September on the first of October, where the standard has none.
    if (!(rule.includes("BYMONTH=") && !rule.includes("BYDAY=") && from.endsWith("-31"))) expect(daysOfTheirs(text, to)).toEqual(wanted);
  }), { numRuns: 150 });
});

function* takenTo(rule: Parameters<typeof occurrences>[0], from: string, to: string): Generator<string> {
  for (const { day } of occurrences(rule, from)) {
    if (day > to) return;
    yield day;
  }
}
