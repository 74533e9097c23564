// Everything that can be wrong with a rule, by its stable name. Each completes a sentence that names the rule or the place
// in it ("Filter {fault}."), so it has no stop at its end. It knows no rule.
import { nested, type SayWhy, type SentenceValues, type Why, whyFrom } from "@outrider/shared/kernel";

export const ruleFaultSentences = {
  "rule-at": "at {at} {fault}",
  // Its shape.
  "rule-no-part": "must be a condition or a group",
  "rule-no-list": "must be a list of conditions",
  "rule-too-many": "is one of more than {most} conditions",
  "rule-too-deep": "lies deeper than {most} groups",
  "rule-no-field": "names no field",
  "rule-no-op": "must be one of {ops}",
  "rule-more-parts": "has parts that a condition does not have",
  // What a condition compares with.
  "rule-value-left-out": "must be left out",
  "rule-list-of": "must be a list of {count}",
  "rule-list-from-to": "must be a list of {least} to {most}",
  "rule-no-currency": "must be the three letters of a currency, where amounts are compared",
  "rule-not-text": "must be a text",
  "rule-not-finite": "must be a finite number",
  "rule-not-value": "must be a text, a number, yes or no, or a day",
  "rule-not-me": "must say true of “me”",
  "rule-not-days": "must count whole days",
  "rule-not-relative": "must be “me”, “days” or a “period” with its “shift”",
  "rule-not-periods": "must count whole periods of {periods}",
  "rule-long-text": "is longer than {most} characters",
} as const;

export const ruleWhy: SayWhy<typeof ruleFaultSentences> = whyFrom(ruleFaultSentences);

/** What is wrong with a rule. `at`: where in it, as `and.0.value`; "" is the whole. */
export interface RuleFault extends Why { readonly at: string }

/** The place in the rule and what is wrong there, without the stop at its end. */
export const ruleFaultWhy = ({ at, ...why }: RuleFault): Why => (at === "" ? why : ruleWhy("rule-at", { at, ...nested("fault", why) }));

/** The same as the value `fault` of a sentence. */
export const ruleFaultValues = (fault: RuleFault): Readonly<Record<"fault", string>> & SentenceValues => nested("fault", ruleFaultWhy(fault));
