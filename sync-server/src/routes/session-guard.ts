/**
 * Finds out who calls, refuses changes asked for by pages of other sites, and turns away who is not signed in.
 * Invariant: the session is looked up on every call; nothing about it is remembered between two.
 */
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import type { Caller, Sessions } from "../auth/sessions.ts";
import type { AppEnv, Ctx } from "./context.ts";
import type { OriginCheck } from "./origins.ts";
import { problem } from "./problem.ts";

/** `cookieName` spares the database a question when there is no session to look up. */
export const identifyCaller = (sessions: Sessions, cookieName: string) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (getCookie(c, cookieName) !== undefined) {
      const found = await sessions.identify(c.req.raw.headers);
      c.set("caller", found?.caller);
      for (const cookie of found?.cookies ?? []) c.header("Set-Cookie", cookie, { append: true });
    }
    await next();
  });

/** Programs without a cookie send no Origin and have nothing to abuse; browsers always send one with a change. */
export const guardOrigin = (allowed: OriginCheck) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const reading = c.req.method === "GET" || c.req.method === "HEAD";
    const origin = c.req.header("Origin");
    const harmless = origin === undefined && c.req.header("Cookie") === undefined;
    if (!reading && !harmless && !allowed(origin, c.req.header("Host"))) return problem(c, "wrong-origin");
    await next();
    return undefined;
  });

/** Wraps a route that is for the signed-in only, and hands it who that is. */
export const signedIn =
  (route: (c: Ctx, caller: Caller) => Promise<Response>) =>
  async (c: Ctx): Promise<Response> =>
    c.var.caller === undefined ? problem(c, "not-signed-in") : route(c, c.var.caller);
