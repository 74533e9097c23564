export { compileRule, match, type RuleContext, type Subject } from "./match.ts";
export { readRule, writeRule } from "./rule-text.ts";
export { CONTACTED } from "./contacted.ts";
export { type AskNames, type AskSort, understand, type Understood } from "./understand.ts";
<<<<<<< /tmp/tmphj6rlpb7
||||||| /tmp/tmp46s5b_xn
export { type Span, type WordNames, wordsToRule, type WordsRead } from "./words.ts";
=======
export { MOST_WORDS_TEXT, type Span, type WordNames, wordsToRule, type WordsRead } from "./words.ts";
>>>>>>> /tmp/tmpuwbqr4c7
export { contactedBy, contactsOfDeal, customPaths, openStageOf, pathOfWire, SEGMENT_OPS, SEGMENT_PATHS, type SegmentContext, type SegmentCustom, type SegmentGroup, type SegmentPath, segmentPathOf, type SegmentSources, type SegmentType, segmentValues } from "./segment-paths.ts";
export { checkSegmentRule } from "./check-segment.ts";
export { type Span, type WordNames, wordsToRule, type WordsRead } from "./words.ts";
export { readWireRule, type WireRule, writeWireRule } from "./wire-rule.ts";
export { type Why, whyOf } from "./why.ts";
export { figureOfValue, isFigure, pathsOfPlan, type Plan, type PlanLeaf, planOf, type PlanTest, plainWord, type Range, segmentContext } from "./segment-plan.ts";
export { createSegmentTable, type SegmentTable } from "./segment-table.ts";
export { plainSources } from "./plain-sources.ts";
