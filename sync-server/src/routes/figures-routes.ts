/** /api/dashboard and /api/analytics: how sales do, out of what the caller may see. Parse, ask whether they may, call, answer. */
import { Hono } from "hono";
import { z } from "zod";
import { comparedOf, comparedSchema, figuresAsked, figuresQuery, funnelSchema, funnelsOf, goalOf, goalSchema, statsOf, statsSchema, trendSchema, trendsOf } from "../rest/figures-wire.ts";
import type { ServerFigures, ServerFiguresAnswer } from "../rest/server-figures.ts";
import { answer } from "./answer.ts";
import { mayAsk, placeOf } from "./rest-caller.ts";
import type { AppEnv } from "./context.ts";
import { type Operation, serve } from "./operation.ts";
import { problem } from "./problem.ts";

interface FiguresOperation extends Operation { readonly told: (found: ServerFiguresAnswer) => readonly [data: unknown, meta: Record<string, unknown>] }

const asked = { method: "get", access: "analytics:read", query: figuresQuery, problems: [] } as const;
const period = z.object({ from: z.string(), to: z.string() });
const about = z.object({ period, currency: z.string(), currenciesWithoutRate: z.array(z.string()) });
const aboutOf = ({ figures }: ServerFiguresAnswer) => ({ period: figures.period, currency: figures.currency, currenciesWithoutRate: figures.withoutRate });
const person = comparedSchema.extend({ userId: z.string().nullable(), name: z.string(), goals: z.array(goalSchema) });
const sourced = comparedSchema.extend({ source: z.string().nullable() });
const industrial = comparedSchema.extend({ industry: z.string().nullable() });
const orNull = (key: string): string | null => (key === "" ? null : key);

export const figuresOperations: readonly FiguresOperation[] = [
  { ...asked, path: "/api/dashboard/stats", tag: "dashboard", summary: "The figures of a dashboard, with those of the period before.", data: statsSchema, told: ({ figures }) => [statsOf(figures), {}] },
  {
    ...asked, path: "/api/dashboard/trends", tag: "dashboard", summary: "Leads, won deals and activities by day, week or month.", data: z.array(trendSchema), meta: about.extend({ by: z.string() }),
    told: (found) => [trendsOf(found.figures), { ...aboutOf(found), by: found.figures.step }],
  },
  {
    ...asked, path: "/api/analytics/dashboard", tag: "analytics", summary: "All of a dashboard at once.",
    data: z.object({ stats: statsSchema, trends: z.array(trendSchema), funnels: z.array(funnelSchema), bySource: z.array(sourced), byIndustry: z.array(industrial), goals: z.array(goalSchema) }), meta: about.extend({ by: z.string() }),
    told: (found) => [{
      stats: statsOf(found.figures), trends: trendsOf(found.figures), funnels: funnelsOf(found.figures), bySource: found.figures.sources.map((row) => ({ source: orNull(row.key), ...comparedOf(row) })),
      byIndustry: found.figures.industries.map((row) => ({ industry: orNull(row.key), ...comparedOf(row) })), goals: found.goals.map(goalOf),
    }, { ...aboutOf(found), by: found.figures.step }],
  },
  {
    ...asked, path: "/api/analytics/performance", tag: "analytics", summary: "The same figures for each person, with their goals.", data: z.array(person), meta: about,
    told: (found) => [found.figures.owners.map((row) => ({ userId: orNull(row.key), name: found.nameOf(row.key), ...comparedOf(row), goals: found.goals.filter((goal) => row.key !== "" && goal.person === row.key).map(goalOf) })), aboutOf(found)],
  },
];

export const figuresRoutes = ({ figures }: { readonly figures: ServerFigures }): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();
  for (const operation of figuresOperations) {
    serve(app, operation, mayAsk(operation), async (c, given) => {
      const by = placeOf(c, given);
      if (by === null) return problem(c, "no-access");
      const found = await figures(by.workspace, by.user, figuresAsked(given.query));
      if (found === "not-a-member") return problem(c, "no-access");
      const [data, meta] = operation.told(found);
      return answer(c, data, meta);
    });
  }
  return app;
};
