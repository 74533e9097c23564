export { compileRule, match, type RuleContext, type Subject } from "./match.ts";
export { readRule, writeRule } from "./rule-text.ts";
export { CONTACTED } from "./contacted.ts";
export { type AskNames, type AskSort, understand, type Understood } from "./understand.ts";
export { type Span, type WordNames, wordsToRule, type WordsRead } from "./words.ts";
