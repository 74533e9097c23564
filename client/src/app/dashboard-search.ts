// What the address of the dashboard holds: which days, by what steps, and whose figures. Invariant: what is not understood is
// left out.
import { type Period, periodFault, RANGES, type RangeName, TREND_STEPS, type TrendStep } from "@outrider/shared/analytics";
import { isDay } from "@outrider/shared/schema";

export interface DashboardSearch {
  /** `own`: the days from `from` to `to`. Without one: the last 90 days. */
  readonly range?: RangeName | "own";
  readonly from?: string;
  readonly to?: string;
  readonly step?: TrendStep;
  readonly owner?: string;
  /** A team's key. */
  readonly team?: string;
}

const isOneOf = <T extends string>(values: readonly T[], value: unknown): value is T => (values as readonly unknown[]).includes(value);
const filled = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const dayIn = (value: unknown): string | undefined => (typeof value === "string" && isDay(value) ? value : undefined);

export function dashboardSearch(given: Record<string, unknown>): DashboardSearch {
  const [from, to, owner, team] = [dayIn(given["from"]), dayIn(given["to"]), filled(given["owner"]), filled(given["team"])];
  return {
    ...(isOneOf([...RANGES, "own"] as const, given["range"]) && { range: given["range"] }), ...(from !== undefined && { from }), ...(to !== undefined && { to }),
    ...(isOneOf(TREND_STEPS, given["step"]) && { step: given["step"] }), ...(owner !== undefined && { owner }), ...(team !== undefined && { team }),
  };
}

/** The days of one's own that the address names; null where they are none. */
export function ownDays({ from, to }: DashboardSearch): Period | null {
  return from !== undefined && to !== undefined && periodFault({ from, to }) === null ? { from, to } : null;
}
