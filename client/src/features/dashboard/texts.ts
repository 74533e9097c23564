// Every word of the dashboard and of goals.
import type { GoalSpan } from "@outrider/shared/schema";
import type { RangeName, TrendStep } from "@outrider/shared/analytics";
import { catalogue } from "../../app/catalogue.ts";
import { format } from "../../app/format.ts";
import { counted } from "../../app/plural.ts";

const n = format.number;

export const words = catalogue({
  title: "Dashboard",
  period: (days: string, before: string) => `${days}, compared with ${before}`,
  range: "Days",
  ranges: { week: "This week", month: "This month", quarter: "This quarter", year: "This year", last30: "Last 30 days", last90: "Last 90 days", own: "Own days" } satisfies Record<RangeName | "own", string>,
  from: "From", to: "To",
  backwards: "The first day comes after the last.", tooLong: "At most ten years at a time.",
  who: "Whose figures", everybody: "Everybody", mine: "Mine", myself: "Myself", team: (name: string) => `Team ${name}`,
  step: "By", steps: { day: "Day", week: "Week", month: "Month" } satisfies Record<TrendStep, string>,
  withoutRate: (currencies: string) => `There is no rate for ${currencies}`,
  withoutRateDetail: "Those amounts stand by themselves; trends, comparisons and goals leave them out.",
  whole: (time: string) => `This device holds a part: these figures are of everything you may see, from the server, ${time}.`,
  counting: "Reading what is on this device",
  empty: "Nothing to show yet", emptyDetail: "Leads, deals and activities you add or import are counted here, also with no network.",
  newDeal: "New deal", import: "Import",

  figures: "Figures",
  leads: "New leads", pipeline: "Open pipeline", forecast: "Weighted forecast", won: "Won", winRate: "Win rate", cycle: "Sales cycle", activities: "Activities", tasks: "Tasks due", unread: "Unread",
  deals: (count: number) => counted(count, { one: "deal", other: "deals" }),
  openLeads: (count: number) => `${n(count)} open in all`,
  byProbability: "Open deals by their probability",
  decided: (won: number, lost: number) => `${n(won)} won, ${n(lost)} lost`,
  points: (count: number) => counted(count, { one: "point", other: "points" }),
  sum: (sums: readonly string[]) => sums.join(" + "),
  days: (count: number) => counted(count, { one: "day", other: "days" }),
  overdue: (count: number) => `${n(count)} overdue`,
  notifications: "Notifications for you",
  nothing: "–",
  up: (by: string) => `${by} more than before`, down: (by: string) => `${by} less than before`, same: "As before", noBefore: "Nothing before to compare with",

  trends: "Over time",
  trend: "Figure",
  trendOf: { leads: "New leads", won: "Won value", activities: "Activities" },
  trendLabel: (what: string, step: string, days: string) => `${what} by ${step}, ${days}`,
  when: "When",
  noTrend: "Nothing in these days.",

  statuses: "Leads by status", status: "Status", count: "Leads",
  noLeads: "No leads yet.",

  funnel: "Funnel", funnelDetail: "Deals opened in these days, and how far they came.",
  stage: "Stage", reached: "Deals", wonStep: "Won",
  ofBefore: (percent: string) => `${percent} of the step before`,
  withoutHistory: (count: number) => counted(count, { one: "deal has no history here and counts by its present stage.", other: "deals have no history here and count by their present stage." }),
  lost: (count: number) => `${n(count)} of them lost.`,
  pipelineName: "Pipeline",
  noFunnel: "No deal was opened in these days.",

  breakdown: "In comparison", breakdownBy: "By", breakdownTable: "Figures side by side", by: { owners: "Owner", sources: "Source", industries: "Industry" },
  columns: { name: "Name", open: "Open", won: "Won", rate: "Win rate", cycle: "Cycle", leads: "Leads", activities: "Activities" },
  unnamed: "Not set", unknown: "Not here",
  more: (count: number) => `Show all ${n(count)}`,
  noBreakdown: "Nothing to compare in these days.",

  goals: "Goals", setGoal: "Set a goal", noGoals: "No goal is set for now.",
  noGoalsDetail: "A target for a month or a quarter shows here and on the home page how far it is.",
  spans: { month: "Month", quarter: "Quarter" } satisfies Record<GoalSpan, string>,
  changeGoal: "Change goal", goalFor: "For", measure: "What counts", span: "Time", start: "Which", target: "Target",
  targetIn: (currency: string) => `In ${currency}`,
  badTarget: "A number above zero.",
  saveGoal: "Save", goalSaved: "Goal saved", deleteGoal: "Delete goal", goalDeleted: "Goal deleted", editGoal: (title: string) => `Change ${title}`,
});
