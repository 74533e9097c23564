// What is asked of an audience besides its segment's own rule. Pure.
import type { Rule } from "@outrider/shared/schema";

/** Who has no address, and who wants no campaigns: no mail goes to them. */
export const NO_ADDRESS: Rule = { field: "emails", op: "empty" };
export const REFUSED: Rule = { field: "mail", op: "in", value: ["no"] };
/** Whose opens and clicks may be counted. */
export const AGREED: Rule = { field: "tracking", op: "in", value: ["yes"] };

/** Both hold; null is everybody. */
export const ruleWith = (rule: Rule | null, besides: Rule | null): Rule | null => (rule !== null && besides !== null ? { and: [rule, besides] } : (rule ?? besides));
