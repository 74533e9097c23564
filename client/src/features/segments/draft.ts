// A segment while it is made: its name, its notes, and the rule as it is built; and what is wrong with it. Pure.
import { checkRule, RULE_LIMITS, type Rule, type Value } from "@outrider/shared/schema";
import { checkSegmentRule } from "@outrider/shared/segments";
import type { RuleField } from "../../app/rule/rule-fields.ts";
import { reasonWords } from "../../app/reason-words.ts";
import { completeOf, conditionsIn, fieldAt, type Group, isGroup, type Part, ruleOf } from "../../app/rule/rule-tree.ts";
import { words } from "./texts.ts";

const said = words.edit;

/** What can be counted of a tree already, and what keeps it from being saved. */
export interface Judged {
  /** Of the conditions that have a value; undefined: everybody. */
  readonly rule: Rule | undefined;
  /** How many conditions have no value yet. */
  readonly left: number;
  /** A sentence, where it cannot be a rule of a segment. */
  readonly trouble: string | undefined;
}

/** How deep its groups lie in one another as a rule has them, at most: "none of" several is "not" and "any of". */
const depthOf = (part: Part): number => (isGroup(part) ? (part.join === "none" ? 2 : 1) + Math.max(0, ...part.parts.map(depthOf)) : NEGATED.has(part.op) ? 1 : 0);
const NEGATED: ReadonlySet<string> = new Set(["lacks", "none"]);

function limitOf(tree: Group): string {
  const count = conditionsIn(tree);
  if (count > RULE_LIMITS.leaves) return said.tooMany(count);
  return depthOf(tree) > RULE_LIMITS.depth ? said.tooDeep : said.tooLong;
}

/** The condition that a fault speaks of, by what its field is called. */
function labelAt(rule: Rule, at: string, fields: readonly RuleField[]): string {
  let part: unknown = rule;
  let label = "";
  for (const step of at.split(".")) {
    if (typeof part !== "object" || part === null) break;
    part = (part as Readonly<Record<string, unknown>>)[step] ?? null;
    if (typeof part === "object" && part !== null && "field" in part && typeof part.field === "string") label = fieldAt(fields, part.field).label;
  }
  if (label !== "") return label;
  return "field" in rule ? fieldAt(fields, rule.field).label : "";
}

export function judged(tree: Group, fields: readonly RuleField[]): Judged {
  const { tree: complete, left } = completeOf(tree, fields);
  const made = ruleOf(complete, fields);
  if ("trouble" in made) return { rule: undefined, left, trouble: made.trouble === "incomplete" ? said.tooLong : limitOf(tree) };
  const fault = made.rule === undefined ? null : (checkRule(made.rule) ?? checkSegmentRule(made.rule));
  return { rule: fault === null ? made.rule : undefined, left, trouble: fault === null || made.rule === undefined ? undefined : said.fault(labelAt(made.rule, fault.at, fields), reasonWords(fault)) };
}

/** As the record keeps it: none is everybody. */
export const keptRule = (rule: Rule | undefined): Value => (rule === undefined ? null : (JSON.parse(JSON.stringify(rule)) as Value));
