// Closed deals of others as figures, for whoever has few of their own: how many were won, how long that took, which objections
// were met and what came next where they were resolved. Invariants: nothing is told of fewer than five deals; each deal counts
// in one group alone, so that no difference of two groups tells of fewer; there is no name in it, no text and no id of a record
// (a stage is the workspace's own definition).
import { DAY_MS, numberOfDay } from "@outrider/shared/kernel";
import { type Claim, claim } from "./claims.ts";
import { type DealDigest, digestsOf } from "./deal-digest.ts";
import { isContact } from "./deal-state.ts";
import { isObjectionCategory, OBJECTION_CATEGORIES, type ObjectionCategory } from "./objection-lexicon.ts";
import type { AsOf, SalesBook } from "./sales-book.ts";
import { cycleDays, medianOf } from "./when.ts";

/** What won deals of a group spent in a stage, days as a rule. */
export interface TeamStage { readonly stage: string; readonly deals: number; readonly days: number }
/** `answers`: by which kind of contact it was followed on deals where it was resolved, the most frequent first. */
export interface TeamObjection { readonly category: ObjectionCategory; readonly deals: number; readonly won: number; readonly answers: readonly { readonly type: string; readonly deals: number }[] }
export interface TeamGroup {
  /** In lower case; "": of several. */
  readonly industry: string;
  /** See `sizeClassOf`; null: of several. */
  readonly size: number | null;
  readonly deals: number;
  readonly won: number;
  /** Days that won ones took as a rule; null: too few were won. */
  readonly days: number | null;
  readonly stages: readonly TeamStage[];
  readonly objections: readonly TeamObjection[];
}

/** Of fewer deals together nothing is told. */
const FEWEST_TOGETHER = 5;
/** From so many similar deals on that one sees oneself nobody needs those of others. */
const ENOUGH_OWN = 3;
const DAYS = 365;
/** From one class of size to the next; about what lies between half and double. */
const STEP = 4;

/** Null: its worth is not known. `worth`: in the base currency. */
const sizeClassOf = (worth: number): number | null => (worth > 0 ? Math.floor(Math.log(worth) / Math.log(STEP)) : null);

const enough = ({ length }: readonly unknown[]): boolean => length >= FEWEST_TOGETHER;

function grouped<T, K>(of: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of of) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** Of deals closed in the last 12 months of which `own` does not say that the asker sees them anyway. */
export function teamDigests(book: SalesBook, { today }: AsOf, own: (deal: string) => boolean): readonly TeamGroup[] {
  const last = numberOfDay(today);
  const deals = digestsOf(book, today).filter(({ deal, outcome, closed }) => outcome !== "open" && closed <= last && closed > last - DAYS && !own(deal.id));
  const groups: TeamGroup[] = [];
  const rest: DealDigest[] = [];
  for (const [industry, alike] of grouped(deals, ({ industryKey }) => industryKey)) {
    if (industry === "") {
      rest.push(...alike);
      continue;
    }
    const left: DealDigest[] = [];
    for (const [size, together] of grouped(alike, ({ worth }) => sizeClassOf(worth))) {
      if (size !== null && enough(together)) groups.push(groupOf(book, together, { industry, size }));
      else left.push(...together);
    }
    if (enough(left)) groups.push(groupOf(book, left, { industry, size: null }));
    else rest.push(...left);
  }
  return enough(rest) ? [...groups, groupOf(book, rest, { industry: "", size: null })] : groups;
}

function groupOf(book: SalesBook, deals: readonly DealDigest[], of: Pick<TeamGroup, "industry" | "size">): TeamGroup {
  const won = deals.filter(({ outcome }) => outcome === "won");
  const usual = enough(won) ? medianOf(won.map(({ deal }) => cycleDays(deal))) : null;
  return {
    ...of, deals: deals.length, won: won.length, days: usual === null ? null : Math.round(usual), stages: stagesOf(book, won),
    objections: OBJECTION_CATEGORIES.flatMap((category) => {
      const met = deals.filter(({ categories }) => categories.has(category));
      return enough(met) ? [{ category, deals: met.length, won: met.filter(({ outcome }) => outcome === "won").length, answers: answersOf(book, met, category) }] : [];
    }),
  };
}

function stagesOf(book: SalesBook, won: readonly DealDigest[]): readonly TeamStage[] {
  const spent = new Map<string, number[]>();
  for (const { deal } of won) {
    const days = new Map<string, number>();
    for (const [at, { stage, at: from }] of deal.visits.entries()) {
      const next = deal.visits[at + 1];
      if (next !== undefined && book.stage(stage)?.outcome === "open") days.set(stage, (days.get(stage) ?? 0) + (next.at - from) / DAY_MS);
    }
    for (const [stage, count] of days) spent.set(stage, [...(spent.get(stage) ?? []), count]);
  }
  return [...spent].flatMap(([stage, days]) => (enough(days) ? [{ stage, deals: days.length, days: Math.round(medianOf(days) ?? 0) }] : []));
}

function answersOf(book: SalesBook, met: readonly DealDigest[], category: ObjectionCategory): TeamObjection["answers"] {
  const types = met.flatMap(({ deal }) => {
    const solved = book.objectionsOn(deal.id).find((one) => one.category === category && one.status === "resolved");
    const next = solved && book.activitiesOn(deal.id).find((activity) => isContact(activity) && activity.at >= solved.at);
    return next ? [next.type] : [];
  });
  return [...grouped(types, (type) => type)].flatMap(([type, deals]) => (enough(deals) ? [{ type, deals: deals.length }] : [])).sort((a, b) => b.deals - a.deals);
}

/** Whether what one sees oneself is too little to advise from. */
export const isFew = (similar: readonly unknown[]): boolean => similar.length < ENOUGH_OWN;

/** The group that is most like a deal; undefined: there is none. */
export function teamGroupFor(team: readonly TeamGroup[], { industryKey, worth }: Pick<DealDigest, "industryKey" | "worth">): TeamGroup | undefined {
  const size = sizeClassOf(worth);
  const within = team.filter(({ industry }) => industry !== "" && industry === industryKey);
  return within.find((group) => size !== null && group.size === size) ?? within.find((group) => group.size === null) ?? team.find(({ industry }) => industry === "");
}

/** How deals of the group ended; they rest on the deal that they are compared with, as no other one may be named. */
export const teamRateClaim = ({ industry, deals, won, days }: TeamGroup, deal: string): readonly Claim[] => claim("teamRate", { industry, won, of: deals, days }, [deal]);

export const teamStageClaim = ({ stages }: TeamGroup, { stage, daysInStage, deal }: { readonly stage: string; readonly daysInStage: number; readonly deal: string }): readonly Claim[] =>
  stages.flatMap((one) => (one.stage === stage ? claim("teamStage", { stage, days: daysInStage, usual: one.days, of: one.deals }, [deal]) : []));

export const teamObjectionClaim = ({ objections }: TeamGroup, { id, category }: { readonly id: string; readonly category: string }): readonly Claim[] =>
  !isObjectionCategory(category) ? [] : objections.flatMap((one) => (one.category === category ? claim("teamObjection", { category: one.category, won: one.won, of: one.deals, type: one.answers[0]?.type ?? "", times: one.answers[0]?.deals ?? 0 }, [id]) : []));
