// The won deals that are most like one: by industry (40 %), size within half to double (30 %) and kinds of objection (30 %),
// and among equals by how close they are in meaning. What is not known of the deal itself counts for nothing.
import { numberOfDay } from "@outrider/shared/kernel";
import { createTextIndex } from "@outrider/shared/search";
import { digestFor, digestsOf } from "./deal-digest.ts";
import type { DealEvidence } from "./evidence.ts";
import { type Closeness, FAR, nearnessOf } from "./nearness.ts";
import type { AsOf, SalesBook } from "./sales-book.ts";

export interface SimilarDeal {
  readonly id: string;
  /** 0 to 1, and what of it comes from where. */
  readonly similarity: number;
  readonly industry: number;
  readonly size: number;
  readonly objections: number;
  /** 0 to 1: by their words, or by meaning where that is more. */
  readonly closeness: number;
}

const INDUSTRY = 0.4;
const SIZE = 0.3;
const OBJECTIONS = 0.3;
const MOST = 5;
const DAYS = 365;
/** Texts are compared of so many, the most similar by figures, of equals the ones closed last. */
const COMPARED = 40;
const LONGEST_TEXT = 1_200;

/** What is written of a deal, its own words first. */
export function textOfDeal(book: SalesBook, { id, title, products, competitors, reason }: DealEvidence): string {
  let text = [title, ...products, ...competitors, reason].join(" ");
  for (const said of [...book.objectionsOn(id), ...book.activitiesOn(id)]) {
    if (text.length > LONGEST_TEXT) break;
    text += ` ${said.text}`;
  }
  return text.slice(0, LONGEST_TEXT);
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let both = 0;
  for (const one of a) if (b.has(one)) both += 1;
  return both / (a.size + b.size - both);
}

/** At most five, the most similar first, none that has nothing in common. */
export function similarWon(book: SalesBook, deal: DealEvidence, { today }: AsOf, closeness?: Closeness): readonly SimilarDeal[] {
  const last = numberOfDay(today);
  const mine = digestFor(book, deal.id, today);
  if (mine === undefined) return [];
  const found: (SimilarDeal & { readonly closed: number })[] = [];
  for (const { deal: other, outcome, closed, industryKey, worth, categories } of digestsOf(book, today)) {
    if (outcome !== "won" || other.id === deal.id || closed > last || closed <= last - DAYS) continue;
    const industry = mine.industryKey !== "" && industryKey === mine.industryKey ? INDUSTRY : 0;
    const size = mine.worth > 0 && worth >= mine.worth / 2 && worth <= mine.worth * 2 ? SIZE : 0;
    const objections = OBJECTIONS * overlap(mine.categories, categories);
    const similarity = industry + size + objections;
    if (similarity > 0) found.push({ id: other.id, similarity, industry, size, objections, closeness: 0, closed });
  }
  const pool = found.sort((a, b) => b.similarity - a.similarity || b.closed - a.closed || (a.id < b.id ? -1 : 1)).slice(0, closeness ? found.length : COMPARED);
  const near = nearnessOf(byWords(book, deal, pool.slice(0, COMPARED)), closeness);
  const placed = (id: string) => near.get(id) ?? FAR;
  return pool
    .map(({ id, similarity, industry, size, objections }) => ({ id, similarity, industry, size, objections, closeness: placed(id).closeness }))
    .sort((a, b) => b.similarity - a.similarity || placed(b.id).order - placed(a.id).order || (a.id < b.id ? -1 : 1))
    .slice(0, MOST);
}

function byWords(book: SalesBook, deal: DealEvidence, pool: readonly SimilarDeal[]): Closeness {
  const index = createTextIndex();
  for (const { id } of pool) index.add(id, textOfDeal(book, book.deal(id) as DealEvidence));
  return new Map(index.closest(textOfDeal(book, deal), { count: pool.length }).map(({ id, score }) => [id, score]));
}
