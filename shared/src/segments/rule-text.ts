// A rule as a short text for an address: prefix notation, its words divided by `*`, made of characters that addresses
// leave as they are. `-and2*value*ge*n50000*owner*eq*m` is value >= 50000 and owner == me; `ge_EUR` says a currency. Invariant: what is written is
// read back as it was; what is read is a rule within its limits or a fault.
import { err, ok, type Result, type Why } from "@outrider/shared/kernel";
import { checkRule, type Period, PERIODS, type Rule, type RuleFault, type RuleLeaf, type RuleOp, type RuleValue, ruleValues, ruleWhy } from "@outrider/shared/schema";
import { ruleTextWhy } from "./segment-faults.ts";

const WORDS = { ">": "gt", ">=": "ge", "<": "lt", "<=": "le", "==": "eq", "!=": "ne", contains: "has", in: "in", between: "btw", empty: "none", filled: "any" } as const satisfies Record<RuleOp, string>;
const OPS = new Map(Object.entries(WORDS).map(([op, word]) => [word as string, op as RuleOp]));
const LETTERS = { week: "w", month: "m", quarter: "q", year: "y" } as const satisfies Record<Period, string>;

const escaped = (text: string): string => text.replace(/[~*]/g, (sign) => (sign === "*" ? "~x" : "~~"));
const unescaped = (text: string): string => text.replace(/~([x~])/g, (_, sign) => (sign === "x" ? "*" : "~"));

function valueWord(value: RuleValue): string {
  if (typeof value === "string") return `s${escaped(value)}`;
  if (typeof value === "number") return `n${value}`;
  if (typeof value === "boolean") return value ? "y" : "f";
  if ("me" in value) return "m";
  return "days" in value ? `d${value.days}` : `p${LETTERS[value.period]}${value.shift}`;
}

function words(rule: Rule): readonly string[] {
  if ("and" in rule) return [`-and${rule.and.length}`, ...rule.and.flatMap(words)];
  if ("or" in rule) return [`-or${rule.or.length}`, ...rule.or.flatMap(words)];
  if ("not" in rule) return ["-not", ...words(rule.not)];
  const { field, op, currency } = rule;
  const values = ruleValues(rule);
  return [field, currency === undefined ? WORDS[op] : `${WORDS[op]}_${currency}`, ...(op === "in" ? [String(values.length)] : []), ...values.map(valueWord)];
}

/** What `readRule` reads back as the same rule, in characters that an address takes as they are. */
export const writeRule = (rule: Rule): string => words(rule).join("*");

/** Thrown and caught here. */
class Unreadable extends Error {
  readonly why: Why;
  constructor(why: Why) {
    super(why.message);
    this.why = why;
  }
}

const bad = (why: Why): never => {
  throw new Unreadable(why);
};

function valueOf(word: string): RuleValue {
  const rest = word.slice(1);
  switch (word[0]) {
    case "s":
      return unescaped(rest);
    case "n":
      return rest === "" ? bad(ruleTextWhy("rule-no-figure")) : Number(rest);
    case "d":
      return { days: rest === "" ? Number.NaN : Number(rest) };
    case "p":
      return { period: PERIODS.find((period) => LETTERS[period] === rest[0]) ?? bad(ruleTextWhy("rule-no-period", { word })), shift: rest.length < 2 ? Number.NaN : Number(rest.slice(1)) };
    default:
      return word === "y" ? true : word === "f" ? false : word === "m" ? { me: true } : bad(ruleTextWhy("rule-no-word", { word }));
  }
}

const GROUP = /^-(?:(and|or)(\d{1,3})|not)$/;
/** Longer than any rule that is worth an address. */
const LONGEST = 6000;

/** Reads what `writeRule` wrote; of anything else, what is wrong with it. */
export function readRule(text: string): Result<Rule, RuleFault> {
  if (text.length > LONGEST) return err({ at: "", ...ruleWhy("rule-long-text", { most: LONGEST }) });
  const left = text.split("*");
  let at = 0;
  const next = (): string => {
    const word = left[at];
    at += 1;
    return word === undefined || word === "" ? bad(ruleTextWhy("rule-ends-early")) : word;
  };
  // Depth is bounded by `checkRule` for all but the reading itself.
  const read = (depth: number): Rule => {
    if (depth > 20) bad(ruleTextWhy("rule-nested-deep"));
    const word = next();
    if (word.startsWith("-")) {
      const [, joined, count] = GROUP.exec(word) ?? bad(ruleTextWhy("rule-no-group", { word }));
      if (joined === undefined) return { not: read(depth + 1) };
      const parts = Array.from({ length: Number(count) }, () => read(depth + 1));
      return joined === "and" ? { and: parts } : { or: parts };
    }
    return leaf(word);
  };
  const leaf = (field: string): RuleLeaf => {
    const word = next();
    const [compared = "", currency] = word.split("_");
    const op = OPS.get(compared) ?? bad(ruleTextWhy("rule-no-comparison", { word }));
    const meant = currency === undefined ? {} : { currency };
    if (op === "empty" || op === "filled") return { field, op, ...meant };
    if (op === "in") return { field, op, ...meant, value: Array.from({ length: Math.min(1000, Number(next())) || 0 }, () => valueOf(next())) };
    return { field, op, ...meant, value: op === "between" ? [valueOf(next()), valueOf(next())] : valueOf(next()) };
  };
  try {
    const rule = read(0);
    if (at < left.length) bad(ruleTextWhy("rule-goes-on"));
    const fault = checkRule(rule);
    return fault ? err(fault) : ok(rule);
  } catch (error) {
    if (error instanceof Unreadable) return err({ at: "", ...error.why });
    throw error;
  }
}
