/**
 * How many API requests one caller may make in a window: few without a session (by address), more with one or with a
 * key (by person). Several servers on one database count together. Each answer says what is left, in the headers that
 * draft-ietf-httpapi-ratelimit-headers names.
 */
import { createMiddleware } from "hono/factory";
import { problemWhy } from "@outrider/shared/protocol";
import { type Count, type CreateCounter, memoryCounters } from "../auth/counters.ts";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";

export type RequestLimits = {
  /** In a window, for each address without a session. */
  readonly maxRequests: number;
  /** In a window, for each person, by whatever session or key. */
  readonly maxRequestsSignedIn: number;
  readonly windowMs: number;
  /** Without it this process counts for itself. */
  readonly counter?: CreateCounter;
};

export const requestLimits = ({ maxRequests, maxRequestsSignedIn, windowMs, counter = memoryCounters }: RequestLimits) => {
  const seconds = windowMs / 1000;
  const anonymous = counter({ name: "address", points: maxRequests, seconds });
  const signedIn = counter({ name: "person", points: maxRequestsSignedIn, seconds });
  return createMiddleware<AppEnv>(async (c, next) => {
    const { caller, held, program, address } = c.var;
    const person = caller?.userId ?? held?.userId ?? program?.userId;
    const [name, quota] = person === undefined ? ["address", maxRequests] : ["person", maxRequestsSignedIn];
    const count: Count = await (person === undefined ? anonymous.add(address) : signedIn.add(person));
    c.header("RateLimit-Policy", `"${name}";q=${quota};w=${Math.ceil(seconds)}`);
    c.header("RateLimit", `"${name}";r=${count.left};t=${Math.ceil(count.msBeforeNext / 1000)}`);
    c.header("RateLimit-Remaining", String(count.left));
    if (!count.allowed) {
      const retryAfterSeconds = Math.max(1, Math.ceil(count.msBeforeNext / 1000));
      return problem(c, "too-many-requests", { retryAfterSeconds, why: problemWhy("wait-seconds", { seconds: retryAfterSeconds }) });
    }
    await next();
    return undefined;
  });
};
