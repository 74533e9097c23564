// The figures of all that one may see, as the server says them, for a device that holds a part. An answer of a newer server
// may have more, one of an older less: what is missing is nothing to show. Pure.
import { type BreakdownRow, type Compared, type Figures, fittingStep, type FiguresQuestion, type GoalPace, type GoalProgress, type Period } from "@outrider/shared/analytics";
import { type Given, listOf, numberOf, objectOf, textOf } from "../../app/answer-parts.ts";
import type { Whose } from "./figure-links.ts";

export interface Whole { readonly figures: Figures; /** How far each goal is, by its id. */ readonly goals: ReadonlyMap<string, Pick<GoalProgress, "done" | "expected" | "pace">> }

const orNull = (value: unknown): number | null => (typeof value === "number" ? value : null);
const periodOf = (given: Given): Period => ({ from: textOf(given["from"]), to: textOf(given["to"]) });
const PACES: readonly GoalPace[] = ["coming", "reached", "ahead", "behind", "missed"];

const rowOf = (key: unknown, given: Given): BreakdownRow => ({
  key: textOf(key), leads: numberOf(given["newLeads"]), open: numberOf(given["openDeals"]), pipeline: numberOf(given["pipelineValue"]), won: numberOf(given["wonDeals"]), wonValue: numberOf(given["wonValue"]),
  lost: numberOf(given["lostDeals"]), activities: numberOf(given["activities"]), cycle: orNull(given["averageCycleDays"]),
});

/** dashboard: of `/api/analytics/dashboard`; people: of `/api/analytics/performance`; step: that was asked for. null: it is no such answer. */
export function wholeOf(dashboard: unknown, people: unknown, step: FiguresQuestion["step"]): Whole | null {
  const given = objectOf(dashboard);
  const stats = objectOf(given["stats"]);
  const before = objectOf(stats["before"]);
  const period = periodOf(objectOf(stats["period"]));
  if (period.from === "" || period.to === "") return null;
  const compared = (name: string): Compared => ({ now: orNull(stats[name]), before: orNull(before[name]) });
  const without = stats["currenciesWithoutRate"];
  const figures: Figures = {
    period, before: periodOf(before), step: fittingStep(period, step), currency: textOf(stats["currency"]), withoutRate: Array.isArray(without) ? without.map(textOf) : [],
    leads: { ...compared("newLeads"), open: numberOf(stats["openLeads"]) },
    pipeline: { deals: numberOf(stats["openDeals"]), value: numberOf(stats["pipelineValue"]), others: [] }, forecast: { value: numberOf(stats["weightedForecast"]), others: [] },
    wonValue: { ...compared("wonValue"), others: [] }, won: compared("wonDeals"), lost: compared("lostDeals"), winRate: compared("winRate"), cycle: compared("averageCycleDays"), activities: compared("activities"),
    tasks: { due: numberOf(stats["tasksDue"]), overdue: numberOf(stats["tasksOverdue"]) }, unread: numberOf(stats["unread"]),
    statuses: Object.entries(objectOf(stats["leadsByStatus"])).map(([status, leads]) => ({ status, leads: numberOf(leads) })),
    funnels: listOf(given["funnels"]).map((funnel) => ({
      pipeline: textOf(funnel["pipelineId"]), deals: numberOf(funnel["deals"]), lost: numberOf(funnel["lost"]), withoutHistory: numberOf(funnel["withoutHistory"]),
      steps: listOf(funnel["steps"]).map((one) => ({ stage: one["stageId"] === null ? "won" : textOf(one["stageId"]), name: one["stageId"] === null ? "" : textOf(one["name"]), reached: numberOf(one["reached"]) })),
    })),
    owners: listOf(people).map((row) => rowOf(row["userId"], row)), sources: listOf(given["bySource"]).map((row) => rowOf(row["source"], row)), industries: listOf(given["byIndustry"]).map((row) => rowOf(row["industry"], row)),
    trend: listOf(given["trends"]).map((point) => ({ ...periodOf(point), leads: numberOf(point["newLeads"]), won: numberOf(point["wonDeals"]), wonValue: numberOf(point["wonValue"]), activities: numberOf(point["activities"]) })),
  };
  const goals = new Map(listOf(given["goals"]).map((goal) => [textOf(goal["id"]), { done: numberOf(goal["done"]), expected: numberOf(goal["expected"]), pace: PACES.find((pace) => pace === goal["pace"]) ?? "behind" }] as const));
  return { figures, goals };
}

/** The address that asks for the same figures as the device was asked for. */
export function wholeQuery({ range, step, zone, weekStart }: Pick<FiguresQuestion, "range" | "step" | "zone" | "weekStart">, { owner, team }: Whose, workspace: string): string {
  const days = typeof range === "string" ? { range } : { from: range.from, to: range.to };
  return new URLSearchParams({ workspace, ...days, by: step, timeZone: zone, weekStart: String(weekStart), ...(owner !== undefined && { owner }), ...(owner === undefined && team !== undefined && { team }) }).toString();
}
