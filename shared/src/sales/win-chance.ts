// The chance of an open deal, from the closed ones of the workspace: what is known of a deal before it ends, and how often
// deals that came into this stage were won. It says so where there are too few deals, or where it knows no more than the
// plain rate.
import { numberOfDay } from "@outrider/shared/kernel";
import { type DealDigest, digestFor, digestsOf } from "./deal-digest.ts";
import type { DealEvidence } from "./evidence.ts";
import type { AsOf, SalesBook } from "./sales-book.ts";
import { medianOf } from "./when.ts";
import { type Example, learnWinModel, logit, skillOf, type WinModel } from "./win-model.ts";

/** What made the chance higher or lower than the plain rate: `industry Retail`, `objection price`, `stage`; points of a hundred. */
export interface ChancePart { readonly feature: string; readonly points: number }
export type WinChance =
  | { readonly known: true; /** 0 to 100. */ readonly chance: number; readonly base: number; readonly of: number; readonly parts: readonly ChancePart[] }
  | { readonly known: false; readonly why: "fewDeals" | "noSkill"; /** 0 to 100; null: no deal was closed yet. */ readonly base: number | null; readonly of: number };

/** Of so many of the latest closed deals. */
const MOST = 1_500;
const BUCKETS = [0.25, 0.7, 1.5, 4] as const;
const STAGE_PRIOR = 10;

interface Learned { readonly version: number; readonly today: string; readonly model: WinModel; readonly skilled: boolean | null; readonly median: number; readonly reached: ReadonlyMap<string, { won: number; of: number }> }

/** Kept while the book is the same; among many deals, while little of it has changed. */
const kept = new WeakMap<SalesBook, Learned>();
const MANY = 200;
const LITTLE = 0.05;

function featuresOfDeal(book: SalesBook, { deal, worth, industry, categories, outcome }: DealDigest, median: number): readonly string[] {
  const size = worth === 0 || median === 0 ? "unknown" : String(BUCKETS.filter((bound) => worth / median > bound).length);
  // Of an open deal all that was won counts, of a closed one what was won before.
  const earlier = book.dealsOf(deal.company).some((other) => other.id !== deal.id && book.outcomeOf(other) === "won" && (outcome === "open" || other.stageAt < deal.stageAt));
  return [
    `industry ${industry}`, `source ${deal.source}`, `size ${size}`, `decisionMaker ${deal.roles.decisionMakers.length > 0 ? "yes" : "no"}`, `customer ${earlier ? "yes" : "no"}`, `competitor ${deal.competitors.length > 0 ? "yes" : "no"}`,
    ...[...categories].map((category) => `objection ${category}`),
  ];
}

function learn(book: SalesBook, { today }: AsOf): Learned {
  const known = kept.get(book);
  if (known && known.today === today && book.version - known.version <= (known.model.of < MANY ? 0 : known.model.of * LITTLE)) return known;
  const last = numberOfDay(today);
  const closed = digestsOf(book, today).filter(({ outcome, closed: day }) => outcome !== "open" && day <= last);
  const latest = closed.sort((a, b) => b.closed - a.closed || (a.deal.id < b.deal.id ? -1 : 1)).slice(0, MOST);
  const median = medianOf(latest.map(({ worth }) => worth).filter((worth) => worth > 0)) ?? 0;
  const examples: Example[] = [];
  const reached = new Map<string, { won: number; of: number }>();
  for (const digest of latest) {
    const won = digest.outcome === "won";
    examples.push({ id: digest.deal.id, features: featuresOfDeal(book, digest, median), won });
    for (const stage of new Set(digest.deal.visits.map((visit) => visit.stage))) {
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
  const digest = digestFor(book, deal.id, asOf.today);
  const features = digest ? featuresOfDeal(book, digest, median) : [];
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
