// Which records a rule finds: by lists on a device, by saved views, by segments. Pure: whose device it is and what day
// it is there are handed in. It knows no record, only the values that a path leads to, so that a record, a customer with
// what he spent, and a line of an import are judged alike.
import { fold } from "@outrider/shared/kernel";
import { isDay, moneyOf, type Rule, type RuleLeaf, type RuleValue, ruleValues, type Value } from "@outrider/shared/schema";
import { dayAfter, periodAround } from "./day.ts";
import { amountIn, type RuleMoney } from "./rule-money.ts";

export interface RuleContext {
  /** Member id of whoever looks. */
  readonly me: string;
  /** `YYYY-MM-DD`, where they are. */
  readonly today: string;
  /** The day of a moment (ms), where they are. */
  readonly dayOf: (at: number) => string;
  /** By what money of several currencies is compared; null or left out: the workspace has no currency, and amounts are compared as they stand. */
  readonly money?: RuleMoney | null;
}

/** The values that a path leads to: one, several of a set, or none. Never null and never "". */
export type Subject = (path: string) => readonly Value[];

/** What a value of a record is compared with: days as the first and the last that are meant. */
type Wanted = { readonly days: readonly [string, string]; /** Where a text was written that is a day. */ readonly text?: string } | { readonly plain: number | string };

function wantedOf(value: RuleValue, { me, today }: RuleContext): Wanted {
  if (typeof value === "boolean") return { plain: value ? 1 : 0 };
  if (typeof value === "number") return { plain: value };
  if (typeof value === "string") return isDay(value) ? { days: [value, value], text: fold(value) } : { plain: fold(value) };
  if ("me" in value) return { plain: fold(me) };
  if ("days" in value) {
    const day = dayAfter(today, value.days);
    return { days: [day, day] };
  }
  return { days: periodAround(today, value.period, value.shift) };
}

/** Text folded, no as 0 and yes as 1; of money its amount. */
function plainOf(value: Value): number | string {
  if (typeof value === "string") return fold(value);
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return moneyOf(value)?.amount ?? JSON.stringify(value);
}

/** Below, in and above what is wanted: -1, 0, 1; NaN where the two cannot be compared, which is never true of anything: they are of different kinds, or no rate holds between their currencies. */
function place(value: Value, wanted: Wanted, { dayOf, money = null }: RuleContext, currency: string | undefined): number {
  if ("days" in wanted) {
    const day = typeof value === "number" ? dayOf(value) : value;
    if (typeof day !== "string") return Number.NaN;
    // What is no day itself is a text like any other.
    if (wanted.text !== undefined && !isDay(day)) return order(fold(day), wanted.text);
    return day < wanted.days[0] ? -1 : day > wanted.days[1] ? 1 : 0;
  }
  const given = moneyOf(value);
  if (given !== null && typeof wanted.plain === "number") {
    const amount = amountIn(wanted.plain, currency, given.currency, money);
    return amount === null ? Number.NaN : order(given.amount, amount);
  }
  const plain = plainOf(value);
  return typeof plain === typeof wanted.plain ? order(plain, wanted.plain) : Number.NaN;
}

const order = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);

const COMPARED = {
  ">": (at: number) => at > 0, ">=": (at: number) => at >= 0, "<": (at: number) => at < 0, "<=": (at: number) => at <= 0, "==": (at: number) => at === 0,
} as const;

type Test = (subject: Subject) => boolean;

function leafTest(leaf: RuleLeaf, context: RuleContext): Test {
  const { field, op, value, currency } = leaf;
  const wanted = ruleValues(leaf).map((one) => wantedOf(one, context));
  const placed = (one: Value, against: Wanted): number => place(one, against, context, currency);
  const [first = { plain: "" }, last = first] = wanted;
  switch (op) {
    case "empty":
      return (subject) => subject(field).length === 0;
    case "filled":
      return (subject) => subject(field).length > 0;
    case "contains": {
      const part = fold(String(value));
      return (subject) => subject(field).some((one) => String(plainOf(one)).includes(part));
    }
    case "between":
      return (subject) => subject(field).some((one) => placed(one, first) >= 0 && placed(one, last) <= 0);
    case "in":
      return (subject) => subject(field).some((one) => wanted.some((each) => placed(one, each) === 0));
    case "!=": {
      const same = leafTest({ ...leaf, op: "==" }, context);
      return (subject) => !same(subject);
    }
    default: {
      const holds = COMPARED[op];
      // A box that was never ticked says no.
      const unsaid = op === "==" && value === false;
      return (subject) => {
        const values = subject(field);
        return values.length === 0 ? unsaid : values.some((one) => holds(placed(one, first)));
      };
    }
  }
}

/** Looks at the rule once, so that each record costs no more than its comparisons. The rule must have been checked. */
export function compileRule(rule: Rule, context: RuleContext): Test {
  if ("and" in rule) {
    const tests = rule.and.map((part) => compileRule(part, context));
    return (subject) => tests.every((test) => test(subject));
  }
  if ("or" in rule) {
    const tests = rule.or.map((part) => compileRule(part, context));
    return (subject) => tests.some((test) => test(subject));
  }
  if ("not" in rule) {
    const test = compileRule(rule.not, context);
    return (subject) => !test(subject);
  }
  return leafTest(rule, context);
}

/** Whether a rule finds a record. */
export const match = (rule: Rule, subject: Subject, context: RuleContext): boolean => compileRule(rule, context)(subject);
