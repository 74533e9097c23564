// The figures of a dashboard out of the facts one person may see: one pass over them. The same code runs on the device and
// on the server. It knows no clock: what day it is, in which time zone, and when a week begins are told.
import { dayAfter, numberOfDay } from "@outrider/shared/kernel";
import { baseMoneyOf, type BaseMoney, createSum, type Sum } from "./base-money.ts";
import { type BreakdownRow, type Counting, createBreakdown, winRate } from "./breakdown.ts";
import type { Weekday } from "./calendar.ts";
import type { DealFact, StageFact } from "./fact.ts";
import type { Facts } from "./fact-book.ts";
import { createFunnels, type Funnel } from "./funnel.ts";
import { fittingStep, type Period, periodsOf, type Range, stepsOf, type TrendStep } from "./period.ts";
import { createZone, type Zone } from "./zone.ts";

export interface FiguresQuestion {
  readonly range: Range;
  readonly step: TrendStep;
  /** The day it is where the person is. */
  readonly today: string;
  /** Their time zone, as the IANA database names it. */
  readonly zone: string;
  readonly weekStart: Weekday;
  /** Whose figures; null: of everybody whom the asker may see. */
  readonly people: readonly string[] | null;
  /** Who asks: notices are one person's alone. */
  readonly user: string;
}

/** A figure of the period and of the one before; null: there is none to be had. */
export interface Compared { readonly now: number | null; readonly before: number | null }
export interface TrendPoint extends Period { readonly leads: number; readonly wonValue: number; readonly won: number; readonly activities: number }

/** Money in `currency`, rates in percent, cycles in days. */
export interface Figures {
  readonly period: Period;
  readonly before: Period;
  readonly step: TrendStep;
  readonly currency: string;
  /** Currencies for which no rate holds: their amounts are in no comparison. */
  readonly withoutRate: readonly string[];
  /** Leads that came in the period; `open` ones are those neither lost nor converted, whenever they came. */
  readonly leads: Compared & { readonly open: number };
  readonly pipeline: Sum & { readonly deals: number };
  /** Open deals, each by its probability. */
  readonly forecast: Sum;
  readonly wonValue: Compared & { readonly others: Sum["others"] };
  readonly won: Compared;
  readonly lost: Compared;
  readonly winRate: Compared;
  readonly cycle: Compared;
  readonly activities: Compared;
  readonly tasks: { readonly due: number; readonly overdue: number };
  readonly unread: number;
  /** All leads by what has become of them. */
  readonly statuses: readonly { readonly status: string; readonly leads: number }[];
  readonly funnels: readonly Funnel[];
  readonly owners: readonly BreakdownRow[];
  readonly sources: readonly BreakdownRow[];
  readonly industries: readonly BreakdownRow[];
  readonly trend: readonly TrendPoint[];
}

interface Span { readonly period: Period; readonly start: number; readonly end: number }
const spanOf = (period: Period, zone: Zone): Span => ({ period, start: zone.startOf(period.from), end: zone.startOf(dayAfter(period.to, 1)) });
const holdsDay = ({ period }: Span, day: string): boolean => day >= period.from && day <= period.to;
const holdsTime = ({ start, end }: Span, at: number): boolean => at >= start && at < end;

/** The last of the ordered starts that is not after it. */
function placeOf<T extends number | string>(starts: readonly T[], at: T): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as T) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** When a deal was closed: the day it names, else the day on which it came into its last stage. */
export const closedOn = (deal: DealFact, zone: Zone): string => deal.closeDate || zone.dayOf(deal.stageAt);
const cycleOf = (deal: DealFact, zone: Zone): number => Math.max(0, numberOfDay(closedOn(deal, zone)) - numberOfDay(deal.openedOn || zone.dayOf(deal.at)));
export const weightOf = (deal: DealFact, stage: StageFact): number => (deal.probability ?? stage.probability ?? 100) / 100;

interface Tally { leads: number; won: number; wonValue: number; lost: number; cycle: number; activities: number }
const tally = (): Tally => ({ leads: 0, won: 0, wonValue: 0, lost: 0, cycle: 0, activities: 0 });
const NEW: ReadonlySet<string> = new Set(["lost", "converted"]);

export function figuresOf(facts: Facts, question: FiguresQuestion, money: BaseMoney = baseMoneyOf(facts)): Figures {
  const { today, people, user } = question;
  const zone = createZone(question.zone);
  const periods = periodsOf(question.range, today, question.weekStart);
  const [now, before] = [spanOf(periods.now, zone), spanOf(periods.before, zone)];
  const step = fittingStep(periods.now, question.step);
  const steps = stepsOf(periods.now, step, question.weekStart);
  const [days, times] = [steps.map(({ from }) => from), steps.map(({ from }) => zone.startOf(from))];
  const points = steps.map(() => ({ leads: 0, wonValue: 0, won: 0, activities: 0 }));
  const chosen = people === null ? null : new Set(people);
  const of = (person: string): boolean => chosen === null || chosen.has(person);
  const [is, was] = [tally(), tally()];
  const [owners, sources, industries] = [createBreakdown(), createBreakdown(), createBreakdown()];
  const [stages, companies] = [facts.of("stage"), facts.of("company")];
  /** An industry is the deal's own or its company's. */
  const rowsOf = ({ owner, source, industry, company }: DealFact): readonly Counting[] => [owners.of(owner), sources.of(source), industries.of(industry || (companies.get(company)?.industry ?? ""))];
  const funnels = createFunnels(stages);
  const statuses = new Map<string, number>();
  const open = { leads: 0, deals: 0 };
  const [pipeline, forecast, wonNow] = [createSum(money), createSum(money), createSum(money)];

  for (const { owner, at, status, source } of facts.of("lead").values()) {
    if (!of(owner)) continue;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (!NEW.has(status)) open.leads += 1;
    if (holdsTime(now, at)) {
      is.leads += 1;
      owners.of(owner).leads += 1;
      sources.of(source).leads += 1;
      const point = points[placeOf(times, at)];
      if (point) point.leads += 1;
    } else if (holdsTime(before, at)) was.leads += 1;
  }

  for (const deal of facts.of("deal").values()) {
    const stage = stages.get(deal.stage);
    if (!stage || !of(deal.owner)) continue;
    if (deal.openedOn === "" ? holdsTime(now, deal.at) : holdsDay(now, deal.openedOn)) funnels.count(deal);
    if (stage.outcome === "open") {
      const value = pipeline.add(deal.amount, deal.currency, today);
      forecast.add(deal.amount, deal.currency, today, weightOf(deal, stage));
      open.deals += 1;
      for (const row of rowsOf(deal)) {
        row.open += 1;
        row.pipeline += value;
      }
      continue;
    }
    const isIn = deal.closeDate === "" ? holdsTime(now, deal.stageAt) : holdsDay(now, deal.closeDate);
    const wasIn = !isIn && (deal.closeDate === "" ? holdsTime(before, deal.stageAt) : holdsDay(before, deal.closeDate));
    if (!isIn && !wasIn) continue;
    const into = isIn ? is : was;
    if (stage.outcome === "lost") {
      into.lost += 1;
      if (isIn) for (const row of rowsOf(deal)) row.lost += 1;
      continue;
    }
    const [day, cycle] = [closedOn(deal, zone), cycleOf(deal, zone)];
    const value = isIn ? wonNow.add(deal.amount, deal.currency, day) : money.worth(deal.amount, deal.currency, day);
    into.won += 1;
    into.wonValue += value;
    into.cycle += cycle;
    if (!isIn) continue;
    for (const row of rowsOf(deal)) {
      row.won += 1;
      row.wonValue += value;
      row.cycleDays += cycle;
      row.cycles += 1;
    }
    const point = points[deal.closeDate === "" ? placeOf(times, deal.stageAt) : placeOf(days, deal.closeDate)];
    if (point) {
      point.won += 1;
      point.wonValue += value;
    }
  }

  for (const { by, at } of facts.of("activity").values()) {
    if (!of(by)) continue;
    if (holdsTime(now, at)) {
      is.activities += 1;
      owners.of(by).activities += 1;
      const point = points[placeOf(times, at)];
      if (point) point.activities += 1;
    } else if (holdsTime(before, at)) was.activities += 1;
  }

  const tasks = { due: 0, overdue: 0 };
  for (const { assignee, due } of facts.of("task").values()) {
    if (due === "" || due > today || !of(assignee)) continue;
    tasks.due += 1;
    if (due < today) tasks.overdue += 1;
  }
  let unread = 0;
  for (const { person } of facts.of("notification").values()) if (person === user) unread += 1;

  const compared = (count: (of: Tally) => number | null): Compared => ({ now: count(is), before: count(was) });
  const average = ({ won, cycle }: Tally): number | null => (won === 0 ? null : cycle / won);
  return {
    period: periods.now, before: periods.before, step, currency: money.currency, withoutRate: money.withoutRate,
    leads: { ...compared(({ leads }) => leads), open: open.leads },
    pipeline: { deals: open.deals, ...pipeline.made() }, forecast: forecast.made(),
    wonValue: { ...compared(({ wonValue }) => wonValue), others: wonNow.made().others }, won: compared(({ won }) => won), lost: compared(({ lost }) => lost),
    winRate: compared(({ won, lost }) => winRate(won, lost)), cycle: compared(average), activities: compared(({ activities }) => activities),
    tasks, unread,
    statuses: [...statuses].map(([status, leads]) => ({ status, leads })).sort((a, b) => (a.status < b.status ? -1 : 1)),
    funnels: funnels.made(), owners: owners.rows(), sources: sources.rows(), industries: industries.rows(),
    trend: steps.map((period, at) => ({ ...period, ...(points[at] as (typeof points)[number]) })),
  };
}
