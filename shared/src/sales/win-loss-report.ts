// Wins and losses of many deals: rates by industry, kind of objection and competitor, reasons, where deals are lost, and how
// long they take. A rate of fewer than five deals is not told.
import { numberOfDay } from "@outrider/shared/kernel";
import { type Claim, claim, type MadeBy } from "./claims.ts";
import type { DealEvidence } from "./evidence.ts";
import { OBJECTION_CATEGORIES } from "./objection-lexicon.ts";
import type { AsOf, SalesBook } from "./sales-book.ts";
import { closedDeals, FEWEST_COMPARED } from "./win-loss.ts";
import { closedDay, cycleDays, medianOf } from "./when.ts";

export interface WinLossReport {
  readonly kind: "winLossReport";
  readonly asOf: AsOf;
  readonly madeBy: MadeBy;
  /** Days, both counted. */
  readonly from: string;
  readonly to: string;
  readonly won: number;
  readonly lost: number;
  /** Too few to say anything of. */
  readonly known: boolean;
  readonly overall: readonly Claim[];
  readonly byIndustry: readonly Claim[];
  readonly byObjection: readonly Claim[];
  readonly byCompetitor: readonly Claim[];
  readonly reasonsWon: readonly Claim[];
  readonly reasonsLost: readonly Claim[];
  readonly lostIn: readonly Claim[];
}

const MOST_SHOWN = 50;
const MOST_ROWS = 12;

const ids = (deals: readonly DealEvidence[]): readonly string[] => deals.slice(0, MOST_SHOWN).map(({ id }) => id);

function grouped(deals: readonly DealEvidence[], keysOf: (deal: DealEvidence) => Iterable<string>): readonly (readonly [key: string, deals: readonly DealEvidence[]])[] {
  const groups = new Map<string, DealEvidence[]>();
  for (const deal of deals) {
    for (const key of keysOf(deal)) {
      if (key === "") continue;
      const group = groups.get(key);
      if (group) group.push(deal);
      else groups.set(key, [deal]);
    }
  }
  return [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
}

/** Of the deals closed from one day to another; `owners`: only theirs, null: everybody's. */
export function winLossReport(book: SalesBook, { from, to, owners = null }: { readonly from: string; readonly to: string; readonly owners?: ReadonlySet<string> | null }, asOf: AsOf): WinLossReport {
  const [first, last] = [numberOfDay(from), numberOfDay(to)];
  const deals = closedDeals(book, asOf).filter((deal) => closedDay(deal) >= first && closedDay(deal) <= last && (owners === null || owners.has(deal.owner)));
  const won = deals.filter((deal) => book.outcomeOf(deal) === "won");
  const lost = deals.filter((deal) => book.outcomeOf(deal) === "lost");
  const base = Math.round((100 * won.length) / Math.max(1, deals.length));
  const wonIn = (group: readonly DealEvidence[]): number => group.filter((deal) => book.outcomeOf(deal) === "won").length;
  const enough = <T>(groups: readonly (readonly [string, readonly T[]])[]) => groups.filter(([, group]) => group.length >= FEWEST_COMPARED).slice(0, MOST_ROWS);
  const reasons = (of: readonly DealEvidence[]): readonly Claim[] =>
    grouped(of, ({ reason }) => [reason.trim()]).slice(0, MOST_ROWS).flatMap(([reason, group]) => claim("reasonCount", { reason, count: group.length, of: of.length }, ids(group)));
  const lastOpenStage = ({ visits }: DealEvidence): string => visits.findLast(({ stage }) => (book.stage(stage)?.outcome ?? "lost") === "open")?.stage ?? "";
  return {
    kind: "winLossReport", asOf, madeBy: { engine: "evidence", ranking: "words" }, from, to, won: won.length, lost: lost.length, known: deals.length >= FEWEST_COMPARED,
    overall: [...claim("winRate", { won: won.length, of: deals.length }, ids(deals)), ...(won.length > 0 && lost.length > 0 ? claim("cycles", { won: Math.round(medianOf(won.map(cycleDays)) ?? 0), lost: Math.round(medianOf(lost.map(cycleDays)) ?? 0) }, ids(deals)) : [])],
    byIndustry: enough(grouped(deals, (deal) => [book.industryOf(deal)])).flatMap(([industry, group]) => claim("industryRate", { industry, won: wonIn(group), of: group.length, base }, ids(group))),
    byObjection: OBJECTION_CATEGORIES.flatMap((category) => {
      const group = deals.filter((deal) => book.objectionsOn(deal.id).some((one) => one.category === category));
      return group.length < FEWEST_COMPARED ? [] : claim("categoryRate", { category, won: wonIn(group), of: group.length, base }, ids(group));
    }),
    byCompetitor: enough(grouped(deals, ({ competitors }) => competitors)).flatMap(([competitor, group]) => claim("againstCompetitor", { competitor, won: wonIn(group), of: group.length }, ids(group))),
    reasonsWon: reasons(won), reasonsLost: reasons(lost),
    lostIn: grouped(lost, (deal) => [lastOpenStage(deal)]).slice(0, MOST_ROWS).flatMap(([stage, group]) => claim("lostInStage", { stage, count: group.length, of: lost.length }, ids(group))),
  };
}
