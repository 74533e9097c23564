// A rule by which something comes again, in words: "Every 2 weeks on Mon, Thu until Jan 31, 2027".
import { parseRepeat, type RepeatRule } from "@outrider/shared/icalendar";
import { catalogue } from "./catalogue.ts";
import { format } from "./format.ts";
import { formOf, listed } from "./plural.ts";

const words = catalogue({
  mark: "Repeats",
  every: {
    DAILY: (count: number) => formOf(count, { one: "Every day", other: `Every ${count} days` }),
    WEEKLY: (count: number) => formOf(count, { one: "Every week", other: `Every ${count} weeks` }),
    MONTHLY: (count: number) => formOf(count, { one: "Every month", other: `Every ${count} months` }),
    YEARLY: (count: number) => formOf(count, { one: "Every year", other: `Every ${count} years` }),
  },
  workdays: "Every weekday (Monday to Friday)",
  onWeekdays: (every: string, days: string) => `${every} on ${days}`,
  onDay: (every: string, day: number) => `${every} on day ${day}`,
  onDayOrLast: (every: string, day: number) => `${every} on day ${day}, or the last of a shorter month`,
  onLast: (every: string) => `${every} on its last day`,
  onNth: (every: string, nth: string, weekday: string) => `${every} on the ${nth} ${weekday}`,
  nth: { "1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last" } as Readonly<Record<string, string>>,
  until: (rule: string, day: string) => `${rule} until ${day}`,
  times: (rule: string, count: number) => formOf(count, { one: `${rule}, this last time`, other: `${rule}, ${count} times` }),
  /** Said as the standard writes it. */
  other: (rule: string) => `By a rule: ${rule}`,
});

/** A Monday: weekdays are counted from it. */
const MONDAY = "2024-01-01";
const weekdayName = (weekday: number): string => format.weekday(`${MONDAY.slice(0, 8)}${String(weekday + 1).padStart(2, "0")}`);
const isWorkweek = ({ freq, interval, byDay }: RepeatRule): boolean => freq === "DAILY" && interval === 1 && byDay.map(({ weekday, nth }) => weekday + nth * 10).join() === "0,1,2,3,4";

function daysInWords(rule: RepeatRule): string | null {
  const { freq, interval, byDay, byMonthDay, byMonth, bySetPos } = rule;
  const every = words.every[freq](interval);
  if (isWorkweek(rule) && byMonthDay.length + byMonth.length + bySetPos.length === 0) return words.workdays;
  if (byMonth.length > 0) return null;
  if (byDay.length === 0 && byMonthDay.length === 0) return every;
  if (freq === "WEEKLY" && bySetPos.length === 0) return words.onWeekdays(every, listed(byDay.map(({ weekday }) => weekdayName(weekday))));
  if (freq !== "MONTHLY") return null;
  const [day, weekday] = [byMonthDay[0], byDay[0]];
  if (byDay.length === 0 && byMonthDay.length === 1 && bySetPos.length === 0 && day !== undefined) return day === -1 ? words.onLast(every) : day > 0 ? words.onDay(every, day) : null;
  const last = byMonthDay.at(-1);
  if (byDay.length === 0 && bySetPos.join() === "-1" && last !== undefined && byMonthDay.every((each, at) => each === 28 + at)) return words.onDayOrLast(every, last);
  const nth = weekday === undefined ? undefined : words.nth[String(weekday.nth)];
  return byMonthDay.length === 0 && byDay.length === 1 && bySetPos.length === 0 && weekday !== undefined && nth !== undefined ? words.onNth(every, nth, weekdayName(weekday.weekday)) : null;
}

/** "" where it does not repeat. */
export function repeatWords(text: string): string {
  if (text === "") return "";
  const read = parseRepeat(text);
  const said = read.ok ? daysInWords(read.value) : null;
  if (!read.ok || said === null) return words.other(text);
  const { until, count } = read.value;
  return until !== null ? words.until(said, format.day(until)) : count !== null ? words.times(said, count) : said;
}
