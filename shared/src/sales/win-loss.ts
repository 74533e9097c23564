// The Win/Loss Explainer for one closed deal: how long it took beside its industry and the workspace, what became of its
// objections, who was involved and how, who else was in it, and what to do otherwise. Each statement is a claim with its
// records; where too few deals are there to compare with, nothing is compared.
import { DAY_MS, numberOfDay } from "@outrider/shared/kernel";
import { type Claim, claim, type MadeBy } from "./claims.ts";
import { type Confidence, confidenceOf } from "./confidence.ts";
import { dealStateOf, isContact } from "./deal-state.ts";
import type { DealEvidence } from "./evidence.ts";
import { isObjectionCategory } from "./objection-lexicon.ts";
import type { AsOf, SalesBook } from "./sales-book.ts";
import { closedDay, cycleDays, medianOf } from "./when.ts";

export const LESSONS = ["qualifyTimeEarlier", "answerObjectionEarlier", "meetDecisionMakerEarly", "involveMorePeople", "keepInTouch", "prepareForCompetitor", "moveFasterInStage", "repeatWhatWorked"] as const;
export type Lesson = (typeof LESSONS)[number];

export interface WinLoss {
  readonly kind: "winLoss";
  readonly deal: string;
  readonly asOf: AsOf;
  readonly madeBy: MadeBy;
  /** `open`: there is nothing to explain yet. */
  readonly outcome: "won" | "lost" | "open";
  readonly timeline: readonly Claim[];
  readonly objections: readonly Claim[];
  readonly people: readonly Claim[];
  readonly competition: readonly Claim[];
  readonly reason: readonly Claim[];
  /** At most three. */
  readonly lessons: readonly { readonly code: Lesson; readonly claims: readonly Claim[] }[];
  readonly confidence: Confidence;
}

/** Fewer are no average. */
export const FEWEST_COMPARED = 5;
const MOST_SHOWN = 20;
const LONG_SILENCE = 21;

const ids = (deals: readonly DealEvidence[]): readonly string[] => deals.slice(0, MOST_SHOWN).map(({ id }) => id);
const isNumber = (value: number | null): value is number => value !== null;

/** Closed on or before the day, without one. */
export const closedDeals = (book: SalesBook, { today }: AsOf, without = ""): readonly DealEvidence[] =>
  [...book.of("deal").values()].filter((deal) => deal.id !== without && book.outcomeOf(deal) !== "open" && closedDay(deal) <= numberOfDay(today));

/** Null: there is no such deal. */
export function explainDeal(book: SalesBook, id: string, asOf: AsOf): WinLoss | null {
  const deal = book.deal(id);
  if (deal === undefined) return null;
  const outcome = book.outcomeOf(deal);
  const others = closedDeals(book, asOf, id);
  const industry = book.industryOf(deal);
  const peers = others.filter((other) => industry !== "" && book.industryOf(other) === industry);
  const won = others.filter((other) => book.outcomeOf(other) === "won");
  const none = { kind: "winLoss", deal: id, asOf, madeBy: { engine: "evidence", ranking: "words" } } as const;
  const timeline = timelineOf(deal, peers, others, industry);
  const objections = objectionsOf(book, deal, others);
  const people = peopleOf(book, deal, won, asOf);
  const competition = competitionOf(book, deal, others);
  const confidence = confidenceOf({ similar: peers.map((one) => ({ id: one.id, similarity: 0.5 })), specifics: [...objections, ...people].flatMap(({ evidence }) => evidence).slice(0, MOST_SHOWN), past: [], code: "winLoss" });
  if (outcome === "open") return { ...none, outcome, timeline: [], objections: [], people: [], competition: [], reason: [], lessons: [], confidence };
  const reason = deal.reason === "" ? [] : claim("reasonGiven", { reason: deal.reason }, [id]);
  const lessons = lessonsOf(outcome, { timeline, objections, people, competition, reason });
  return { ...none, outcome, timeline, objections, people, competition, reason, lessons, confidence };
}

/** Days in each stage it went through, the last one (in which it was closed) left out. */
export function daysInStages({ visits }: DealEvidence): ReadonlyMap<string, number> {
  const days = new Map<string, number>();
  for (const [at, { stage, at: from }] of visits.entries()) {
    const next = visits[at + 1];
    if (next) days.set(stage, (days.get(stage) ?? 0) + (next.at - from) / DAY_MS);
  }
  return days;
}

function timelineOf(deal: DealEvidence, peers: readonly DealEvidence[], others: readonly DealEvidence[], industry: string): readonly Claim[] {
  const claims: Claim[] = [];
  const days = cycleDays(deal);
  for (const [group, name] of [[peers, industry], [others, ""]] as const) {
    const usual = group.length < FEWEST_COMPARED ? null : medianOf(group.map(cycleDays));
    if (usual !== null) claims.push(...claim("tookDays", { days, usual: Math.round(usual), of: group.length, industry: name }, [deal.id, ...ids(group)]));
  }
  for (const [stage, spent] of daysInStages(deal)) {
    const theirs = others.map((other) => daysInStages(other).get(stage) ?? null).filter(isNumber);
    const usual = theirs.length < FEWEST_COMPARED ? null : medianOf(theirs);
    // Only what stands out: twice as long, and by a week at least.
    if (usual !== null && spent > 2 * usual && spent > usual + 7) claims.push(...claim("tookDaysInStage", { stage, days: Math.round(spent), usual: Math.round(usual), of: theirs.length }, [deal.id, stage]));
  }
  return claims;
}

function objectionsOf(book: SalesBook, deal: DealEvidence, others: readonly DealEvidence[]): readonly Claim[] {
  const base = others.filter((other) => book.outcomeOf(other) === "won").length / Math.max(1, others.length);
  return book.objectionsOn(deal.id).flatMap(({ id, category, status, severity }) => {
    if (!isObjectionCategory(category)) return [];
    const had = others.filter((other) => book.objectionsOn(other.id).some((one) => one.category === category));
    const won = had.filter((other) => book.outcomeOf(other) === "won").length;
    return [...claim("objectionEnded", { category, status, severity }, [id]), ...(had.length < FEWEST_COMPARED ? [] : claim("categoryRate", { category, won, of: had.length, base: Math.round(100 * base) }, ids(had)))];
  });
}

function peopleOf(book: SalesBook, deal: DealEvidence, won: readonly DealEvidence[], asOf: AsOf): readonly Claim[] {
  const { contacts, met } = dealStateOf(book, deal, asOf);
  const compared = won.length >= FEWEST_COMPARED;
  const claims: Claim[] = [];
  if (compared) claims.push(...claim("peopleInvolved", { people: deal.people.length, usualWon: medianOf(won.map(({ people }) => people.length)) ?? 0, of: won.length }, [deal.id, ...ids(won)]));
  const { decisionMakers } = deal.roles;
  const meetings = contacts.filter(({ participants }) => participants.some((one) => decisionMakers.includes(one)));
  if (decisionMakers.length > 0) claims.push(...(decisionMakers.some((one) => met.includes(one)) ? claim("decisionMakerMet", { times: meetings.length }, meetings.map(({ id }) => id)) : claim("decisionMakerNeverMet", {}, [deal.id, ...decisionMakers])));
  else claims.push(...claim("noDecisionMaker", { people: deal.people.length }, [deal.id]));
  const told = contacts.filter(({ direction }) => direction !== "");
  if (compared) {
    const usual = medianOf(won.slice(0, 400).map((other) => book.activitiesOn(other.id).filter(isContact).length)) ?? 0;
    claims.push(...claim("contacts", { count: contacts.length, usualWon: usual, of: won.length }, contacts.length > 0 ? contacts.slice(-MOST_SHOWN).map(({ id }) => id) : [deal.id]));
  }
  if (told.length > 2) claims.push(...claim("theirShare", { share: Math.round((100 * told.filter(({ direction }) => direction === "in").length) / told.length), of: told.length }, told.slice(-MOST_SHOWN).map(({ id }) => id)));
  let longest = { days: 0, evidence: [] as readonly string[] };
  for (let at = 1; at < contacts.length; at++) {
    const [before, after] = [contacts[at - 1], contacts[at]];
    const days = before && after ? Math.floor((after.at - before.at) / DAY_MS) : 0;
    if (before && after && days > longest.days) longest = { days, evidence: [before.id, after.id] };
  }
  return longest.days >= LONG_SILENCE ? [...claims, ...claim("longestSilence", { days: longest.days }, longest.evidence)] : claims;
}

function competitionOf(book: SalesBook, deal: DealEvidence, others: readonly DealEvidence[]): readonly Claim[] {
  return deal.competitors.flatMap((competitor) => {
    const met = others.filter(({ competitors }) => competitors.includes(competitor));
    const won = met.filter((other) => book.outcomeOf(other) === "won").length;
    return [...claim("competitorNamed", { competitor }, [deal.id]), ...(met.length === 0 ? [] : claim("againstCompetitor", { competitor, won, of: met.length }, ids(met)))];
  });
}

const MOST_LESSONS = 3;

type Found = Pick<WinLoss, "timeline" | "objections" | "people" | "competition" | "reason">;

function lessonsOf(outcome: "won" | "lost", found: Found): WinLoss["lessons"] {
  const lessons: { readonly code: Lesson; readonly claims: readonly Claim[] }[] = [];
  const add = (code: Lesson, claims: readonly Claim[]): void => {
    if (claims.length > 0) lessons.push({ code, claims });
  };
  const { timeline, objections, people, competition } = found;
  add("answerObjectionEarlier", objections.filter((one) => one.code === "objectionEnded" && one.values.status !== "resolved"));
  add("meetDecisionMakerEarly", people.filter((one) => one.code === "decisionMakerNeverMet" || (outcome === "lost" && one.code === "noDecisionMaker")));
  add("prepareForCompetitor", outcome === "lost" ? competition.filter((one) => one.code === "againstCompetitor" || one.code === "competitorNamed") : []);
  add("keepInTouch", people.filter((one) => one.code === "longestSilence"));
  add("moveFasterInStage", timeline.filter((one) => one.code === "tookDaysInStage"));
  add("involveMorePeople", people.filter((one) => one.code === "peopleInvolved" && one.values.people < one.values.usualWon));
  add("qualifyTimeEarlier", outcome === "lost" ? timeline.filter((one) => one.code === "tookDays" && one.values.days > 1.5 * one.values.usual) : []);
  if (outcome === "won") add("repeatWhatWorked", [...objections.filter((one) => one.code === "objectionEnded" && one.values.status === "resolved"), ...people.filter((one) => one.code === "decisionMakerMet"), ...found.reason]);
  return lessons.slice(0, MOST_LESSONS);
}
