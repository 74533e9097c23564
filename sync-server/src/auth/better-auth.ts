/**
 * better-auth as this server uses it: sessions in the database and their cookie, ids as UUIDs.
 * Its own routes are not mounted: ours call it, so that nothing is reachable that nobody thought about, and users
 * come into being only in auth/accounts.ts.
 */
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import type { Orm } from "../db/client.ts";
import { account, session, user, verification } from "../db/schema/auth.ts";
import type { Log } from "../platform/logger.ts";
import { openSessionPlugin } from "./open-session.ts";

export type AuthSettings = {
  readonly orm: Orm;
  readonly secret: string;
  readonly baseUrl: string;
  readonly secureCookies: boolean;
  /** none: the app is opened at another site than the server's. */
  readonly sameSite: "lax" | "none";
  /** Seconds a session lives unused. */
  readonly sessionSeconds: number;
  /** Seconds after which a session in use is renewed. */
  readonly renewSeconds: number;
  readonly log: Log;
};

export type Auth = ReturnType<typeof createAuth>;

export const ADDRESS_HEADER = "x-outrider-address";

/** With TLS the name binds the cookie to this host and to the whole of it. */
export const sessionCookieName = (secure: boolean): string => (secure ? "__Host-outrider_session" : "outrider_session");

export const createAuth = (settings: AuthSettings) =>
  betterAuth({
    appName: "Outrider",
    secret: settings.secret,
    baseURL: settings.baseUrl,
    database: drizzleAdapter(settings.orm, { provider: "pg", schema: { user, session, account, verification } }),
    emailAndPassword: { enabled: false },
    plugins: [openSessionPlugin()],
    session: {
      expiresIn: settings.sessionSeconds,
      updateAge: settings.renewSeconds,
      cookieCache: { enabled: false },
    },
    // Ours stands in front and is keyed on the socket's address, which a header cannot change.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      log: (level, message) => settings.log.debug({ from: "better-auth", level }, message),
    },
    advanced: {
      // Set by us from the socket; what callers send under other names is not believed.
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: "uuid" },
      useSecureCookies: false,
      cookiePrefix: "outrider",
      cookies: {
        session_token: {
          name: sessionCookieName(settings.secureCookies),
          // A browser that keeps sites apart holds such a cookie for this pair of them alone.
          attributes: { httpOnly: true, sameSite: settings.sameSite, path: "/", secure: settings.secureCookies, ...(settings.sameSite === "none" && { partitioned: true }) },
        },
      },
    },
  });
