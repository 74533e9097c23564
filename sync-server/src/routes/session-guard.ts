/**
 * Finds out who calls, refuses changes asked for by pages of other sites, and turns away who is not signed in.
 * Invariant: the session, and where its owner may go, are looked up on every call; nothing about it is remembered
 * between two. Who is no longer an active member anywhere is not signed in, however the deactivation came about and
 * whatever came in between, and his sessions end. Who owes a
 * workspace the second step is nobody to every route but those that set it up, and is told so.
 */
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import type { AccessTokens } from "../auth/access-tokens.ts";
import type { Audit } from "../auth/audit.ts";
import type { Memberships } from "../auth/memberships.ts";
import type { OwesFactor } from "../auth/owed-factor.ts";
import type { Sessions } from "../auth/sessions.ts";
import { type ApiKeys, KEY_BEGINNING } from "../rest/api-keys.ts";
import type { AppEnv, Ctx, Person } from "./context.ts";
import type { OriginCheck } from "./origins.ts";
import { problem } from "./problem.ts";

type Deps = {
  readonly sessions: Sessions;
  readonly memberships: Memberships;
  readonly audit: Audit;
  readonly owesFactor: OwesFactor;
  readonly accessTokens: Pick<AccessTokens, "read">;
  /** Spares the database a question when there is no session to look up. */
  readonly cookie: { readonly name: string };
};

/** What a program shows. With it nothing else is looked at, above all no cookie. */
const bearerOf = (c: Ctx): string | undefined => /^Bearer +(\S+)$/i.exec(c.req.header("Authorization") ?? "")?.[1];

export const identifyCaller = ({ sessions, memberships: membershipsOf, audit, owesFactor, accessTokens, cookie }: Deps) => {
  const byToken = async (token: string) => {
    const about = await accessTokens.read(token);
    const caller = about === undefined ? undefined : await sessions.callerOf(about);
    return caller === undefined ? undefined : { caller, cookies: [] };
  };
  const identify = (c: Ctx) => {
    const bearer = bearerOf(c);
    // A key is no token: to find that out by its signature takes longer than to look for the key.
    if (bearer !== undefined) return bearer.startsWith(KEY_BEGINNING) ? undefined : byToken(bearer);
    return getCookie(c, cookie.name) === undefined ? undefined : sessions.identify(c.req.raw.headers);
  };
  return createMiddleware<AppEnv>(async (c, next) => {
    const found = await identify(c);
    if (found !== undefined) {
      const { userId } = found.caller;
      const memberships = await membershipsOf(userId);
      if (memberships.length > 0) {
        const owes = await owesFactor(userId, memberships);
        c.set("owesFactor", owes);
        c.set(owes ? "held" : "caller", { ...found.caller, memberships });
        for (const renewed of found.cookies) c.header("Set-Cookie", renewed, { append: true });
      } else {
        await sessions.revokeAll(userId);
        await audit({ event: "session-revoked", address: c.var.address, userId, detail: { which: "all", reason: "no-access" } });
      }
    }
    await next();
  });
};

const BEARER = /^Bearer (ork_[\w-]{1,100})$/;

/**
 * Finds out which program calls by a key. Its maker is looked up on every call too: a key is worth no more than who made it.
 * Other words in that header are somebody else's to read.
 */
export const identifyProgram = ({ apiKeys, memberships: membershipsOf, owesFactor }: { readonly apiKeys: ApiKeys; readonly memberships: Memberships; readonly owesFactor: OwesFactor }) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const key = BEARER.exec(c.req.header("Authorization") ?? "")?.[1];
    const holder = key === undefined || c.var.caller !== undefined || c.var.held !== undefined ? undefined : await apiKeys.identify(key);
    if (holder !== undefined) {
      const { keyId, userId, workspaceId, scopes } = holder;
      const memberships = await membershipsOf(userId);
      const membership = memberships.find((one) => one.workspaceId === workspaceId);
      const owes = membership !== undefined && (await owesFactor(userId, memberships));
      c.set("owesFactor", owes);
      if (membership !== undefined && !owes) c.set("program", { keyId, userId, scopes, membership });
    }
    await next();
  });

/** Programs without a cookie send no Origin and have nothing to abuse; browsers always send one with a change. */
export const guardOrigin = (allowed: OriginCheck) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const reading = c.req.method === "GET" || c.req.method === "HEAD";
    const origin = c.req.header("Origin");
    // No page of another site can make a browser send a bearer token, and with one no cookie counts.
    const harmless = (origin === undefined && c.req.header("Cookie") === undefined) || bearerOf(c) !== undefined;
    if (!reading && !harmless && !allowed(origin, c.req.header("Host"))) return problem(c, "wrong-origin");
    await next();
    return undefined;
  });

/** What is answered where nobody is who may ask: not signed in, or held for a second step that is owed. */
export const turnedAway = (c: Ctx): Response => problem(c, c.var.owesFactor ? "second-factor-required" : "not-signed-in");

/** Wraps a route that is also for who owes the second step: setting it up, seeing who one is, leaving. */
export const signedInOrHeld =
  (route: (c: Ctx, caller: Person) => Promise<Response>) =>
  async (c: Ctx): Promise<Response> => {
    const person = c.var.caller ?? c.var.held;
    return person === undefined ? turnedAway(c) : route(c, person);
  };

/** Wraps a route that is for the signed-in only, and hands it who that is. */
export const signedIn =
  (route: (c: Ctx, caller: Person) => Promise<Response>) =>
  async (c: Ctx): Promise<Response> =>
    c.var.caller === undefined ? turnedAway(c) : route(c, c.var.caller);
