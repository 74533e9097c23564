export { compileRule, match, type RuleContext, type Subject } from "./match.ts";
export { readRule, writeRule } from "./rule-text.ts";
