// The chance of an open deal, from the closed ones of the workspace: what is known of a deal before it ends, and how often
// deals that came into this stage were won. It says so where there are too few deals, or where it knows no more than the
// plain rate.
import type { DealEvidence } from "./evidence.ts";
import { categoriesOn, worthOf } from "./similar.ts";
import type { AsOf, SalesBook } from "./sales-book.ts";
import { closedDay, medianOf, numberOfDay } from "./when.ts";
import { type Example, learnWinModel, logit, skillOf, type WinModel } from "./win-model.ts";

/** What made the chance higher or lower than the plain rate: `industry Retail`, `objection price`, `stage`; points of a hundred. */
export interface ChancePart { readonly feature: string; readonly points: number }
export type WinChance =
  | { readonly known: true; /** 0 to 100. */ readonly chance: number; readonly base: number; readonly of: number; readonly parts: readonly ChancePart[] }
  | { readonly known: false; readonly why: "fewDeals" | "noSkill"; /** 0 to 100; null: no deal was closed yet. */ readonly base: number | null; readonly of: number };

/** Of so many of the latest closed deals. */
const MOST = 2_000;
const BUCKETS = [0.25, 0.7, 1.5, 4] as const;
const STAGE_PRIOR = 10;

interface Learned { readonly version: number; readonly today: string; readonly model: WinModel; readonly skilled: boolean | null; readonly median: number; readonly reached: ReadonlyMap<string, { won: number; of: number }> }

/** Kept for as long as the book is the same. */
const kept = new WeakMap<SalesBook, Learned>();

function featuresOfDeal(book: SalesBook, deal: DealEvidence, median: number, today: string): readonly string[] {
  const worth = worthOf(book, deal, today);
  const size = worth === 0 || median === 0 ? "unknown" : String(BUCKETS.filter((bound) => worth / median > bound).length);
  const earlier = book.dealsOf(deal.company).some((other) => other.id !== deal.id && book.outcomeOf(other) === "won" && other.stageAt < deal.stageAt);
  return [
    `industry ${book.industryOf(deal)}`, `source ${deal.source}`, `size ${size}`, `decisionMaker ${deal.roles.decisionMakers.length > 0 ? "yes" : "no"}`, `customer ${earlier ? "yes" : "no"}`,
    `competitor ${deal.competitors.length > 0 ? "yes" : "no"}`, ...[...categoriesOn(book, deal.id)].map((category) => `objection ${category}`),
  ];
}

function learn(book: SalesBook, { today }: AsOf): Learned {
  const known = kept.get(book);
  if (known && known.version === book.version && known.today === today) return known;
  const closed = [...book.of("deal").values()].filter((deal) => book.outcomeOf(deal) !== "open" && closedDay(deal) <= numberOfDay(today));
  const latest = closed.sort((a, b) => closedDay(b) - closedDay(a) || (a.id < b.id ? -1 : 1)).slice(0, MOST);
  const median = medianOf(latest.map((deal) => worthOf(book, deal, today)).filter((worth) => worth > 0)) ?? 0;
  const examples: Example[] = [];
  const reached = new Map<string, { won: number; of: number }>();
  for (const deal of latest) {
    const won = book.outcomeOf(deal) === "won";
    examples.push({ id: deal.id, features: featuresOfDeal(book, deal, median, today), won });
    for (const stage of new Set(deal.visits.map((visit) => visit.stage))) {
      const row = reached.get(stage) ?? { won: 0, of: 0 };
      reached.set(stage, { won: row.won + (won ? 1 : 0), of: row.of + 1 });
    }
  }
  const learned: Learned = { version: book.version, today, model: learnWinModel(examples), skilled: skillOf(examples)?.skilled ?? null, median, reached };
  kept.set(book, learned);
  return learned;
}

const odds = (x: number): number => 100 / (1 + Math.exp(-x));

export function winChanceOf(book: SalesBook, deal: DealEvidence, asOf: AsOf): WinChance {
  const { model, skilled, median, reached } = learn(book, asOf);
  if (skilled === null) return { known: false, why: "fewDeals", base: model.of === 0 ? null : Math.round(100 * model.base), of: model.of };
  const features = featuresOfDeal(book, deal, median, asOf.today);
  const row = reached.get(deal.stage);
  // Drawn to the plain rate by as many deals as `STAGE_PRIOR`.
  const inStage = row === undefined ? 0 : logit((row.won + STAGE_PRIOR * model.base) / (row.of + STAGE_PRIOR)) - logit(model.base);
  if (!skilled && inStage === 0) return { known: false, why: "noSkill", base: Math.round(100 * model.base), of: model.of };
  const weights: readonly (readonly [feature: string, weight: number])[] = [...(skilled ? features.map((feature) => [feature, model.weight(feature)] as const) : []), ["stage", inStage]];
  const start = skilled ? logit(model.chance([])) : logit(model.base);
  const end = weights.reduce((sum, [, weight]) => sum + weight, start);
  // Each part by what the chance would be without it.
  const parts = weights.map(([feature, weight]) => ({ feature, points: Math.round(odds(end) - odds(end - weight)) })).filter(({ points }) => points !== 0);
  return { known: true, chance: Math.round(Math.min(97, Math.max(3, odds(end)))), base: Math.round(100 * model.base), of: model.of, parts: parts.sort((a, b) => Math.abs(b.points) - Math.abs(a.points)) };
}
