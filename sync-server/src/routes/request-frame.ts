/**
 * What happens around every request: an id, a log line, the address limits are keyed on.
 * Invariant: neither query strings nor headers are logged, nor what is secret in a path.
 */
import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { Metrics } from "../platform/metrics.ts";
import type { Clock, Random } from "../platform/clock.ts";
import type { Log } from "../platform/logger.ts";
import type { AppEnv } from "./context.ts";
import { remoteAddress } from "./origins.ts";

type Deps = { readonly log: Log; readonly clock: Clock; readonly random: Random; readonly trustedProxies: number; readonly metrics?: Pick<Metrics, "request"> };

/** A link for a calendar program is a secret, and so are those in mails. */
const pathToLog = (path: string): string => path.replace(/^\/api\/calendar\/.*/s, "/api/calendar/…").replace(/^\/([uoc])\/.*/s, "/$1/…");

export const requestFrame = ({ log, clock, random, trustedProxies, metrics }: Deps) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const started = clock.now();
    const requestId = random.uuid();
    const { socket, headers } = c.env.incoming;
    c.set("requestId", requestId);
    c.set("address", remoteAddress(socket.remoteAddress, headers["x-forwarded-for"], trustedProxies));
    c.set("caller", undefined);
    c.set("program", undefined);
    c.set("held", undefined);
    c.set("owesFactor", false);
    await next();
    c.header("X-Request-Id", requestId);
    // The pattern of the route and never the path, which has ids in it.
    metrics?.request(c.req.method, routePath(c), c.res.status, (clock.now() - started) / 1000);
    const line = {
      requestId,
      method: c.req.method,
      path: pathToLog(c.req.path),
      status: c.res.status,
      ms: clock.now() - started,
      address: c.var.address,
      ...(c.var.caller === undefined ? {} : { userId: c.var.caller.userId }),
      ...(c.var.held === undefined ? {} : { userId: c.var.held.userId, held: true }),
      ...(c.var.program === undefined ? {} : { userId: c.var.program.userId, keyId: c.var.program.keyId }),
    };
    if (c.res.status >= 500) log.error(line, "request failed");
    else if (c.req.path.startsWith("/api/")) log.info(line, "request");
    else log.debug(line, "request");
  });
