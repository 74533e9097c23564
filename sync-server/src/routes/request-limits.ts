/**
 * How many API requests one caller may make in a window: few without a session (by address), twenty times as many
 * with one (by person). Counts are per process.
 */
import { createMiddleware } from "hono/factory";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";

const SIGNED_IN_FACTOR = 20;

export const requestLimits = (maxRequests: number, windowMs: number) => {
  const duration = windowMs / 1000;
  const anonymous = new RateLimiterMemory({ points: maxRequests, duration });
  const signedIn = new RateLimiterMemory({ points: maxRequests * SIGNED_IN_FACTOR, duration });
  return createMiddleware<AppEnv>(async (c, next) => {
    const { caller, address } = c.var;
    try {
      const state = await (caller === undefined ? anonymous.consume(address) : signedIn.consume(caller.userId));
      c.header("RateLimit-Remaining", String(state.remainingPoints));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      return problem(c, "too-many-requests", {
        retryAfterSeconds,
        detail: `Try again in ${retryAfterSeconds} seconds.`,
      });
    }
    await next();
    return undefined;
  });
};
