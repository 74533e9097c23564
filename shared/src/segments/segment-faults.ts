// What can be wrong with a rule besides its shape (`ruleFaultSentences`), by its stable name: with one over contacts, and with one
// written as text. Each completes a sentence that names the rule or the place in it.
import { type SayWhy, whyFrom } from "@outrider/shared/kernel";

/** Of what segments go by. */
export const segmentFaultSentences = {
  "rule-broken-characters": "contains broken characters",
  "rule-control-characters": "contains control characters",
  "rule-not-day": "must be a day as YYYY-MM-DD, days from today or a period",
  "rule-not-flag": "must be yes or no",
  "rule-not-number": "must be a number",
  "rule-me-is-nobody": "cannot be “me”: {label} is nobody",
  "rule-strange-path": "“{name}” is nothing that segments go by",
  "rule-strange-name": "names nothing that segments go by: “{name}”",
  "rule-op-misfit": "does not go with {label}: it takes {ops}",
  "rule-currency-misfit": "does not go with {label}: it is no money",
} as const;
export const segmentWhy: SayWhy<typeof segmentFaultSentences> = whyFrom(segmentFaultSentences);

/** Of a rule in an address. */
export const ruleTextSentences = {
  "rule-no-figure": "a number is missing",
  "rule-no-period": "“{word}” is no period",
  "rule-no-word": "“{word}” is no value",
  "rule-no-group": "“{word}” is no group",
  "rule-no-comparison": "“{word}” is no comparison",
  "rule-ends-early": "ends too early",
  "rule-goes-on": "goes on after its end",
  "rule-nested-deep": "is nested too deeply",
} as const;
export const ruleTextWhy: SayWhy<typeof ruleTextSentences> = whyFrom(ruleTextSentences);
