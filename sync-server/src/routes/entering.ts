/**
 * What the answer to a way in holds: a browser gets a cookie that no script reads, a program its tokens.
 * Invariant: never both. A browser says where its page is from with every change (Origin), a program says nothing; so no
 * page can make a browser fetch tokens for it, and no program keeps a cookie that it would send along unawares.
 */
import type { Why } from "@outrider/shared/kernel";
import { problemWhy } from "@outrider/shared/protocol";
import type { AccessTokens } from "../auth/access-tokens.ts";
import type { Entered, From } from "../auth/entrance.ts";
import type { Memberships } from "../auth/memberships.ts";
import type { OwesFactor } from "../auth/owed-factor.ts";
import type { RefreshTokens } from "../auth/refresh-tokens.ts";
import type { Caller, Sessions } from "../auth/sessions.ts";
import type { SignInError, Way } from "../auth/sign-in.ts";
import { answer } from "./answer.ts";
import type { Ctx, Person } from "./context.ts";
import { problem, saidOf } from "./problem.ts";

export type EnteringDeps = {
  readonly sessions: Sessions;
  readonly memberships: Memberships;
  readonly owesFactor: OwesFactor;
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
};

export const fromOf = (c: Ctx): From => ({ address: c.var.address, userAgent: (c.req.header("User-Agent") ?? "").slice(0, 300) });

/** Programs send no Origin; a browser does with each call that changes something. */
const isProgram = (c: Ctx): boolean => c.req.header("Origin") === undefined;

/** `owes`: the second step has to be set up before anything else. */
export const meOf = ({ userId, sessionId, name, email, memberships }: Person, owes: boolean) => ({ user: { id: userId, name, email }, sessionId, memberships, secondFactorRequired: owes });

export const entering = ({ sessions, memberships, owesFactor, accessTokens, refreshTokens }: EnteringDeps) => {
  const tokensOf = async (about: { userId: string; sessionId: string }, refreshToken: string) => {
    const accessToken = await accessTokens.sign(about);
    return { token: accessToken, accessToken, refreshToken, tokenType: "Bearer", expiresIn: accessTokens.lifetime };
  };

  const personOf = async (caller: Caller) => {
    const places = await memberships(caller.userId);
    return meOf({ ...caller, memberships: places }, await owesFactor(caller.userId, places));
  };

  const entered = async (c: Ctx, { cookies, ...caller }: Entered): Promise<Response> => {
    const person = await personOf(caller);
    if (isProgram(c)) return answer(c, { ...person, ...(await tokensOf(caller, await refreshTokens.issue(caller.sessionId))) });
    for (const cookie of cookies) c.header("Set-Cookie", cookie, { append: true });
    return answer(c, person);
  };

  return {
    entered,

    /** In, or asked for the second step. */
    way: (c: Ctx, found: Way): Promise<Response> => ("challenge" in found ? Promise.resolve(answer(c, { secondFactor: true, ...found })) : entered(c, found)),

    refreshed: async (c: Ctx, about: { userId: string; sessionId: string }, next: string): Promise<Response> => {
      const caller = await sessions.callerOf(about);
      return caller === undefined ? problem(c, "refresh-invalid") : answer(c, { ...(await personOf(caller)), ...(await tokensOf(about, next)) });
    },

    refused: (c: Ctx, error: SignInError): Response => {
      if (error.code === "wrong-code") return wrongCode(c);
      if (error.code !== "too-many-attempts") return problem(c, error.code);
      return tooMany(c, error.retryAfterSeconds, "many-wrong-guesses");
    },
  };
};

export const wrongCode = (c: Ctx): Response => problem(c, "wrong-code", { errors: [{ field: "code", ...problemWhy("code-wrong") }] });

export const tooMany = (c: Ctx, retryAfterSeconds: number, what: "many-questions" | "many-wrong-codes" | "many-wrong-guesses" | "many-wrong-passwords"): Response =>
  problem(c, "too-many-attempts", { retryAfterSeconds, why: problemWhy(what, { minutes: Math.ceil(retryAfterSeconds / 60) }) });

export const weak = (error: Why) => ({ why: error, errors: [{ field: "password", ...saidOf(error) }] });
