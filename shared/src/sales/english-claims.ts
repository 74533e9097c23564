// Claims in plain English, for screens, programs and language models: one sentence a code. Days stand in it as they are given:
// a screen writes them its own way before.
import type { Claim, ClaimCode, ClaimValues } from "./claims.ts";

/** What a stage or another record is called. */
export type NameOf = (id: string) => string;

const s = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;
/** Of what is over within a day, no days have passed. */
const span = (days: number): string => (days === 0 ? "less than a day" : s(days, "day"));
const kind = (category: string): string => (category === "" ? "" : ` about ${category === "authority" ? "who decides" : category}`);
/** Per cent. Below it texts have their subject in common, if that, and a figure would only puzzle. */
const FEW_ALIKE = 20;
const ROLE = { decisionMakers: "decision maker", champions: "champion", influencers: "influencer", endUsers: "user", blockers: "blocker", procurement: "buyer from procurement" } as const;

const SENTENCES: { readonly [C in ClaimCode]: (values: ClaimValues[C], nameOf: NameOf) => string } = {
  stagnant: ({ stage, days, allowed }, nameOf) => `It has been in ${nameOf(stage)} for ${s(days, "day")}; ${allowed} are usual at most.`,
  slipped: ({ days, closeDate }) => `Its close date ${closeDate} passed ${s(days, "day")} ago.`,
  closingSoon: ({ days, closeDate }) => (days === 0 ? "It is to be closed today." : `It is to be closed on ${closeDate}, in ${s(days, "day")}.`),
  noCloseDate: () => "It has no close date.",
  noNextStep: () => "Nothing is planned on it.",
  silent: ({ days }) => `Nobody has been in touch for ${s(days, "day")}.`,
  neverContacted: () => "No call, meeting or email is on it yet.",
  noDecisionMaker: ({ people }) => (people === 0 ? "Nobody is named on it." : `None of the ${s(people, "person", "people")} on it is named as decision maker.`),
  singleThreaded: ({ people }) => (people === 0 ? "Nobody on the other side is involved yet." : "It hangs on one person."),
  blockerNamed: ({ people }) => `${s(people, "person is", "people are")} against it.`,
  objectionOpen: ({ category, severity, days }) => `${severity === "" ? "An" : severity === "high" ? "A severe" : severity === "medium" ? "A medium" : "A slight"} objection${kind(category)} ${days === 0 ? "was raised today" : `has been open for ${s(days, "day")}`}.`,
  competitorNamed: ({ competitor }) => `${competitor} is in it too.`,
  bigDeal: ({ times }) => `It is ${times} times the usual won deal.`,
  inStage: ({ stage }, nameOf) => `It is in ${nameOf(stage)}.`,
  similarWon: ({ count, best }) => `${s(count, "similar deal was", "similar deals were")} won in the last twelve months; the closest is ${best} % alike.`,
  wonWithActivity: ({ count, of, type, stage }, nameOf) => `${count} of ${of} similar won deals had ${type === "email" ? "an email" : `a ${type}`} in ${nameOf(stage)}; this one has not.`,
  wonWithRole: ({ count, of, role }) => `${count} of ${of} similar won deals had a ${ROLE[role]}.`,
  wonWithPeople: ({ people, of }) => `On ${of} similar won deals there were ${people} people on average.`,
  objectionOvercome: ({ category, count, of }) => `${count} of ${s(of, "objection")}${kind(category)} on similar won deals were resolved.`,
  againstCompetitor: ({ competitor, won, of }) => `Against ${competitor} ${won} of ${s(of, "deal")} were won.`,
  teamRate: ({ industry, won, of, days }) => `Of ${s(of, "closed deal")} of your team${industry === "" ? "" : ` in ${industry}`} ${won} were won${days === null ? "" : `, in ${span(days)} as a rule`}.`,
  teamStage: ({ stage, days, usual, of }, nameOf) => `Of the closed deals of your team ${of} that were won stayed in ${nameOf(stage)} for ${s(usual, "day")} as a rule; this one has been there for ${s(days, "day")}.`,
  teamObjection: ({ category, won, of, type, times }) => `Of ${s(of, "closed deal")} of your team with an objection${kind(category)} ${won} were won${type === "" ? "" : `; on ${times} of them ${type === "email" ? "an email" : `a ${type}`} came next and it was resolved`}.`,
  answerWorked: ({ category, won, closeness }) => `An answer to an${closeness < FEW_ALIKE ? "other" : ""} objection${kind(category)}${closeness < FEW_ALIKE ? "" : ` that is ${closeness} % alike`} resolved it${won ? ", and the deal was won" : ""}.`,
  raisedBefore: ({ category, times }) => `An objection${kind(category)} was raised on this deal ${times === 1 ? "once" : `${times} times`} before.`,
  formalWords: ({ count, of }) => `Formal in ${count} of ${s(of, "interaction")}.`,
  casualWords: ({ count, of }) => `Casual in ${count} of ${s(of, "interaction")}.`,
  answersWithin: ({ hours, times }) => `Answers within ${s(Math.max(1, hours), "hour")} as a rule (${s(times, "answer")}).`,
  usesChannel: ({ channel, count, of }) => `${count} of ${s(of, "contact")} by ${channel}.`,
  asksForFacts: ({ count, of }) => `Figures and facts in ${count} of ${s(of, "interaction")}.`,
  speaksOfFeelings: ({ count, of }) => `Feelings and impressions in ${count} of ${s(of, "interaction")}.`,
  namesOthers: ({ count, of }) => `Others who decide too are named in ${count} of ${s(of, "interaction")}.`,
  decidesAlone: ({ count, of }) => `Decides alone, by ${count} of ${s(of, "interaction")}.`,
  objectsTo: ({ category, count }) => `Objections${kind(category)} or words of it in ${s(count, "place")}.`,
  cameToUs: ({ count, of }) => `${count} of ${s(of, "contact")} came from them.`,
  lastHeard: ({ days }) => (days === 0 ? "Last heard of today." : `Last heard of ${s(days, "day")} ago.`),
  buyingWords: ({ count }) => `Words of somebody who buys in ${s(count, "interaction")}.`,
  tookDays: ({ days, usual, of, industry }) => `It took ${span(days)}; ${s(of, "deal")}${industry === "" ? "" : ` of ${industry}`} took ${usual} as a rule.`,
  tookDaysInStage: ({ stage, days, usual, of }, nameOf) => `It stayed in ${nameOf(stage)} for ${s(days, "day")}; ${s(of, "deal")} stayed ${usual} as a rule.`,
  closeDateMoved: ({ days }) => `Its close date moved by ${s(days, "day")}.`,
  objectionEnded: ({ category, status, severity }) => `An objection${kind(category)}${severity === "" ? "" : ` (${severity})`} ${status === "resolved" ? "was resolved" : status === "lost" ? "lost the deal" : "stayed open"}.`,
  categoryRate: ({ category, won, of, base }) => `Of ${s(of, "deal")} with an objection${kind(category)} ${won} were won; of all deals ${base} %.`,
  peopleInvolved: ({ people, usualWon, of }) => `${s(people, "person was", "people were")} on it; on ${s(of, "won deal")} there are ${usualWon} as a rule.`,
  decisionMakerMet: ({ times }) => `A decision maker took part ${times === 1 ? "once" : `${times} times`}.`,
  decisionMakerNeverMet: () => "No decision maker took part in anything.",
  contacts: ({ count, usualWon, of }) => `${s(count, "contact")}; ${s(of, "won deal")} have ${usualWon} as a rule.`,
  theirShare: ({ share, of }) => `${share} % of ${s(of, "contact")} came from them.`,
  longestSilence: ({ days }) => `The longest silence was ${s(days, "day")}.`,
  reasonGiven: ({ reason }) => `The reason given: ${reason}.`,
  industryRate: ({ industry, won, of, base }) => `${industry}: ${won} of ${s(of, "deal")} won; of all deals ${base} %.`,
  reasonCount: ({ reason, count, of }) => `${reason}: ${count} of ${of}.`,
  lostInStage: ({ stage, count, of }, nameOf) => `${count} of ${s(of, "lost deal")} were lost in ${nameOf(stage)}.`,
  winRate: ({ won, of }) => `${won} of ${s(of, "closed deal")} were won.`,
  cycles: ({ won, lost }) => `Won deals took ${span(won)}, lost ones ${span(lost)} as a rule.`,
};

/** One sentence. */
export function claimInEnglish({ code, values }: Claim, nameOf: NameOf): string {
  const sentence = SENTENCES[code] as (given: Claim["values"], names: NameOf) => string;
  return sentence(values, nameOf);
}

