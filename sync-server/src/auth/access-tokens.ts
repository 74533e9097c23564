/**
 * Access tokens for programs: signed, short-lived, about one session. Invariant: one algorithm is signed with and one is
 * taken; a token proves nothing by itself: whoever takes one still asks whether its session lives (auth/sessions.ts).
 */
import { SignJWT, jwtVerify } from "jose";
import { z } from "zod";
import type { Clock } from "../platform/clock.ts";

export type TokenSubject = { readonly userId: string; readonly sessionId: string };

export type AccessTokens = {
  /** Seconds. */
  readonly lifetime: number;
  sign(about: TokenSubject): Promise<string>;
  /** undefined: not ours, changed, or too old. */
  read(token: string): Promise<TokenSubject | undefined>;
};

const ISSUER = "outrider";
const AUDIENCE = "outrider-api";
const ALGORITHM = "HS256";
const claims = z.object({ sub: z.uuid(), sid: z.uuid() });

type Deps = { /** 32 bytes. */ readonly key: Buffer; readonly lifetime: number; readonly clock: Clock };

export const createAccessTokens = ({ key, lifetime, clock }: Deps): AccessTokens => ({
  lifetime,
  sign({ userId, sessionId }) {
    const now = Math.floor(clock.now() / 1000);
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: ALGORITHM, typ: "at+jwt" })
      .setSubject(userId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + lifetime)
      .sign(key);
  },
  async read(token) {
    try {
      const { payload } = await jwtVerify(token, key, { algorithms: [ALGORITHM], issuer: ISSUER, audience: AUDIENCE, typ: "at+jwt", currentDate: new Date(clock.now()), requiredClaims: ["exp"] });
      const read = claims.safeParse(payload);
      return read.success ? { userId: read.data.sub, sessionId: read.data.sid } : undefined;
    } catch {
      return undefined;
    }
  },
});
