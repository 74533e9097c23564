/**
 * The trip to somebody else's sign-in page and back: OpenID Connect, authorization code with PKCE, state and nonce.
 * Invariant: all three come from one secret that the browser alone holds in a cookie, and of which we keep the hash, to be
 * taken once: an answer that is not for this browser, or comes twice, is nothing. The ID token's signature is checked by
 * the issuer's keys, in the one algorithm that was agreed; nothing it says is believed otherwise. Who that person is here
 * is decided in auth/open-id-people.ts.
 */
import { createHash } from "node:crypto";
import * as openid from "openid-client";
import { z } from "zod";
import { type Result, err, ok } from "@outrider/shared/kernel";
import type { Log } from "../platform/logger.ts";
import type { OneTimeLinks } from "./one-time-links.ts";
import type { OpenIdProvider } from "./open-id-providers.ts";
import { givenName } from "./person-name.ts";

export const TRIP_MINUTES = 10;

export type OpenIdClaims = { readonly issuer: string; readonly subject: string; readonly email: string | undefined; readonly emailVerified: boolean; readonly name: string | undefined };
/** `reason` is for the audit log. */
export type TripError = { readonly code: "open-id-refused" | "open-id-away"; readonly reason: string };

export type OpenId = {
  readonly providers: readonly OpenIdProvider[];
  /** Where to send the browser, and the secret it is to keep. */
  start(provider: OpenIdProvider): Promise<Result<{ readonly to: string; readonly secret: string }, TripError>>;
  /** `query`: of the address the browser came back to, as it is. */
  finish(provider: OpenIdProvider, secret: string | undefined, query: string): Promise<Result<OpenIdClaims, TripError>>;
};

const SCOPE = "openid email profile";
const TIMEOUT_SECONDS = 10;
const part = (secret: string, what: string): string => createHash("sha256").update(`outrider ${what} ${secret}`).digest("base64url");

const said = z.object({ email: z.email().max(254).optional().catch(undefined), email_verified: z.literal(true).optional().catch(undefined), name: givenName.optional().catch(undefined) });
/** As the standard limits it; nothing else is looked up in a database. */
const subject = /^[\x20-\x7e]{1,255}$/;

type Deps = { readonly providers: readonly OpenIdProvider[]; readonly links: OneTimeLinks; readonly log: Log };

export const createOpenId = ({ providers, links, log }: Deps): OpenId => {
  const known = new Map<string, Promise<openid.Configuration>>();

  const configure = async ({ issuer, clientId, clientSecret, algorithm, endpoints }: OpenIdProvider): Promise<openid.Configuration> => {
    const metadata = { id_token_signed_response_alg: algorithm, [openid.clockTolerance]: 30 };
    const authentication = clientSecret === undefined ? openid.None() : openid.ClientSecretPost(clientSecret);
    // Only an issuer on this machine may be without TLS: the environment's check sees to that.
    const execute = [openid.enableNonRepudiationChecks, ...(issuer.startsWith("http:") ? [openid.allowInsecureRequests] : [])];
    if (endpoints === undefined) return openid.discovery(new URL(issuer), clientId, metadata, authentication, { execute, timeout: TIMEOUT_SECONDS });
    const configuration = new openid.Configuration({ issuer, ...endpoints }, clientId, metadata, authentication);
    configuration.timeout = TIMEOUT_SECONDS;
    for (const each of execute) each(configuration);
    return configuration;
  };
  /** Asked once it answers; an issuer that is away now is asked again the next time. */
  const configurationOf = (provider: OpenIdProvider): Promise<openid.Configuration> => {
    const before = known.get(provider.id);
    if (before !== undefined) return before;
    const asking = configure(provider).catch((error: unknown) => {
      known.delete(provider.id);
      throw error;
    });
    known.set(provider.id, asking);
    return asking;
  };
  const reachable = async (provider: OpenIdProvider): Promise<openid.Configuration | undefined> => {
    try {
      return await configurationOf(provider);
    } catch (error) {
      log.warn({ error, provider: provider.id }, "a sign-in provider does not answer");
      return undefined;
    }
  };
  const away = err({ code: "open-id-away", reason: "provider-away" } as const);

  return {
    providers,
    async start(provider) {
      const configuration = await reachable(provider);
      if (configuration === undefined) return away;
      const secret = await links.make("open-id", provider.id, TRIP_MINUTES * 60_000);
      const to = openid.buildAuthorizationUrl(configuration, {
        redirect_uri: provider.callback,
        scope: SCOPE,
        state: part(secret, "state"),
        nonce: part(secret, "nonce"),
        code_challenge: await openid.calculatePKCECodeChallenge(part(secret, "verifier")),
        code_challenge_method: "S256",
      });
      return ok({ to: to.href, secret });
    },
    async finish(provider, secret, query) {
      const refused = (reason: string) => err({ code: "open-id-refused", reason } as const);
      if (secret === undefined || (await links.take("open-id", secret)) !== provider.id) return refused("no-trip");
      const configuration = await reachable(provider);
      if (configuration === undefined) return away;
      const current = new URL(provider.callback);
      current.search = query;
      try {
        const tokens = await openid.authorizationCodeGrant(configuration, current, { expectedState: part(secret, "state"), expectedNonce: part(secret, "nonce"), pkceCodeVerifier: part(secret, "verifier"), idTokenExpected: true });
        const claims = tokens.claims();
        if (claims === undefined) return refused("no-id-token");
        if (!subject.test(claims.sub)) return refused("bad-subject");
        const more = claims["email"] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined ? await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
        const { email, email_verified: verified, name } = said.parse({ ...more, ...claims });
        return ok({ issuer: claims.iss, subject: claims.sub, email: email?.toLowerCase(), emailVerified: verified === true, name });
      } catch (error) {
        return refused(reasonOf(error));
      }
    },
  };
};

/** A short word of the library's or the provider's; nothing that was in a token. */
const reasonOf = (error: unknown): string => {
  const { code, error: answered } = z.object({ code: z.string().optional().catch(undefined), error: z.string().optional().catch(undefined) }).catch({}).parse(error);
  return (answered ?? code ?? "unknown").slice(0, 60).replaceAll(/[^\w.-]/g, "");
};
