/** /api/system: how the server does, for admins. /metrics: the same and more for a scraper that has the token; without one there is none. */
import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import type { Database } from "../db/database.ts";
import type { Metrics } from "../platform/metrics.ts";
import type { SystemWatch } from "../system/system-watch.ts";
import { LIMITS } from "../system/system-watch.ts";
import { answer } from "./answer.ts";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

export type SystemRoutesDeps = {
  readonly system: Pick<SystemWatch, "look">;
  readonly metrics: Metrics;
  readonly metricsToken: string | undefined;
  readonly database: Pick<Database, "kind" | "vector">;
  readonly startedAt: number;
};

const limits = Object.fromEntries(Object.entries(LIMITS).map(([name, { most }]) => [name, most]));

export const systemRoutes = ({ system, database, startedAt }: SystemRoutesDeps): Hono<AppEnv> =>
  new Hono<AppEnv>().get(
    "/",
    signedIn(async (c, caller) => {
      if (!caller.memberships.some(({ role }) => role === "admin")) return problem(c, "not-allowed");
      return answer(c, { ...(await system.look()), limits, startedAt, kind: database.kind, vectorSearch: database.vector });
    }),
  );

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

export const metricsRoute = ({ metrics, metricsToken }: SystemRoutesDeps): Hono<AppEnv> =>
  new Hono<AppEnv>().get("/metrics", async (c) => {
    const given = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (metricsToken === undefined || given === undefined || !timingSafeEqual(digest(given), digest(metricsToken))) return problem(c, "not-found");
    const { type, body } = await metrics.text();
    return c.body(body, 200, { "content-type": type, "cache-control": "no-store" });
  });
