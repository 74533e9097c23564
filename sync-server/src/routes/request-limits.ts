/**
 * How many API requests one caller may make in a window: few without a session (by address), more with one or with a
 * key (by person). Counts are per process. Each answer says what is left, in the headers that
 * draft-ietf-httpapi-ratelimit-headers names.
 */
import { createMiddleware } from "hono/factory";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";

export type RequestLimits = {
  /** In a window, for each address without a session. */
  readonly maxRequests: number;
  /** In a window, for each person, by whatever session or key. */
  readonly maxRequestsSignedIn: number;
  readonly windowMs: number;
};

export const requestLimits = ({ maxRequests, maxRequestsSignedIn, windowMs }: RequestLimits) => {
  const duration = windowMs / 1000;
  const anonymous = new RateLimiterMemory({ points: maxRequests, duration });
  const signedIn = new RateLimiterMemory({ points: maxRequestsSignedIn, duration });
  return createMiddleware<AppEnv>(async (c, next) => {
    const { caller, program, address } = c.var;
    const person = caller?.userId ?? program?.userId;
    const [name, quota] = person === undefined ? ["address", maxRequests] : ["person", maxRequestsSignedIn];
    const say = ({ remainingPoints, msBeforeNext }: RateLimiterRes): void => {
      c.header("RateLimit-Policy", `"${name}";q=${quota};w=${Math.ceil(duration)}`);
      c.header("RateLimit", `"${name}";r=${Math.max(0, remainingPoints)};t=${Math.max(0, Math.ceil(msBeforeNext / 1000))}`);
      c.header("RateLimit-Remaining", String(Math.max(0, remainingPoints)));
    };
    try {
      say(await (person === undefined ? anonymous.consume(address) : signedIn.consume(person)));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      say(refused);
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
