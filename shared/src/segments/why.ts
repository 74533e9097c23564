// Why a rule finds a record or does not: the rule as a tree, each condition with what was found and whether it holds.
import type { Money, Rule, RuleLeaf, Value } from "@outrider/shared/schema";
import { compileRule, type RuleContext, type Subject } from "./match.ts";
import { comparedAs } from "./rule-money.ts";

export type Why =
  | { readonly is: "leaf"; readonly holds: boolean; readonly leaf: RuleLeaf; /** What the record has there; none: nothing is known. */ readonly found: readonly Value[]; /** Money of another currency as it was compared; null: no rate holds, so that no comparison does. */ readonly compared?: Money | null }
  | { readonly is: "and" | "or"; readonly holds: boolean; readonly parts: readonly Why[] }
  | { readonly is: "not"; readonly holds: boolean; readonly part: Why };

/** Every part is looked at, also those that could not change the answer any more. */
export function whyOf(rule: Rule, subject: Subject, context: RuleContext): Why {
  if ("and" in rule) {
    const parts = rule.and.map((part) => whyOf(part, subject, context));
    return { is: "and", holds: parts.every(({ holds }) => holds), parts };
  }
  if ("or" in rule) {
    const parts = rule.or.map((part) => whyOf(part, subject, context));
    return { is: "or", holds: parts.some(({ holds }) => holds), parts };
  }
  if ("not" in rule) {
    const part = whyOf(rule.not, subject, context);
    return { is: "not", holds: !part.holds, part };
  }
  const found = subject(rule.field);
  const [first] = rule.op === "empty" || rule.op === "filled" ? [] : found;
  const compared = first === undefined ? undefined : comparedAs(first, rule.currency, context.money ?? null);
  return { is: "leaf", holds: compileRule(rule, context)(subject), leaf: rule, found, ...(compared !== undefined && { compared }) };
}
