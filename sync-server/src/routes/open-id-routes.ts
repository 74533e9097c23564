/**
 * /api/auth/google, /api/auth/oidc and their callbacks: the way in by somebody else's sign-in page. A browser is led on by
 * redirects, to the app or to its sign-in page with a word of why not; any other caller is answered as everywhere.
 * Invariant: every refusal is in the audit log with its reason; the person hears only that it did not work.
 */
import { Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Audit } from "../auth/audit.ts";
import type { OpenId } from "../auth/open-id.ts";
import { TRIP_MINUTES } from "../auth/open-id.ts";
import type { OpenIdPeople } from "../auth/open-id-people.ts";
import type { OpenIdProvider } from "../auth/open-id-providers.ts";
import type { SignIn } from "../auth/sign-in.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { type EnteringDeps, entering, fromOf } from "./entering.ts";
import { type ProblemCode, problem } from "./problem.ts";

export type OpenIdRoutesDeps = EnteringDeps & {
  readonly openId: OpenId;
  readonly openIdPeople: OpenIdPeople;
  readonly signIn: SignIn;
  readonly audit: Audit;
  readonly cookie: { readonly secure: boolean };
  /** `https://host` of the app where it is opened at another address than this server, else "". */
  readonly home: string;
};

export const openIdRoutes = (deps: OpenIdRoutesDeps): Hono<AppEnv> => {
  const { openId, openIdPeople, signIn, audit, cookie, home } = deps;
  const { way } = entering(deps);
  const trip = cookie.secure ? "__Host-outrider_trip" : "outrider_trip";
  const options = { path: "/", httpOnly: true, sameSite: "Lax", secure: cookie.secure } as const;
  const isPage = (c: Ctx): boolean => c.req.header("Accept")?.includes("text/html") === true;
  const refuse = (c: Ctx, code: ProblemCode): Response => (isPage(c) ? c.redirect(`${home}/sign-in#problem=${code}`) : problem(c, code));

  const start = (provider: OpenIdProvider) => async (c: Ctx) => {
    const started = await openId.start(provider);
    if (!started.ok) return refuse(c, started.error.code);
    setCookie(c, trip, started.value.secret, { ...options, maxAge: TRIP_MINUTES * 60 });
    return c.redirect(started.value.to);
  };

  const finish = (provider: OpenIdProvider) => async (c: Ctx) => {
    const { address } = c.var;
    const secret = getCookie(c, trip);
    deleteCookie(c, trip, { path: options.path, secure: options.secure });
    const claims = await openId.finish(provider, secret, new URL(c.req.url).search);
    const found = claims.ok ? await openIdPeople(claims.value, address) : claims;
    if (!found.ok) {
      const email = claims.ok ? claims.value.email : undefined;
      await audit({ event: "open-id-refused", address, detail: { provider: provider.id, reason: found.error.reason, ...(email === undefined ? {} : { email }) } });
      return refuse(c, found.error.code);
    }
    const entered = await signIn.proved(found.value.userId, fromOf(c), provider.id);
    if (!entered.ok) return refuse(c, entered.error.code);
    if (!isPage(c)) return way(c, entered.value);
    if ("challenge" in entered.value) return c.redirect(`${home}/sign-in#challenge=${entered.value.challenge}`);
    for (const value of entered.value.cookies) c.header("Set-Cookie", value, { append: true });
    return c.redirect(`${home}/`);
  };

  const routes = new Hono<AppEnv>();
  for (const provider of openId.providers) routes.get(`/${provider.id}`, start(provider)).get(`/${provider.id}/callback`, finish(provider));
  return routes;
};
