/**
 * Lets the pages of FRONTEND_URL that lie elsewhere (another host, a CDN) read what this server answers, with the session's
 * cookie. Invariant: no other page's origin is ever named in an answer, and never all of them; whether a change is taken is
 * decided after this, by session-guard.ts.
 */
import { cors } from "hono/cors";
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./context.ts";

/** What pages read of an answer besides its body. */
const READ = ["Retry-After", "X-Request-Id", "Content-Disposition"];
const SENT = ["Content-Type", "Content-Digest", "Idempotency-Key"];
/** A browser asks again after so many seconds whether it may. */
const ALLOWED_FOR_S = 3_600;

/** `origins`: as `https://host`. */
export const crossOrigin = (origins: readonly string[]): MiddlewareHandler<AppEnv> =>
  cors({
    origin: (origin) => (origins.includes(origin) ? origin : null),
    credentials: true,
    allowMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    allowHeaders: SENT,
    exposeHeaders: READ,
    maxAge: ALLOWED_FOR_S,
  });
