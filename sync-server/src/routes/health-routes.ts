/** /health: the process answers. /ready: it can also reach its database and takes work. */
import { Hono } from "hono";
import { problemWhy } from "@outrider/shared/protocol";
import type { Database } from "../db/database.ts";
import { answer } from "./answer.ts";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";

export type Readiness = { readonly stopping: () => boolean; readonly database: Database };

export const healthRoutes = ({ stopping, database }: Readiness): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get("/health", (c) => answer(c, { status: "ok" }))
    .get("/ready", async (c) => {
      if (stopping()) return problem(c, "not-ready", { why: problemWhy("stopping") });
      try {
        await database.sql`select 1`;
      } catch {
        return problem(c, "not-ready", { why: problemWhy("database-away") });
      }
      return answer(c, { status: "ready", database: database.kind, vectorSearch: database.vector });
    });
