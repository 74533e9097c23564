// The rules of saved views and of segments that ask for an option of a custom field, with its new name. It works offline:
// this device holds all segments, and all views that its person may change. Views that somebody keeps to himself are his
// alone, and nobody else's device has them.
import type { Call } from "@outrider/shared/commands";
import { type Rule, type RuleLeaf, type RuleValue, isRule } from "@outrider/shared/schema";
import type { Query, QueryAnswer } from "../../read/index.ts";

export interface RenamedOption {
  /** The field as records keep it. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** What compares with an option as a whole. */
const WHOLE: ReadonlySet<string> = new Set(["==", "!=", "in"]);
const MOST = 1000;

function leafWith(leaf: RuleLeaf, { name, from, to }: RenamedOption): RuleLeaf {
  const { field, op, value } = leaf;
  // Also through a link: `company.custom_…`.
  if (!WHOLE.has(op) || field.slice(field.lastIndexOf(".") + 1) !== name) return leaf;
  const renamed = (one: RuleValue): RuleValue => (one === from ? to : one);
  return { ...leaf, value: Array.isArray(value) ? [...new Set((value as readonly RuleValue[]).map(renamed))] : renamed(value as RuleValue) };
}

/** The rule with the new name wherever it had the old one. */
export function ruleRenamed(rule: Rule, option: RenamedOption): Rule {
  if ("and" in rule) return { and: rule.and.map((part) => ruleRenamed(part, option)) };
  if ("or" in rule) return { or: rule.or.map((part) => ruleRenamed(part, option)) };
  if ("not" in rule) return { not: ruleRenamed(rule.not, option) };
  return leafWith(rule, option);
}

/** The edits of views and segments, those in the bin too. */
export async function carryRules(option: RenamedOption, ask: (query: Query) => Promise<QueryAnswer>): Promise<readonly Call[]> {
  const asked = (["view", "segment"] as const).flatMap((kind) => [false, true].map((bin) => ask({ kind, bin, limit: MOST })));
  const found = await Promise.all(asked);
  return found.flatMap(({ rows }) => rows).flatMap(({ id, values: { rule } }): readonly Call[] => {
    if (!isRule(rule)) return [];
    const next = ruleRenamed(rule, option);
    return JSON.stringify(next) === JSON.stringify(rule) ? [] : [{ name: "edit", args: { id, values: { rule: JSON.parse(JSON.stringify(next)) } } }];
  });
}
