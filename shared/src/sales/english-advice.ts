// Actions, advice and answers to objections in plain English, for interfaces, language models and as drafts.
import type { CoachAction } from "./coach.ts";
import type { NameOf } from "./english-claims.ts";
import type { Angle, ObjectionAnswer } from "./objection-answer.ts";
import type { ObjectionCategory } from "./objection-lexicon.ts";
import type { PersonaAdvice } from "./persona.ts";
import type { ActionCode } from "./playbook.ts";
import type { Lesson } from "./win-loss.ts";

interface About { readonly person: string; readonly about: string }
const whom = (person: string, otherwise = "them"): string => person || otherwise;

const ACTIONS: Readonly<Record<ActionCode, (of: About) => string>> = {
  setNextStep: ({ person }) => `Agree on the next step with ${whom(person)} and write it down with its day`,
  renewCloseDate: ({ person }) => `Ask ${whom(person)} what holds it up and agree on a new close date`,
  prepareClose: ({ person }) => `Go through what is still open before the close date with ${whom(person)}`,
  reachOut: ({ person }) => `Get in touch with ${whom(person)}`,
  reviveDeal: ({ person }) => `Call ${whom(person)} and find out what it hangs on; set a limit for going on`,
  answerObjection: ({ person }) => `Answer the open objection${person === "" ? "" : ` of ${person}`}`,
  meetDecisionMaker: ({ person }) => (person === "" ? "Find out who decides and meet them" : `Get a meeting with who decides, through ${person}`),
  widenContacts: ({ person }) => `Win a second person beside ${whom(person, "the one contact")}`,
  winOverBlocker: ({ person }) => `Talk to ${whom(person, "the one who is against it")} alone and hear what they fear`,
  compareCompetitor: ({ about }) => `Settle the comparison with ${whom(about, "the competitor")} on what matters to them`,
  doWhatWon: ({ person, about }) => `${about === "meeting" ? "Meet" : about === "email" ? "Write to" : "Call"} ${whom(person)} in this stage`,
  understandNeed: ({ person }) => `Ask ${whom(person)} what the problem costs them today`,
  agreeCriteria: ({ person }) => `Agree with ${whom(person)} by what they will decide`,
  nameBudget: ({ person }) => `Ask ${whom(person)} for the budget and where it comes from`,
  showOnSite: ({ person }) => `Show it to ${whom(person)} where the work is done`,
  sendProposal: ({ person }) => `Send ${whom(person)} a proposal with their own figures and walk through it`,
  offerTrial: ({ person }) => `Offer ${whom(person)} a trial with an end and a measure`,
  confirmDecisionPath: ({ person }) => `Write down with ${whom(person)} who still has to agree, and by when`,
  settleTerms: ({ person }) => `Settle the open terms of the contract with ${whom(person)}`,
  planStart: ({ person }) => `Plan the first weeks after the signature with ${whom(person)}`,
  buildBusinessCase: ({ person }) => `Write the business case together with ${whom(person)}`,
  bringExecutive: ({ person }) => `Bring one of your executives together with theirs, through ${whom(person)}`,
  makePlanTogether: ({ person }) => `Make a plan with ${whom(person)} of all steps up to the start`,
};

export const actionInEnglish = ({ code, person, about }: Pick<CoachAction, "code" | "person" | "about">, nameOf: NameOf): string => ACTIONS[code]({ person: person === "" ? "" : nameOf(person), about });

const PERSONA: Readonly<Record<PersonaAdvice, string>> = {
  beFormal: "Write formally, with their name and title.", beRelaxed: "Write briefly and in a relaxed tone.", bringFigures: "Bring figures, comparisons and proofs.", tellStories: "Tell of people and results rather than of figures.",
  helpConvinceOthers: "Give them something to convince the others with.", goStraightToThem: "Talk to them directly: they decide.", showValueFirst: "Show what it saves before you name a price.", showFeatureWorking: "Show the features they ask for at work.",
  offerTimetable: "Offer a timetable that fits their calendar.", provePoints: "Prove each point.", useChannel: "Use the channel they use.", answerQuickly: "Answer quickly: they do.", leaveTime: "Leave them time: they answer late.",
  askForDecision: "Ask for the decision.", rekindle: "Give them a new reason to talk.",
};
export const personaAdviceInEnglish = (code: PersonaAdvice): string => PERSONA[code];

const LESSONS: Readonly<Record<Lesson, string>> = {
  qualifyTimeEarlier: "Ask for the timetable of the decision earlier.", answerObjectionEarlier: "Answer objections before they decide.", meetDecisionMakerEarly: "Meet who decides early.", involveMorePeople: "Involve more people.",
  keepInTouch: "Keep in touch: do not let weeks pass.", prepareForCompetitor: "Prepare for this competitor.", moveFasterInStage: "Move on faster where it stood.", repeatWhatWorked: "Do again what worked.",
};
export const lessonInEnglish = (code: Lesson): string => LESSONS[code];

const ACKNOWLEDGE: Readonly<Record<ObjectionCategory, string>> = {
  price: "it is a lot of money, and you have to answer for it", timeline: "your people have enough to do, and the moment matters", authority: "others have to carry this decision too", need: "what works should not be changed without a reason",
  competitor: "it is right to compare", trust: "you do not know us yet, and it has to be safe", feature: "it has to do what your work needs",
};
const ADDRESS: Readonly<Record<ObjectionCategory, Readonly<Record<Angle, string>>>> = {
  price: { logical: "Work out with their own figures what it costs not to do it, and after how long it has paid for itself.", emotional: "Take the risk off: a small start, with a way out.", socialProof: "Name a customer of their size who had the same doubt, with what they saved." },
  timeline: { logical: "Show a plan with the hours it takes, and what can wait.", emotional: "Take work off them: a start that needs almost nobody.", socialProof: "Tell of a customer who began in their busy time." },
  authority: { logical: "Write one page for whoever decides: cost, gain, risk.", emotional: "Help them to look good in front of who decides.", socialProof: "Offer a talk between who decides and their equal at a customer." },
  need: { logical: "Measure together what is lost today.", emotional: "Let the people who do the work try it and tell.", socialProof: "Show what a similar customer found out after a month." },
  competitor: { logical: "Compare on the two or three points that matter to them, side by side.", emotional: "Ask what they would miss, and show how it feels to work with you.", socialProof: "Bring them together with a customer who changed from there." },
  trust: { logical: "Put papers on the table: certificate, contract, availability.", emotional: "Give a promise in writing, and one person who answers.", socialProof: "Let a customer speak for you, and leave the room." },
  feature: { logical: "Sort what must be there at the start from what can come later; show what is there.", emotional: "Show that their wish is heard: who builds it, and by when.", socialProof: "Show how a customer with the same need does it today." },
};
const QUESTION: Readonly<Record<ObjectionCategory, string>> = {
  price: "If the figures showed that it pays within a year, what else would stand in the way?", timeline: "What would have to be true for a small start before then?", authority: "What will they ask first, and could we answer it together?",
  need: "What would it have to change so that you would not want to be without it?", competitor: "Which two points will decide it for you?", trust: "What would you have to see to feel safe?", feature: "Is this needed on the first day, or within the first half year?",
};

export interface SpokenAnswer {
  readonly acknowledge: string;
  /** A past answer where there is one that worked, else what the angle usually says. */
  readonly address: readonly { readonly angle: Angle; readonly text: string }[];
  readonly question: string;
}

export function answerInEnglish({ category, tone, angles }: ObjectionAnswer): SpokenAnswer {
  const known = ACKNOWLEDGE[category];
  return {
    acknowledge: tone === "formal" ? `I understand very well that ${known}.` : tone === "casual" ? `I hear you: ${known}.` : `I understand: ${known}.`,
    address: angles.map(({ angle, past }) => ({ angle, text: past?.response ?? ADDRESS[category][angle] })), question: QUESTION[category],
  };
}
