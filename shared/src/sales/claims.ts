// What an answer says, as data: a code with its values and the records it rests on. The words come from whoever shows it.
// Invariant: a claim without evidence is not made.
import type { StakeholderRole } from "@outrider/shared/schema";
import type { ObjectionCategory } from "./objection-lexicon.ts";

/** Ids of stages, competitors and industries by name; shares are 0 to 100; days whole. */
export interface ClaimValues {
  // The state of a deal.
  readonly stagnant: { readonly stage: string; readonly days: number; readonly allowed: number };
  readonly slipped: { readonly days: number; readonly closeDate: string };
  readonly closingSoon: { readonly days: number; readonly closeDate: string };
  readonly noCloseDate: Record<never, never>;
  readonly noNextStep: Record<never, never>;
  readonly silent: { readonly days: number };
  readonly neverContacted: Record<never, never>;
  readonly noDecisionMaker: { readonly people: number };
  readonly singleThreaded: { readonly people: number };
  readonly blockerNamed: { readonly people: number };
  readonly objectionOpen: { readonly category: ObjectionCategory | ""; readonly severity: string; readonly days: number };
  readonly competitorNamed: { readonly competitor: string };
  readonly bigDeal: { readonly times: number };
  readonly inStage: { readonly stage: string };
  // What similar and past deals tell.
  readonly similarWon: { readonly count: number; readonly best: number };
  readonly wonWithActivity: { readonly count: number; readonly of: number; readonly type: string; readonly stage: string };
  readonly wonWithRole: { readonly count: number; readonly of: number; readonly role: StakeholderRole };
  readonly wonWithPeople: { readonly people: number; readonly of: number };
  readonly objectionOvercome: { readonly category: ObjectionCategory; readonly count: number; readonly of: number };
  readonly againstCompetitor: { readonly competitor: string; readonly won: number; readonly of: number };
  // What closed deals of others tell, none of which is named; `days`, null: too few were won. `type`, "": no answer stands out.
  readonly teamRate: { readonly industry: string; readonly won: number; readonly of: number; readonly days: number | null };
  readonly teamStage: { readonly stage: string; readonly days: number; readonly usual: number; readonly of: number };
  readonly teamObjection: { readonly category: ObjectionCategory; readonly won: number; readonly of: number; readonly type: string; readonly times: number };
  readonly answerWorked: { readonly category: ObjectionCategory | ""; readonly won: boolean; readonly closeness: number };
  readonly raisedBefore: { readonly category: ObjectionCategory; readonly times: number };
  // What is known of a person.
  readonly formalWords: { readonly count: number; readonly of: number };
  readonly casualWords: { readonly count: number; readonly of: number };
  readonly answersWithin: { readonly hours: number; readonly times: number };
  readonly usesChannel: { readonly channel: string; readonly count: number; readonly of: number };
  readonly asksForFacts: { readonly count: number; readonly of: number };
  readonly speaksOfFeelings: { readonly count: number; readonly of: number };
  readonly namesOthers: { readonly count: number; readonly of: number };
  readonly decidesAlone: { readonly count: number; readonly of: number };
  readonly objectsTo: { readonly category: ObjectionCategory; readonly count: number };
  readonly cameToUs: { readonly count: number; readonly of: number };
  readonly lastHeard: { readonly days: number };
  readonly buyingWords: { readonly count: number; readonly last: string };
  // What a closed deal tells.
  readonly tookDays: { readonly days: number; readonly usual: number; readonly of: number; readonly industry: string };
  readonly tookDaysInStage: { readonly stage: string; readonly days: number; readonly usual: number; readonly of: number };
  readonly closeDateMoved: { readonly days: number };
  readonly objectionEnded: { readonly category: ObjectionCategory; readonly status: string; readonly severity: string };
  readonly categoryRate: { readonly category: ObjectionCategory; readonly won: number; readonly of: number; readonly base: number };
  readonly peopleInvolved: { readonly people: number; readonly usualWon: number; readonly of: number };
  readonly decisionMakerMet: { readonly times: number };
  readonly decisionMakerNeverMet: Record<never, never>;
  readonly contacts: { readonly count: number; readonly usualWon: number; readonly of: number };
  readonly theirShare: { readonly share: number; readonly of: number };
  readonly longestSilence: { readonly days: number };
  readonly reasonGiven: { readonly reason: string };
  readonly industryRate: { readonly industry: string; readonly won: number; readonly of: number; readonly base: number };
  readonly reasonCount: { readonly reason: string; readonly count: number; readonly of: number };
  readonly lostInStage: { readonly stage: string; readonly count: number; readonly of: number };
  readonly winRate: { readonly won: number; readonly of: number };
  readonly cycles: { readonly won: number; readonly lost: number };
}

export type ClaimCode = keyof ClaimValues;
/** `evidence`: ids of records, at least one. */
export type Claim = { readonly [C in ClaimCode]: { readonly code: C; readonly values: ClaimValues[C]; readonly evidence: readonly string[] } }[ClaimCode];

/** The claim, or none where nothing speaks for it. */
export function claim<C extends ClaimCode>(code: C, values: ClaimValues[C], evidence: readonly string[]): readonly Claim[] {
  return evidence.length === 0 ? [] : [{ code, values, evidence: [...new Set(evidence)] } as unknown as Claim];
}

/** What made an answer: the rules on these records; where texts were compared, by their words or by a model's vectors. */
export interface MadeBy { readonly engine: "evidence"; /** By what texts were compared. */ readonly ranking: "words" | "both" }
