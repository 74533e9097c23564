/**
 * Signing in with e-mail and password, in this order: counted, hashed, checked for a place to go.
 * Invariant: an unknown address takes as long as a known one and gets the same answer; who has no active
 * membership gets no session.
 */
import { APIError } from "better-auth/api";
import { type Result, err, ok } from "@outrider/shared/kernel";
import type { Database } from "../db/database.ts";
import type { Accounts } from "./accounts.ts";
import type { Audit } from "./audit.ts";
import { ADDRESS_HEADER, type Auth } from "./better-auth.ts";
import type { Memberships } from "./memberships.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

export type SignInRequest = {
  readonly email: string;
  readonly password: string;
  readonly address: string;
  readonly userAgent: string;
};

export type SignInError =
  | { readonly code: "too-many-attempts"; readonly retryAfterSeconds: number }
  | { readonly code: "wrong-credentials" }
  | { readonly code: "no-access" };

/** `cookies` are for the answer in hand. */
export type SignedIn = { readonly userId: string; readonly cookies: readonly string[] };

export type SignIn = (request: SignInRequest) => Promise<Result<SignedIn, SignInError>>;

type Deps = {
  readonly auth: Auth;
  readonly database: Database;
  readonly accounts: Accounts;
  readonly memberships: Memberships;
  readonly throttle: SignInThrottle;
  readonly audit: Audit;
};

export const createSignIn = ({ auth, database, accounts, memberships, throttle, audit }: Deps): SignIn => {
  const check = async ({ email, password, address, userAgent }: SignInRequest) => {
    try {
      return await auth.api.signInEmail({
        body: { email, password },
        headers: new Headers({ [ADDRESS_HEADER]: address, "user-agent": userAgent }),
        returnHeaders: true,
      });
    } catch (error) {
      if (error instanceof APIError && error.statusCode === 401) return undefined;
      throw error;
    }
  };

  return async (request) => {
    const { email, address } = request;
    const retryAfterSeconds = await throttle.attempt(email, address);
    if (retryAfterSeconds !== undefined) {
      await audit({ event: "sign-in-throttled", address, detail: { email } });
      return err({ code: "too-many-attempts", retryAfterSeconds });
    }
    const entered = await check(request);
    if (entered === undefined) {
      await audit({ event: "sign-in-refused", address, detail: { email } });
      return err({ code: "wrong-credentials" });
    }
    await throttle.succeeded(email, address);
    const { user, token } = entered.response;
    await accounts.settle(user.id);
    if ((await memberships(user.id)).length === 0) {
      const context = await auth.$context;
      await context.internalAdapter.deleteSession(token);
      await audit({ event: "sign-in-refused", address, userId: user.id, detail: { reason: "no-access" } });
      return err({ code: "no-access" });
    }
    await audit({ event: "signed-in", address, userId: user.id });
    await database.sync();
    return ok({ userId: user.id, cookies: entered.headers.getSetCookie() });
  };
};
