// Whether a rule is one over contacts: its shape and size (`checkRule`), and then that each condition names a path of
// segments and compares it with something of its type. What has passed means the same on a device and in a database;
// what has not is never evaluated.
import { hasHalfSign, type Why } from "@outrider/shared/kernel";
import { checkRule, isDay, type Rule, type RuleFault, type RuleLeaf, type RuleValue, ruleValues, ruleWhy } from "@outrider/shared/schema";
import { segmentWhy } from "./segment-faults.ts";
import { segmentPathOf, type SegmentPath, type SegmentType } from "./segment-paths.ts";

// What no text of a record can hold.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const words = (value: RuleValue): Why | null =>
  typeof value !== "string" ? ruleWhy("rule-not-text") : CONTROL.test(value) ? segmentWhy("rule-control-characters") : hasHalfSign(value) ? segmentWhy("rule-broken-characters") : null;
const figure = (value: RuleValue): Why | null => (typeof value === "number" ? null : segmentWhy("rule-not-number"));
const day = (value: RuleValue): Why | null =>
  (typeof value === "string" && isDay(value)) || (typeof value === "object" && ("days" in value || "period" in value)) ? null : segmentWhy("rule-not-day");

const TYPED = {
  number: figure, money: figure, day, instant: day, text: words, set: words, choice: words,
  link: (value) => (typeof value === "object" && "me" in value ? null : words(value)),
  flag: (value) => (typeof value === "boolean" ? null : segmentWhy("rule-not-flag")),
} as const satisfies Record<SegmentType, (value: RuleValue) => Why | null>;

function valueFault({ type, to, label }: SegmentPath, value: RuleValue): Why | null {
  if (typeof value === "object" && "me" in value && to !== "member") return segmentWhy("rule-me-is-nobody", { label });
  return TYPED[type](value);
}

function leafFault(leaf: RuleLeaf, at: string): RuleFault | null {
  const { field, op, value } = leaf;
  const under = (key: string): string => (at === "" ? key : `${at}.${key}`);
  const path = segmentPathOf(field);
  if (!path) return { at: under("field"), ...segmentWhy("rule-strange-path", { name: field }) };
  if (!path.ops.includes(op)) return { at: under("op"), ...segmentWhy("rule-op-misfit", { label: path.label, ops: path.ops.join(" ") }) };
  if (leaf.currency !== undefined && path.type !== "money") return { at: under("currency"), ...segmentWhy("rule-currency-misfit", { label: path.label }) };
  for (const [index, one] of ruleValues(leaf).entries()) {
    const wrong = valueFault(path, one);
    if (wrong !== null) return { at: Array.isArray(value) ? `${under("value")}.${index}` : under("value"), ...wrong };
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
