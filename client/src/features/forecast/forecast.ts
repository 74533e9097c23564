// The months of a forecast, out of groups of open and of won deals. Pure: what day it is is told.
import type { Group, Total } from "../../read/index.ts";

export type MonthState = "late" | "now" | "later" | "undated";

export interface ForecastMonth {
  /** `YYYY-MM`; null: deals without a close date. */
  readonly month: string | null;
  readonly state: MonthState;
  /** Open deals. */
  readonly count: number;
  readonly totals: readonly Total[];
  readonly won: readonly Total[];
}

/** Months without a deal are shown where they lie this near, so that a gap is seen as one. */
const NEAR = 6;

const MONTH = "YYYY-MM".length;
const monthsAfter = (month: string, count: number): string => {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;
};

/** Oldest first, those without a date last. today: `YYYY-MM-DD`. */
export function forecastOf(open: readonly Group[], won: readonly Group[], today: string): readonly ForecastMonth[] {
  const now = today.slice(0, MONTH);
  const dated = (groups: readonly Group[]) => new Map(groups.flatMap((group) => (typeof group.value === "string" ? [[group.value, group] as const] : [])));
  const [opened, closed] = [dated(open), dated(won)];
  const last = [...opened.keys()].reduce((latest, month) => (month > latest ? month : latest), now);
  const gaps = Array.from({ length: NEAR }, (_, after) => monthsAfter(now, after)).filter((month) => month <= last);
  const months = [...new Set([now, ...opened.keys(), ...gaps])].sort();
  const stateOf = (month: string): MonthState => (month < now ? "late" : month === now ? "now" : "later");
  const undated = open.find(({ value }) => value === null);
  return [
    ...months.map((month): ForecastMonth => ({ month, state: stateOf(month), count: opened.get(month)?.count ?? 0, totals: opened.get(month)?.totals ?? [], won: month < now ? [] : (closed.get(month)?.totals ?? []) })),
    ...(undated === undefined ? [] : [{ month: null, state: "undated", count: undated.count, totals: undated.totals ?? [], won: [] } as const]),
  ];
}

/** The currency in which most is open: the bars are of it alone, since no rate is guessed. */
export const mainCurrency = (totals: readonly Total[]): string | undefined => totals[0]?.currency;

/** How long the bars of a month are, as parts of the longest: the whole, and what of it is likely. */
export function barOf({ totals }: Pick<ForecastMonth, "totals">, currency: string | undefined, longest: number): { readonly total: number; readonly weighted: number } {
  const own = totals.find((total) => total.currency === currency);
  if (own === undefined || longest <= 0) return { total: 0, weighted: 0 };
  return { total: own.amount / longest, weighted: (own.weighted ?? own.amount) / longest };
}

export const longestOf = (months: readonly ForecastMonth[], currency: string | undefined): number =>
  Math.max(0, ...months.map(({ totals }) => totals.find((total) => total.currency === currency)?.amount ?? 0));
