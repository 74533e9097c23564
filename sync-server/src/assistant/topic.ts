// What a person may ask the assistant to answer: what buyers say to sellers. What is clearly something else is refused before
// it costs anything, with the reason. A buyer's word is quoted as it was said: strong words alone are nothing to refuse.
import type { Why } from "@outrider/shared/kernel";
import { problemWhy } from "@outrider/shared/protocol";

export const TOPIC_FAULTS = ["empty", "too-long", "off-topic", "harmful", "about-itself"] as const;
export type TopicFault = (typeof TOPIC_FAULTS)[number];

const MOST = 4_000;

/** For the person who asked, in plain English; the app has words of its own for each. */
export const TOPIC_REASONS: Readonly<Record<TopicFault, Why>> = {
  empty: problemWhy("nothing-to-answer"),
  "too-long": problemWhy("too-long-to-answer", { most: MOST }),
  "off-topic": problemWhy("not-about-a-purchase"),
  harmful: problemWhy("harmful"),
  "about-itself": problemWhy("about-itself"),
};

const RULES: readonly (readonly [TopicFault, RegExp])[] = [
  ["about-itself", /\b(?:system|hidden|initial|secret) (?:prompt|instructions?|message)\b|\b(?:reveal|show|print|repeat|tell me|leak)\b[^.]{0,40}\b(?:your|the) (?:instructions?|prompt|rules|api[ -]?keys?|password)\b/i],
  ["about-itself", /\b(?:ignore|disregard|forget|override|bypass)\b[^.]{0,30}\b(?:all |any |the |your )?(?:previous|prior|above|earlier|preceding|system|safety)\b[^.]{0,20}\b(?:instructions?|prompts?|rules|messages?|guidelines)\b/i],
  ["about-itself", /\b(?:you are|act as|pretend to be|switch to)\b[^.]{0,30}\b(?:DAN|jailbr(?:o|ea)k\w*|developer mode|unrestricted|no longer an assistant)\b/i],
  ["harmful", /\bhow (?:to|do i|can i)\b[^.]{0,40}\b(?:kill|murder|poison|stab|build a bomb|make a bomb|hack into|blackmail|stalk|forge|launder)\b/i],
  ["harmful", /\b(?:write|make|create|build|give me)\b[^.]{0,40}\b(?:malware|ransomware|virus|keylogger|phishing|bomb|explosives?|nerve gas|meth)\b/i],
  ["harmful", /\b(?:threaten|blackmail|extort|bribe|lie to|deceive|defraud|discriminate against)\b[^.]{0,30}\b(?:him|her|them|the (?:customer|buyer|client|contact)|this (?:customer|buyer|client|contact))\b/i],
  ["harmful", /\b(?:child|minor|underage)\w*\b[^.]{0,20}\b(?:sex\w*|porn\w*|nude\w*)\b|\b(?:porn|erotic|sex) (?:story|scene|text)\b/i],
  ["off-topic", /\b(?:write|compose|give me|tell me|sing)\b[^.]{0,25}\b(?:poem|haiku|song|lyrics|joke|fairy tale|short story|essay|horoscope|recipe)\b/i],
  ["off-topic", /\b(?:write|debug|fix|refactor)\b[^.]{0,25}\b(?:python|javascript|java|c\+\+|sql|bash|html|code|script|function|regex)\b(?![^.]{0,40}\b(?:support|integration|feature)\b)/i],
  ["off-topic", /\b(?:who (?:won|will win)|what is the capital of|translate this|solve (?:this|the) (?:equation|homework)|my homework|weather (?:in|today|tomorrow)|diagnose|lottery numbers)\b/i],
];

/** What is wrong with what somebody typed for the assistant, or null. */
export function topicFault(typed: string): TopicFault | null {
  if (typed.trim() === "") return "empty";
  if (typed.length > MOST) return "too-long";
  return RULES.find(([, pattern]) => pattern.test(typed))?.[0] ?? null;
}
