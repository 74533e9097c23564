// On which days something comes again: the part of iCalendar's rules (RRULE, RFC 5545) that is reckoned in days, as text
// and as plain data. Pure: civil days, no clock and no time zone, so no change of clocks moves a day.
// Invariant: every question ends, whatever the rule says; a rule that this part does not know is told, never half kept.
import { dayNumber, dayOfNumber, err, numberOfDay, ok, type Result, type SayWhy, type Why, whyFrom } from "@outrider/shared/kernel";

const FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
export type Frequency = (typeof FREQUENCIES)[number];
export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

/** A weekday, 0 (Monday) to 6; nth of its month (-1: the last), 0: each. */
export interface RuleDay { readonly nth: number; readonly weekday: number }

export interface RepeatRule {
  readonly freq: Frequency;
  readonly interval: number;
  readonly byMonth: readonly number[];
  /** -1 is the last day of a month. */
  readonly byMonthDay: readonly number[];
  readonly byDay: readonly RuleDay[];
  /** Of the days of a period only these, counted from 1, or from its end. */
  readonly bySetPos: readonly number[];
  /** On which weekday weeks begin, 0 to 6. */
  readonly weekStart: number;
  /** The last day on which it may come; null: no end. */
  readonly until: string | null;
  /** How often it comes, the first time among them; null: no end. */
  readonly count: number | null;
}

const MOST = { interval: 1_000, count: 10_000, parts: 62 } as const;
/** Periods in a row without a day before it counts as over: the 29th of February is at most 8 years away. */
const EMPTY_PERIODS = 3_000;

const whole = (text: string, least: number, most: number): number | null => (/^[+-]?\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most && Number(text) !== 0 ? Number(text) : null);

function list<T>(text: string, one: (part: string) => T | null): readonly T[] | null {
  const parts = text.split(",");
  const read = parts.map(one);
  return parts.length > MOST.parts || read.includes(null) ? null : (read as T[]);
}

function ruleDay(text: string): RuleDay | null {
  const found = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text);
  if (found === null) return null;
  const nth = found[1] === undefined ? 0 : whole(found[1], -5, 5);
  return nth === null ? null : { nth, weekday: WEEKDAYS.findIndex((day) => day === found[2]) };
}

/** `20270131` or `20270131T093000Z` as `2027-01-31`; null where there is no such day. */
export function dayOfText(text: string): string | null {
  const found = /^(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?$/.exec(text);
  if (found === null) return null;
  const day = `${found[1]}-${found[2]}-${found[3]}`;
  return dayOfNumber(numberOfDay(day)) === day ? day : null;
}

/** What can be wrong with a rule, or not known here, by its stable name: each completes a sentence that names the rule. */
export const repeatFaultSentences = {
  "repeat-no-rule": "has a part that is no rule: “{part}”",
  "repeat-how-often": "must say how often: FREQ is one of {choices}",
  "repeat-unknown": "has a {part} that is not known here: “{value}”",
  "repeat-two-ends": "has both an UNTIL and a COUNT",
} as const;
const repeatWhy: SayWhy<typeof repeatFaultSentences> = whyFrom(repeatFaultSentences);

/** A rule, with or without `RRULE:` before it, or what is wrong with it or not known here. */
export function parseRepeat(text: string): Result<RepeatRule, Why> {
  const parts = new Map<string, string>();
  for (const part of text.trim().toUpperCase().replace(/^RRULE:/, "").split(";").filter((each) => each !== "")) {
    const at = part.indexOf("=");
    const name = at < 0 ? part : part.slice(0, at);
    if (at < 0 || parts.has(name)) return err(repeatWhy("repeat-no-rule", { part: part.slice(0, 40) }));
    parts.set(name, part.slice(at + 1));
  }
  const freq = FREQUENCIES.find((each) => each === parts.get("FREQ"));
  if (freq === undefined) return err(repeatWhy("repeat-how-often", { choices: FREQUENCIES.join(", ") }));
  const bad = (name: string) => err(repeatWhy("repeat-unknown", { part: name, value: (parts.get(name) ?? "").slice(0, 40) }));
  const known = new Set(["FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST", "UNTIL", "COUNT"]);
  for (const name of parts.keys()) if (!known.has(name)) return bad(name.slice(0, 40));
  const given = <T>(name: string, read: (value: string) => T | null, none: T): T | null => {
    const value = parts.get(name);
    return value === undefined ? none : read(value);
  };
  const interval = given("INTERVAL", (value) => whole(value, 1, MOST.interval), 1);
  const byMonth = given("BYMONTH", (value) => list(value, (one) => whole(one, 1, 12)), []);
  const byMonthDay = given("BYMONTHDAY", (value) => list(value, (one) => whole(one, -31, 31)), []);
  const byDay = given("BYDAY", (value) => list(value, ruleDay), []);
  const bySetPos = given("BYSETPOS", (value) => list(value, (one) => whole(one, -366, 366)), []);
  const weekStart = given("WKST", (value) => ruleDay(value)?.weekday ?? null, 0);
  const until = parts.has("UNTIL") ? dayOfText(parts.get("UNTIL") ?? "") : undefined;
  const count = parts.has("COUNT") ? whole(parts.get("COUNT") ?? "", 1, MOST.count) : undefined;
  if (interval === null) return bad("INTERVAL");
  if (byMonth === null) return bad("BYMONTH");
  if (byMonthDay === null || (byMonthDay.length > 0 && freq === "WEEKLY")) return bad("BYMONTHDAY");
  // Only a month has an nth weekday here.
  if (byDay === null || byDay.some(({ nth }) => nth !== 0 && (freq === "DAILY" || freq === "WEEKLY")) || (byDay.length > 0 && freq === "YEARLY" && byMonth.length === 0)) return bad("BYDAY");
  if (bySetPos === null || (bySetPos.length > 0 && (freq === "DAILY" || byDay.length + byMonthDay.length === 0))) return bad("BYSETPOS");
  if (weekStart === null) return bad("WKST");
  if (until === null) return bad("UNTIL");
  if (count === null) return bad("COUNT");
  if (until !== undefined && count !== undefined) return err(repeatWhy("repeat-two-ends"));
  return ok({ freq, interval, byMonth, byMonthDay, byDay, bySetPos, weekStart, until: until ?? null, count: count ?? null });
}

/** The rule as the standard writes it, its parts in one order: equal rules are equal texts. */
export function repeatText({ freq, interval, byMonth, byMonthDay, byDay, bySetPos, weekStart, until, count }: RepeatRule): string {
  const many = (name: string, values: readonly (string | number)[]): readonly string[] => (values.length === 0 ? [] : [`${name}=${values.join(",")}`]);
  return [
    `FREQ=${freq}`, ...(interval === 1 ? [] : [`INTERVAL=${interval}`]), ...many("BYMONTH", byMonth), ...many("BYMONTHDAY", byMonthDay),
    ...many("BYDAY", byDay.map(({ nth, weekday }) => `${nth === 0 ? "" : nth}${WEEKDAYS[weekday] ?? ""}`)), ...many("BYSETPOS", bySetPos),
    ...(weekStart === 0 ? [] : [`WKST=${WEEKDAYS[weekStart] ?? ""}`]), ...(until === null ? [] : [`UNTIL=${until.replaceAll("-", "")}`]), ...(count === null ? [] : [`COUNT=${count}`]),
  ].join(";");
}

/** 0 (Monday) to 6. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;
interface Civil { readonly year: number; readonly month: number; readonly date: number }
const civil = (day: number): Civil => {
  const [year = 0, month = 1, date = 1] = dayOfNumber(day).split("-").map(Number);
  return { year, month, date };
};

/** The days of a month that the rule names; `date` where it names none. */
function daysOfMonth(rule: RepeatRule, year: number, month: number, date: number): readonly number[] {
  const [first, last] = [dayNumber(year, month, 1), dayNumber(year, month + 1, 1) - 1];
  const all = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const { byDay, byMonthDay } = rule;
  const fitsDate = (day: number): boolean => byMonthDay.length === 0 || byMonthDay.includes(day - first + 1) || byMonthDay.includes(day - last - 1);
  const fitsDay = (day: number): boolean =>
    byDay.length === 0 || byDay.some(({ nth, weekday }) => weekday === weekdayOf(day) && (nth === 0 || nth === Math.floor((day - first) / 7) + 1 || nth === -Math.floor((last - day) / 7) - 1));
  if (byDay.length === 0 && byMonthDay.length === 0) return all.filter((day) => day - first + 1 === date);
  return all.filter((day) => fitsDate(day) && fitsDay(day));
}

/** The days of the period so many steps after the one of `from`, in order. */
function daysOf(rule: RepeatRule, from: number, step: number): readonly number[] {
  const { freq, interval, byMonth, byDay, byMonthDay } = rule;
  const inMonth = (day: number): boolean => byMonth.length === 0 || byMonth.includes(civil(day).month);
  if (freq === "DAILY") {
    const day = from + step * interval;
    const { year, month } = civil(day);
    const named = byDay.length + byMonthDay.length === 0 || daysOfMonth(rule, year, month, 0).includes(day);
    return named && inMonth(day) ? [day] : [];
  }
  if (freq === "WEEKLY") {
    const monday = from - ((weekdayOf(from) - rule.weekStart + 7) % 7) + step * interval * 7;
    const weekdays = byDay.length === 0 ? [weekdayOf(from)] : byDay.map(({ weekday }) => weekday);
    return Array.from({ length: 7 }, (_, at) => monday + at).filter((day) => weekdays.includes(weekdayOf(day)) && inMonth(day));
  }
  const start = civil(from);
  if (freq === "MONTHLY") {
    const months = start.year * 12 + start.month - 1 + step * interval;
    const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
    return byMonth.length > 0 && !byMonth.includes(month) ? [] : daysOfMonth(rule, year, month, start.date);
  }
  const months = byMonth.length === 0 ? [start.month] : [...new Set(byMonth)].sort((a, b) => a - b);
  return months.flatMap((month) => daysOfMonth(rule, start.year + step * interval, month, start.date));
}

function atPositions(days: readonly number[], positions: readonly number[]): readonly number[] {
  if (positions.length === 0) return days;
  return days.filter((_, at) => positions.includes(at + 1) || positions.includes(at - days.length));
}

/** Whether a series that begins on that day begins with a day of its rule. */
export function isTurn(rule: RepeatRule, day: string): boolean {
  const first = numberOfDay(day);
  return atPositions(daysOf(rule, first, 0), rule.bySetPos).includes(first);
}

/** Days that one period is long at most: so many steps on, nothing of it is missed. */
const LENGTH = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 } as const satisfies Record<Frequency, number>;

export interface Occurrence { readonly day: string; /** How many came before it; where the rule counts nothing it may begin anywhere. */ readonly index: number }

/** The days of a series from `from` on, which is its first whatever the rule says; `notBefore`: those before are passed over quickly. */
export function* occurrences(rule: RepeatRule, from: string, notBefore: string = from): Generator<Occurrence> {
  const [first, least] = [numberOfDay(from), numberOfDay(notBefore)];
  const last = rule.until === null ? Number.POSITIVE_INFINITY : numberOfDay(rule.until);
  let index = 0;
  if (first <= last && first >= least) yield { day: from, index };
  index += 1;
  // Where nothing is counted, one may begin close by.
  const skipped = rule.count === null ? Math.max(0, Math.floor((least - first) / (LENGTH[rule.freq] * rule.interval)) - 1) : 0;
  for (let [step, empty] = [skipped, 0]; empty < EMPTY_PERIODS; step += 1) {
    const days = atPositions(daysOf(rule, first, step), rule.bySetPos).filter((day) => day > first);
    empty = days.length === 0 ? empty + 1 : 0;
    for (const day of days) {
      if (day > last || (rule.count !== null && index >= rule.count) || day > dayNumber(9999, 12, 31)) return;
      if (day >= least) yield { day: dayOfNumber(day), index };
      index += 1;
    }
  }
}

/** The next day of a series after `from`, and not before `notBefore`; null: it is over. */
export function nextOccurrence(rule: RepeatRule, from: string, notBefore: string = from): Occurrence | null {
  for (const found of occurrences(rule, from, notBefore)) if (found.day > from) return found;
  return null;
}
