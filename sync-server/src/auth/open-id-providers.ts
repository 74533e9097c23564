/** Whose sign-in this instance takes besides its own, out of the environment: Google, and any one OpenID Connect issuer. */
import { type Env, serverUrl } from "../env.ts";

export type OpenIdProvider = {
  /** In addresses of ours: /api/auth/<id>. */
  readonly id: "google" | "oidc";
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** undefined: a public client, which has none. */
  readonly clientSecret: string | undefined;
  /** Where it sends people back to. */
  readonly callback: string;
  readonly algorithm: string;
  /** Known without asking; otherwise the issuer is asked when it is first needed. */
  readonly endpoints?: { readonly authorization_endpoint: string; readonly token_endpoint: string; readonly jwks_uri: string; readonly userinfo_endpoint: string };
};

const GOOGLE = {
  issuer: "https://accounts.google.com",
  algorithm: "RS256",
  endpoints: {
    authorization_endpoint: "https://accounts.google.com/o/oauth2/v2/auth",
    token_endpoint: "https://oauth2.googleapis.com/token",
    jwks_uri: "https://www.googleapis.com/oauth2/v3/certs",
    userinfo_endpoint: "https://openidconnect.googleapis.com/v1/userinfo",
  },
} as const;

export const openIdProviders = (env: Env): readonly OpenIdProvider[] => {
  const home = serverUrl(env);
  return [
    ...(env.GOOGLE_CLIENT_ID === undefined
      ? []
      : [{ ...GOOGLE, id: "google" as const, name: "Google", clientId: env.GOOGLE_CLIENT_ID, clientSecret: env.GOOGLE_CLIENT_SECRET, callback: env.GOOGLE_CALLBACK_URL ?? `${home}/api/auth/google/callback` }]),
    ...(env.OIDC_ISSUER === undefined || env.OIDC_CLIENT_ID === undefined
      ? []
      : [{ id: "oidc" as const, name: env.OIDC_NAME, issuer: env.OIDC_ISSUER, algorithm: env.OIDC_ALGORITHM, clientId: env.OIDC_CLIENT_ID, clientSecret: env.OIDC_CLIENT_SECRET, callback: env.OIDC_CALLBACK_URL ?? `${home}/api/auth/oidc/callback` }]),
  ];
};
