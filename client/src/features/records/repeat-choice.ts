// How a task repeats, as it is chosen: a few rules that follow from the day it is due, and until when. Pure.
import { parseRepeat, repeatText, WEEKDAYS } from "@outrider/shared/icalendar";
import { dayNumber, numberOfDay } from "@outrider/shared/kernel";

export const REPEATS = ["none", "day", "workday", "week", "fortnight", "month", "nth", "quarter", "year", "other"] as const;
export type RepeatChoice = (typeof REPEATS)[number];

export interface TypedRepeat { readonly choice: RepeatChoice; /** `YYYY-MM-DD` or "". */ readonly until: string; /** The rule that stands, where it is none of the choices. */ readonly rule: string }

/** On which day of a month: its last, the one that every month has, or that one where there is one. */
function monthDay(year: number, month: number, date: number): string {
  const last = dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);
  if (date === last) return "BYMONTHDAY=-1";
  return date <= 28 ? `BYMONTHDAY=${date}` : `BYMONTHDAY=${Array.from({ length: date - 27 }, (_, at) => 28 + at).join(",")};BYSETPOS=-1`;
}

/** The rules as they follow from a day, but for their end. due: `YYYY-MM-DD`. */
export function rulesFor(due: string): Readonly<Record<Exclude<RepeatChoice, "none" | "other">, string>> {
  const [year = 0, month = 1, date = 1] = due.split("-").map(Number);
  const weekday = WEEKDAYS[(((numberOfDay(due) + 3) % 7) + 7) % 7] ?? "MO";
  const last = dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);
  const nth = date + 7 > last ? -1 : Math.ceil(date / 7);
  return {
    day: "FREQ=DAILY", workday: "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", week: `FREQ=WEEKLY;BYDAY=${weekday}`, fortnight: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekday}`,
    month: `FREQ=MONTHLY;${monthDay(year, month, date)}`, nth: `FREQ=MONTHLY;BYDAY=${nth}${weekday}`, quarter: `FREQ=MONTHLY;INTERVAL=3;${monthDay(year, month, date)}`, year: "FREQ=YEARLY",
  };
}

/** The rule as text, or "" for none. due must be a day unless it is none. */
export function repeatOfChoice({ choice, until, rule }: TypedRepeat, due: string): string {
  if (choice === "none" || due === "") return "";
  if (choice !== "other") return until === "" ? rulesFor(due)[choice] : `${rulesFor(due)[choice]};UNTIL=${until.replaceAll("-", "")}`;
  const read = parseRepeat(rule);
  return read.ok ? repeatText({ ...read.value, until: until === "" ? null : until, count: until === "" ? read.value.count : null }) : rule;
}

/** What was chosen, as far as the rule and the day that is its turn tell. */
export function choiceOfRepeat(rule: string, turn: string): TypedRepeat {
  if (rule === "") return { choice: "none", until: "", rule };
  const read = parseRepeat(rule);
  if (!read.ok) return { choice: "other", until: "", rule };
  const bare = repeatText({ ...read.value, until: null });
  const found = turn === "" ? undefined : (Object.entries(rulesFor(turn)) as [Exclude<RepeatChoice, "none" | "other">, string][]).find(([, each]) => each === bare);
  return { choice: found?.[0] ?? "other", until: read.value.until ?? "", rule };
}
