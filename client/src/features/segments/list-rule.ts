// The rule of a segment as a filter of the list of contacts, where that list can ask for it: days without activity are
// asked of the day they began on, and what only segments know of is in no list. Pure.
import { fieldsOf, type Rule, type RuleLeaf, type RuleValue } from "@outrider/shared/schema";

/** What lists of contacts do not know of. */
const NOT_LISTED = new Set(["stage", "lastContacted"]);
const FLIPPED = { ">": "<", ">=": "<=", "<": ">", "<=": ">=" } as const;

const ago = (days: number): RuleValue => ({ days: 0 - days });

/** More days without activity is an earlier day. null: no whole number of days. */
function activityLeaf({ op, value }: RuleLeaf): RuleLeaf | null {
  const field = "lastActive";
  if (value === undefined) return { field, op };
  const days = (Array.isArray(value) ? (value as readonly RuleValue[]) : [value as RuleValue]).filter((one) => typeof one === "number");
  const [first = 0, last = first] = days;
  if (op === "between") return { field, op, value: [ago(Math.floor(last)), ago(Math.ceil(first))] };
  if (op === ">" || op === "<=") return { field, op: FLIPPED[op], value: ago(Math.floor(first)) };
  if (op === "<" || op === ">=") return { field, op: FLIPPED[op], value: ago(Math.ceil(first)) };
  if (!days.every(Number.isInteger)) return null;
  return { field, op, value: op === "in" ? days.map(ago) : ago(first) };
}

/** Null: no list can show it. */
export function listRule(rule: Rule): Rule | null {
  if (fieldsOf(rule).some((path) => NOT_LISTED.has(path))) return null;
  const each = (parts: readonly Rule[]): readonly Rule[] | null => {
    const made = parts.map(listRule);
    return made.includes(null) ? null : (made as readonly Rule[]);
  };
  if ("and" in rule) {
    const and = each(rule.and);
    return and && { and };
  }
  if ("or" in rule) {
    const or = each(rule.or);
    return or && { or };
  }
  if ("not" in rule) {
    const not = listRule(rule.not);
    return not && { not };
  }
  return rule.field === "inactiveDays" ? activityLeaf(rule) : rule;
}
