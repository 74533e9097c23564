// What a rule over the fields of records is: conditions nested with and, or, not. Plain data that lists, saved views and
// segments share and that comes from addresses, other devices and other systems: nothing of it is trusted before
// `checkRule`. What a rule means is said in the room segments.
import type { Why } from "@outrider/shared/kernel";
import { type RuleFault, ruleWhy } from "./rule-faults.ts";

export const RULE_OPS = [">", ">=", "<", "<=", "==", "!=", "contains", "in", "between", "empty", "filled"] as const;
export type RuleOp = (typeof RULE_OPS)[number];
export const PERIODS = ["week", "month", "quarter", "year"] as const;
export type Period = (typeof PERIODS)[number];

/** A day counted from today: -30 is thirty days ago. */
export interface DaysFromNow { readonly days: number }
/** All days of a period counted from the present one: 0 is this month, -1 the one before. Weeks begin on Monday. */
export interface PeriodFromNow { readonly period: Period; readonly shift: number }
/** Whoever looks. */
export interface Me { readonly me: true }
/** Days are text `YYYY-MM-DD`; money is an amount, in the currency of its condition. */
export type RuleValue = string | number | boolean | Me | DaysFromNow | PeriodFromNow;

/**
 * `field` may go through links: `stage.outcome`. `in` takes a list, `between` a list of two, `empty` and `filled` nothing.
 * `currency`: of the amounts, three letters; the workspace's own unless told.
 */
export interface RuleLeaf { readonly field: string; readonly op: RuleOp; readonly value?: RuleValue | readonly RuleValue[]; readonly currency?: string }
/** What a condition compares with, as a list: several, one, or none. */
export const ruleValues = ({ value }: RuleLeaf): readonly RuleValue[] => (Array.isArray(value) ? (value as readonly RuleValue[]) : value === undefined ? [] : [value as RuleValue]);
export type Rule = RuleLeaf | { readonly and: readonly Rule[] } | { readonly or: readonly Rule[] } | { readonly not: Rule };

/** So that judging a record costs little whoever wrote the rule. `depth` counts groups in one another, `text` UTF-16 units. */
export const RULE_LIMITS = { depth: 6, leaves: 60, list: 200, text: 300, shift: 10_000, days: 100_000 } as const;

const CURRENCY = /^[A-Z]{3}$/;
/** What compares amounts. */
const AMOUNTS: ReadonlySet<unknown> = new Set<RuleOp>([">", ">=", "<", "<=", "==", "!=", "in", "between"]);
const FIELD = /^[a-z]\w{0,79}(?:\.[a-z]\w{0,79}){0,2}$/i;

type Given = Readonly<Record<string, unknown>>;
const isGiven = (value: unknown): value is Given => typeof value === "object" && value !== null && !Array.isArray(value);
const within = (value: unknown, most: number): boolean => typeof value === "number" && Number.isInteger(value) && Math.abs(value) <= most;
const has = (value: Given, ...keys: readonly string[]): boolean => Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));

function checkRuleValue(value: unknown): Why | null {
  if (typeof value === "string") return value.length > RULE_LIMITS.text ? ruleWhy("rule-long-text", { most: RULE_LIMITS.text }) : null;
  if (typeof value === "number") return Number.isFinite(value) ? null : ruleWhy("rule-not-finite");
  if (typeof value === "boolean") return null;
  if (!isGiven(value)) return ruleWhy("rule-not-value");
  if (has(value, "me")) return value["me"] === true ? null : ruleWhy("rule-not-me");
  if (has(value, "days")) return within(value["days"], RULE_LIMITS.days) ? null : ruleWhy("rule-not-days");
  if (!has(value, "period", "shift")) return ruleWhy("rule-not-relative");
  return (PERIODS as readonly unknown[]).includes(value["period"]) && within(value["shift"], RULE_LIMITS.shift) ? null : ruleWhy("rule-not-periods", { periods: PERIODS.join(", ") });
}

function checkLeaf(leaf: Given, at: string): RuleFault | null {
  const { field, op, value, currency, ...rest } = leaf;
  const under = (key: string): string => (at === "" ? key : `${at}.${key}`);
  if (typeof field !== "string" || !FIELD.test(field)) return { at: under("field"), ...ruleWhy("rule-no-field") };
  if (!(RULE_OPS as readonly unknown[]).includes(op)) return { at: under("op"), ...ruleWhy("rule-no-op", { ops: RULE_OPS.join(" ") }) };
  if (Object.keys(rest).length > 0) return { at, ...ruleWhy("rule-more-parts") };
  if (currency !== undefined && (typeof currency !== "string" || !CURRENCY.test(currency) || !AMOUNTS.has(op))) return { at: under("currency"), ...ruleWhy("rule-no-currency") };
  if (op === "empty" || op === "filled") return value === undefined ? null : { at: under("value"), ...ruleWhy("rule-value-left-out") };
  if (op !== "in" && op !== "between") {
    const wrong = op === "contains" && typeof value !== "string" ? ruleWhy("rule-not-text") : checkRuleValue(value);
    return wrong === null ? null : { at: under("value"), ...wrong };
  }
  const [fewest, most] = op === "between" ? [2, 2] : [1, RULE_LIMITS.list];
  if (!Array.isArray(value) || value.length < fewest || value.length > most) return { at: under("value"), ...(fewest === most ? ruleWhy("rule-list-of", { count: most }) : ruleWhy("rule-list-from-to", { least: fewest, most })) };
  for (const [index, item] of value.entries()) {
    const wrong = checkRuleValue(item);
    if (wrong !== null) return { at: `${under("value")}.${index}`, ...wrong };
  }
  return null;
}

/** What is wrong with a rule, whoever sent it, or null: then it is a `Rule`. */
export function checkRule(given: unknown): RuleFault | null {
  let leaves = 0;
  const check = (rule: unknown, at: string, depth: number): RuleFault | null => {
    if (!isGiven(rule)) return { at, ...ruleWhy("rule-no-part") };
    const under = (key: string): string => (at === "" ? key : `${at}.${key}`);
    const joined = has(rule, "and") ? "and" : has(rule, "or") ? "or" : null;
    if (joined === null && !has(rule, "not")) {
      leaves += 1;
      return leaves > RULE_LIMITS.leaves ? { at, ...ruleWhy("rule-too-many", { most: RULE_LIMITS.leaves }) } : checkLeaf(rule, at);
    }
    if (depth >= RULE_LIMITS.depth) return { at, ...ruleWhy("rule-too-deep", { most: RULE_LIMITS.depth }) };
    if (joined === null) return check(rule["not"], under("not"), depth + 1);
    const members = rule[joined];
    if (!Array.isArray(members) || members.length === 0) return { at: under(joined), ...ruleWhy("rule-no-list") };
    for (const [index, member] of members.entries()) {
      const wrong = check(member, under(`${joined}.${index}`), depth + 1);
      if (wrong) return wrong;
    }
    return null;
  };
  return check(given, "", 0);
}

export const isRule = (given: unknown): given is Rule => checkRule(given) === null;

/** The fields that a rule asks of, each once. */
export function fieldsOf(rule: Rule): readonly string[] {
  const found = new Set<string>();
  const look = (part: Rule): void => {
    if ("and" in part) part.and.forEach(look);
    else if ("or" in part) part.or.forEach(look);
    else if ("not" in part) look(part.not);
    else found.add(part.field);
  };
  look(rule);
  return [...found];
}

