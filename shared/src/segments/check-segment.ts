// Whether a rule is one over contacts: its shape and size (`checkRule`), and then that each condition names a path of
// segments and compares it with something of its type. What has passed means the same on a device and in a database;
// what has not is never evaluated.
import { hasHalfSign } from "@outrider/shared/kernel";
import { checkRule, isDay, type Rule, type RuleFault, type RuleLeaf, type RuleValue, ruleValues } from "@outrider/shared/schema";
import { segmentPathOf, type SegmentPath, type SegmentType } from "./segment-paths.ts";

// What no text of a record can hold.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const words = (value: RuleValue): string | null =>
  typeof value !== "string" ? "must be a text" : CONTROL.test(value) ? "contains control characters" : hasHalfSign(value) ? "contains broken characters" : null;
const figure = (value: RuleValue): string | null => (typeof value === "number" ? null : "must be a number");
const day = (value: RuleValue): string | null =>
  (typeof value === "string" && isDay(value)) || (typeof value === "object" && ("days" in value || "period" in value)) ? null : "must be a day as YYYY-MM-DD, days from today or a period";

const TYPED = {
  number: figure, money: figure, day, instant: day, text: words, set: words, choice: words,
  link: (value) => (typeof value === "object" && "me" in value ? null : words(value)),
  flag: (value) => (typeof value === "boolean" ? null : "must be yes or no"),
} as const satisfies Record<SegmentType, (value: RuleValue) => string | null>;

function valueFault({ type, to, label }: SegmentPath, value: RuleValue): string | null {
  if (typeof value === "object" && "me" in value && to !== "member") return `cannot be “me”: ${label} is nobody`;
  return TYPED[type](value);
}

function leafFault(leaf: RuleLeaf, at: string): RuleFault | null {
  const { field, op, value } = leaf;
  const under = (key: string): string => (at === "" ? key : `${at}.${key}`);
  const path = segmentPathOf(field);
  if (!path) return { at: under("field"), message: `“${field}” is nothing that segments go by` };
  if (!path.ops.includes(op)) return { at: under("op"), message: `does not go with ${path.label}: it takes ${path.ops.join(" ")}` };
  if (leaf.currency !== undefined && path.type !== "money") return { at: under("currency"), message: `does not go with ${path.label}: it is no money` };
  for (const [index, one] of ruleValues(leaf).entries()) {
    const wrong = valueFault(path, one);
    if (wrong !== null) return { at: Array.isArray(value) ? `${under("value")}.${index}` : under("value"), message: wrong };
  }
  return null;
}

/** What is wrong with it as a rule of a segment, whoever sent it, or null: then it is one. */
export function checkSegmentRule(given: unknown): RuleFault | null {
  const wrong = checkRule(given);
  if (wrong) return wrong;
  const look = (rule: Rule, at: string): RuleFault | null => {
    const under = (key: string): string => (at === "" ? key : `${at}.${key}`);
    if ("not" in rule) return look(rule.not, under("not"));
    if (!("and" in rule) && !("or" in rule)) return leafFault(rule, at);
    const [joined, parts] = "and" in rule ? (["and", rule.and] as const) : (["or", rule.or] as const);
    for (const [index, part] of parts.entries()) {
      const fault = look(part, under(`${joined}.${index}`));
      if (fault) return fault;
    }
    return null;
  };
  return look(given as Rule, "");
}
