export { compileRule, match, type RuleContext, type Subject } from "./match.ts";
export { readRule, writeRule } from "./rule-text.ts";
export { LAST_CONTACT } from "./ask-turns.ts";
export { type AskNames, type AskSort, understand, type Understood } from "./understand.ts";
