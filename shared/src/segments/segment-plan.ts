// A checked rule of a segment, made ready to be run over many contacts at once: days as moments and numbers, texts folded,
// "is not" and "is empty" as negations. The columns of a device and the SQL of a server are made of the same plan; what a
// rule means is said by `match`, against which both are tested. Days are compared as the moments at which they begin, so
// that no contact's day has to be worked out.
import { fold } from "@outrider/shared/kernel";
import { isDay, type Rule, type RuleLeaf, type RuleValue, ruleValues, type Value } from "@outrider/shared/schema";
import { createZone } from "@outrider/shared/analytics";
import { dayAfter, dayNumberOf, FIRST_DAY, LAST_DAY, periodAround } from "./day.ts";
import { amountIn, comparable, type RuleMoney } from "./rule-money.ts";
import { type SegmentContext, segmentPathOf, type SegmentType } from "./segment-paths.ts";

/** From `from` on (`above`: after it) up to `to` (`below`: before it); infinite where there is no such end. */
export interface Range { readonly from: number; readonly above: boolean; readonly to: number; readonly below: boolean }

export type PlanTest =
  /** Within any of these; days as `dayNumberOf`, moments in ms. */
  | { readonly is: "ranges"; readonly ranges: readonly Range[] }
  /** Money, by its currency: an amount within any of the ranges of that. `currency` null: of any; what is not named is never found. */
  | { readonly is: "amounts"; readonly of: readonly Amounts[] }
  /** One of these is among its texts, all of them folded; a flag is "yes" or "no". */
  | { readonly is: "words"; readonly words: readonly string[] }
  | { readonly is: "part"; readonly part: string }
  | { readonly is: "filled" };
export interface Amounts { readonly currency: string | null; readonly ranges: readonly Range[] }
export interface PlanLeaf { readonly path: string; readonly test: PlanTest }
export type Plan = PlanLeaf | { readonly and: readonly Plan[] } | { readonly or: readonly Plan[] } | { readonly not: Plan };

/** Whether values of that type are compared as numbers: days and moments are. Money is a figure and a currency. */
export const isFigure = (type: SegmentType): boolean => type === "number" || type === "day" || type === "instant";

/** A figure as ranges compare it: a day by its number; NaN where there is none. */
export function figureOfValue(value: Value | undefined): number {
  if (typeof value === "number") return value;
  if (typeof value === "string") return isDay(value) ? dayNumberOf(value) : Number.NaN;
  return Number.NaN;
}

/** What is as a text in a plan's words: the value of a record, or of a rule. */
export const plainWord = (value: unknown): string => (value === true ? "yes" : value === false ? "no" : fold(String(value)));

/** A day as the first and the last that are meant. */
type Days = readonly [string, string];

function daysOf(value: RuleValue, today: string): Days | null {
  if (typeof value === "string") return isDay(value) ? [value, value] : null;
  if (typeof value !== "object" || "me" in value) return null;
  if ("period" in value) return periodAround(today, value.period, value.shift);
  const day = dayAfter(today, value.days);
  return [day, day];
}

/** What a figure is compared with: the least that is not below it, and the least that is above it. */
type Span = readonly [from: number, after: number];

const NEVER: PlanTest = { is: "ranges", ranges: [] };
const range = (from: number, to: number): Range => ({ from, above: false, to, below: true });

/** Ranges of days in whole numbers or moments: half open. */
function between([from]: Span, [, after]: Span): Range {
  return range(from, after);
}

function spanned(op: RuleLeaf["op"], spans: readonly Span[]): PlanTest {
  const [first, last = first] = spans;
  if (!first || !last) return NEVER;
  const ranges: readonly Range[] = op === ">" ? [range(first[1], Infinity)] : op === ">=" ? [range(first[0], Infinity)] : op === "<" ? [range(-Infinity, first[0])] : op === "<=" ? [range(-Infinity, first[1])]
    : op === "between" ? [between(first, last)] : spans.map((span) => between(span, span));
  return { is: "ranges", ranges };
}

const numbersOf = (values: readonly RuleValue[]): readonly number[] => values.filter((value) => typeof value === "number");

function figured(op: RuleLeaf["op"], numbers: readonly number[]): readonly Range[] {
  const [first, last = first] = numbers;
  if (first === undefined || last === undefined) return [];
  const closed = (from: number, to: number): Range => ({ from, above: false, to, below: false });
  return op === ">" ? [{ ...closed(first, Infinity), above: true }] : op === ">=" ? [closed(first, Infinity)] : op === "<" ? [{ ...closed(-Infinity, first), below: true }] : op === "<=" ? [closed(-Infinity, first)]
    : op === "between" ? [closed(first, last)] : numbers.map((one) => closed(one, one));
}

/** What the amounts come to in each currency that they can be compared in. */
function priced({ op, currency }: RuleLeaf, numbers: readonly number[], { money = null }: SegmentContext): PlanTest {
  const of = comparable(currency, money).flatMap((one): Amounts[] => {
    const amounts = numbers.map((number) => (one === null ? number : amountIn(number, currency, one, money)));
    return amounts.includes(null) ? [] : [{ currency: one, ranges: figured(op, amounts as readonly number[]) }];
  });
  return { is: "amounts", of };
}

const momentSpan = ([first, last]: Days, { startOf }: SegmentContext): Span =>
  [first <= FIRST_DAY ? -Infinity : startOf(first), last >= LAST_DAY ? Infinity : startOf(dayAfter(last, 1))];

/** Whole days before today, as the moments of those days. */
function inactive(test: PlanTest, { today, startOf }: SegmentContext): PlanTest {
  if (test.is !== "ranges") return test;
  const now = dayNumberOf(today);
  const [fewest, most] = [now - dayNumberOf(LAST_DAY), now - dayNumberOf(FIRST_DAY)];
  const ranges = test.ranges.flatMap(({ from, above, to, below }): Range[] => {
    const least = Math.max(fewest, above && Number.isInteger(from) ? from + 1 : Math.ceil(from));
    const greatest = Math.min(most, below && Number.isInteger(to) ? to - 1 : Math.floor(to));
    if (!(least <= greatest)) return [];
    return [range(greatest === most ? -Infinity : startOf(dayAfter(today, -greatest)), least === fewest ? Infinity : startOf(dayAfter(today, 1 - least)))];
  });
  return { is: "ranges", ranges };
}

function testOf(type: SegmentType, leaf: RuleLeaf, context: SegmentContext): PlanTest {
  const { op } = leaf;
  const values = ruleValues(leaf);
  if (op === "empty" || op === "filled") return { is: "filled" };
  if (type === "money") return priced(leaf, numbersOf(values), context);
  if (type === "number") return { is: "ranges", ranges: figured(op, numbersOf(values)) };
  if (type === "day" || type === "instant") {
    const days = values.flatMap((one) => [daysOf(one, context.today)]).filter((one) => one !== null);
    return spanned(op, days.map((one): Span => (type === "instant" ? momentSpan(one, context) : [dayNumberOf(one[0]), dayNumberOf(one[1]) + 1])));
  }
  if (op === "contains") return { is: "part", part: fold(String(values[0] ?? "")) };
  return { is: "words", words: [...new Set(values.map((one) => (typeof one === "object" && "me" in one ? fold(context.me) : plainWord(one))))] };
}

function leafPlan(leaf: RuleLeaf, context: SegmentContext): Plan {
  const { field, op, value } = leaf;
  const type = segmentPathOf(field)?.type ?? "text";
  const test = testOf(type, leaf, context);
  const found: PlanLeaf = field === "inactiveDays" ? { path: "lastActive", test: inactive(test, context) } : { path: field, test };
  if (op === "empty") return { not: found };
  // A box that was never ticked says no.
  const unsaid: Plan = type === "flag" && value === false ? { or: [found, { not: { path: field, test: { is: "filled" } } }] } : found;
  return op === "!=" ? { not: unsaid } : unsaid;
}

/** The rule must have passed `checkSegmentRule`; null finds everybody. */
export function planOf(rule: Rule | null, context: SegmentContext): Plan {
  if (rule === null) return { and: [] };
  if ("and" in rule) return { and: rule.and.map((part) => planOf(part, context)) };
  if ("or" in rule) return { or: rule.or.map((part) => planOf(part, context)) };
  if ("not" in rule) return { not: planOf(rule.not, context) };
  return leafPlan(rule, context);
}

/** The paths that a plan asks of, each once. */
export function pathsOfPlan(plan: Plan): readonly string[] {
  if ("and" in plan) return [...new Set(plan.and.flatMap(pathsOfPlan))];
  if ("or" in plan) return [...new Set(plan.or.flatMap(pathsOfPlan))];
  return "not" in plan ? pathsOfPlan(plan.not) : [plan.path];
}

/**
 * Contacts through the eyes of a member, in a time zone, money by the rates of the day. A day begins once: where clocks go back over midnight, what comes
 * after its first beginning belongs to it. Throws a RangeError for a zone that there is none of.
 */
export function segmentContext(me: string, zoneName: string, today: string, money: RuleMoney | null = null): SegmentContext {
  const zone = createZone(zoneName);
  const starts = new Map<string, number>();
  const startOf = (day: string): number => {
    const known = starts.get(day);
    if (known !== undefined) return known;
    const start = zone.startOf(day);
    starts.set(day, start);
    return start;
  };
  const [first, last] = [startOf(dayAfter(FIRST_DAY, 1)), startOf(LAST_DAY)];
  return {
    me, today, startOf, money,
    dayOf(at) {
      if (at < first) return FIRST_DAY;
      if (at >= last) return LAST_DAY;
      const day = zone.dayOf(at);
      const next = dayAfter(day, 1);
      return at >= startOf(next) ? next : day;
    },
  };
}
