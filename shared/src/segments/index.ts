export { compileRule, match, type RuleContext, type Subject } from "./match.ts";
export { readRule, writeRule } from "./rule-text.ts";
export { CONTACTED } from "./contacted.ts";
export { type AskNames, type AskSort, understand, type Understood } from "./understand.ts";
export { contactedBy, contactsOfDeal, customPaths, openStageOf, pathOfWire, SEGMENT_OPS, SEGMENT_PATHS, type SegmentContext, type SegmentCustom, type SegmentGroup, type SegmentPath, segmentPathOf, type SegmentSources, type SegmentType, segmentValues } from "./segment-paths.ts";
export { checkSegmentRule } from "./check-segment.ts";
export { readWireRule, type WireRule, writeWireRule } from "./wire-rule.ts";
export { type Why, whyOf } from "./why.ts";
