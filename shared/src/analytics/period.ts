// The stretch of days that figures are of, the one before it that they are compared with, and the steps of a trend.
// Invariant: a period that is still going on ends today and is compared with just as much of the one before.
import { dayAfter, numberOfDay } from "@outrider/shared/kernel";
import { addMonths, daysIn, monthStart, quarterStart, weekStartOf, type Weekday, yearStart } from "./calendar.ts";

export const RANGES = ["week", "month", "quarter", "year", "last30", "last90"] as const;
export type RangeName = (typeof RANGES)[number];
export type TrendStep = "day" | "week" | "month";
export const TREND_STEPS = ["day", "week", "month"] as const satisfies readonly TrendStep[];

/** Days, both counted. */
export interface Period { readonly from: string; readonly to: string }
export type Range = RangeName | Period;

const least = (a: string, b: string): string => (a < b ? a : b);

/** As much of the stretch that began at `start` as has passed of the one that began at `from`, and no more than there was of it. */
const asMuch = (from: string, today: string, start: string): Period => ({ from: start, to: least(dayAfter(start, daysIn(from, today) - 1), dayAfter(from, -1)) });

/** The period and the one before it. today: the day it is where the person is. */
export function periodsOf(range: Range, today: string, weekStart: Weekday): { readonly now: Period; readonly before: Period } {
  if (typeof range !== "string") {
    const length = daysIn(range.from, range.to);
    return { now: range, before: { from: dayAfter(range.from, -length), to: dayAfter(range.from, -1) } };
  }
  if (range === "last30" || range === "last90") {
    return periodsOf({ from: dayAfter(today, range === "last30" ? -29 : -89), to: today }, today, weekStart);
  }
  const from = { week: weekStartOf(today, weekStart), month: monthStart(today), quarter: quarterStart(today), year: yearStart(today) }[range];
  const start = { week: dayAfter(from, -7), month: addMonths(from, -1), quarter: addMonths(from, -3), year: addMonths(from, -12) }[range];
  return { now: { from, to: today }, before: asMuch(from, today, start) };
}

/** More are no picture any more. */
const MOST_STEPS = 120;
const LENGTH = { day: 1, week: 7, month: 28 } as const satisfies Record<TrendStep, number>;

/** The step that was asked for, or the next coarser one with which the period has not too many. */
export function fittingStep({ from, to }: Period, wanted: TrendStep): TrendStep {
  const order: readonly TrendStep[] = TREND_STEPS.slice(TREND_STEPS.indexOf(wanted));
  return order.find((step) => daysIn(from, to) / LENGTH[step] <= MOST_STEPS) ?? "month";
}

/** The steps of a period, oldest first; the first and the last may be cut short by it. */
export function stepsOf({ from, to }: Period, step: TrendStep, weekStart: Weekday): readonly Period[] {
  const steps: Period[] = [];
  for (let at = from; at <= to; ) {
    const next = step === "day" ? dayAfter(at, 1) : step === "week" ? dayAfter(weekStartOf(at, weekStart), 7) : addMonths(at, 1);
    steps.push({ from: at, to: least(dayAfter(next, -1), to) });
    at = next;
  }
  return steps;
}

/** The longest stretch that may be asked for: ten years. */
export const MOST_DAYS = 3660;

/** What is wrong with a stretch of one's own, or null. */
export const periodFault = ({ from, to }: Period): "backwards" | "too-long" | null => (from > to ? "backwards" : numberOfDay(to) - numberOfDay(from) >= MOST_DAYS ? "too-long" : null);
