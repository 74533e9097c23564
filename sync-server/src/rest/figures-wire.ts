// Figures as programs see them. Money is in `currency`, rates in percent, cycles in days; null where there is none to be had.
import { type BreakdownRow, type Figures, type GoalProgress, periodFault, RANGES, TREND_STEPS, type Weekday, winRate } from "@outrider/shared/analytics";
import { isDay } from "@outrider/shared/schema";
import { z } from "zod";
import type { FiguresAsked } from "./server-figures.ts";
import { zoneName } from "./wire-schema.ts";

const day = z.string().refine(isDay, "must be a day as YYYY-MM-DD");

const asked = {
  workspace: z.uuid().optional(),
  range: z.enum(RANGES).default("last30"),
  from: day.optional(),
  to: day.optional(),
  by: z.enum(TREND_STEPS).default("day"),
  timeZone: zoneName,
  weekStart: z.coerce.number().int().min(1).max(7).default(1),
  owner: z.uuid().optional(),
  team: z.string().min(1).max(300).optional(),
};
export const figuresQuery = z.strictObject(asked).superRefine(({ from, to }, context) => {
  const wrong = (path: "from" | "to", message: string): void => context.addIssue({ code: "custom", path: [path], message });
  if (from === undefined && to === undefined) return;
  if (from === undefined || to === undefined) return wrong(from === undefined ? "from" : "to", "is needed too: days of one's own have a first and a last one");
  const fault = periodFault({ from, to });
  if (fault !== null) wrong("to", fault === "backwards" ? "comes before `from`" : "is more than ten years after `from`");
});

export function figuresAsked(query: Readonly<Record<string, unknown>>): FiguresAsked {
  const { range, from, to, by, timeZone, weekStart, owner, team } = query as z.infer<typeof figuresQuery>;
  return { range: from !== undefined && to !== undefined ? { from, to } : range, step: by, zone: timeZone, weekStart: weekStart as Weekday, owner, team };
}

const figure = z.number().nullable();
const period = z.object({ from: z.string(), to: z.string() });
const ofPeriod = { newLeads: figure, wonDeals: figure, wonValue: figure, lostDeals: figure, winRate: figure, averageCycleDays: figure, activities: figure };
export const statsSchema = z.object({
  ...ofPeriod, before: z.object({ ...period.shape, ...ofPeriod }), period, currency: z.string(), currenciesWithoutRate: z.array(z.string()),
  totalLeads: z.number(), openLeads: z.number(), leadsByStatus: z.record(z.string(), z.number()), openDeals: z.number(), pipelineValue: z.number(), weightedForecast: z.number(),
  tasksDue: z.number(), tasksOverdue: z.number(), unread: z.number(),
});
export const trendSchema = z.object({ ...period.shape, newLeads: z.number(), wonDeals: z.number(), wonValue: z.number(), activities: z.number() });
export const comparedSchema = z.object({
  newLeads: z.number(), openDeals: z.number(), pipelineValue: z.number(), wonDeals: z.number(), wonValue: z.number(), lostDeals: z.number(), winRate: figure, averageCycleDays: figure, activities: z.number(),
});
export const goalSchema = z.object({
  id: z.string(), userId: z.string().nullable(), team: z.string().nullable(), measure: z.string(), span: z.string(), ...period.shape, target: z.number(), done: z.number(), expected: z.number(), pace: z.string(), currency: z.string().nullable(),
});
export const funnelSchema = z.object({ pipelineId: z.string(), deals: z.number(), lost: z.number(), withoutHistory: z.number(), steps: z.array(z.object({ stageId: z.string().nullable(), name: z.string(), reached: z.number() })) });

/** Sums of money to the cent, rates and days to a tenth. */
const cents = (value: number): number => Math.round(value * 100) / 100;
const tenth = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);

export function statsOf(figures: Figures): z.infer<typeof statsSchema> {
  const { leads, won, wonValue, lost, cycle, activities, pipeline } = figures;
  const of = (when: "now" | "before") => ({
    newLeads: leads[when], wonDeals: won[when], wonValue: cents(wonValue[when] ?? 0), lostDeals: lost[when], winRate: tenth(figures.winRate[when]), averageCycleDays: tenth(cycle[when]), activities: activities[when],
  });
  return {
    ...of("now"), before: { ...figures.before, ...of("before") }, period: figures.period, currency: figures.currency, currenciesWithoutRate: [...figures.withoutRate],
    totalLeads: figures.statuses.reduce((sum, one) => sum + one.leads, 0), openLeads: leads.open, leadsByStatus: Object.fromEntries(figures.statuses.map((one) => [one.status, one.leads])),
    openDeals: pipeline.deals, pipelineValue: cents(pipeline.value), weightedForecast: cents(figures.forecast.value), tasksDue: figures.tasks.due, tasksOverdue: figures.tasks.overdue, unread: figures.unread,
  };
}

export const trendsOf = ({ trend }: Figures): readonly z.infer<typeof trendSchema>[] => trend.map(({ from, to, leads, won, wonValue, activities }) => ({ from, to, newLeads: leads, wonDeals: won, wonValue: cents(wonValue), activities }));

export const comparedOf = ({ leads, open, pipeline, won, wonValue, lost, cycle, activities }: BreakdownRow): z.infer<typeof comparedSchema> => ({
  newLeads: leads, openDeals: open, pipelineValue: cents(pipeline), wonDeals: won, wonValue: cents(wonValue), lostDeals: lost, winRate: tenth(winRate(won, lost)), averageCycleDays: tenth(cycle), activities,
});

const orNull = (text: string): string | null => (text === "" ? null : text);
export const goalOf = ({ id, person, team, measure, span, from, to, target, done, expected, pace, currency }: GoalProgress): z.infer<typeof goalSchema> => ({
  id, userId: orNull(person), team: orNull(team), measure, span, from, to, target: cents(target), done: cents(done), expected: cents(expected), pace, currency: orNull(currency),
});

export const funnelsOf = ({ funnels }: Figures): readonly z.infer<typeof funnelSchema>[] => funnels.map(({ pipeline, deals, lost, withoutHistory, steps }) => ({
  pipelineId: pipeline, deals, lost, withoutHistory, steps: steps.map(({ stage, name, reached }) => ({ stageId: stage === "won" ? null : stage, name: stage === "won" ? "Won" : name, reached })),
}));

