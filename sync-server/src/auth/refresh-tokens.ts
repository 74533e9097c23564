/**
 * How a program goes on after its access token has run out: by a secret that works once and brings the next one.
 * Invariant: all of one session are a family; who shows one that was used already ends the session, and with it all of
 * them and every access token, for it cannot be told which of the two who had it is the thief.
 */
import { and, eq, gt, isNull } from "drizzle-orm";
import { type Result, err, ok } from "@outrider/shared/kernel";
import type { Database } from "../db/database.ts";
import { refreshToken, session } from "../db/schema/auth.ts";
import type { Clock, Random } from "../platform/clock.ts";
import type { TokenSubject } from "./access-tokens.ts";
import { hashToken } from "./hash-token.ts";
import type { Sessions } from "./sessions.ts";

export type RefreshTokens = {
  issue(sessionId: string): Promise<string>;
  rotate(token: string): Promise<Result<TokenSubject & { readonly next: string }, { readonly code: "unknown" } | ({ readonly code: "reused" } & TokenSubject)>>;
};

type Deps = { readonly database: Database; readonly sessions: Pick<Sessions, "revoke">; readonly lifetime: number; readonly clock: Clock; readonly random: Random };

export const createRefreshTokens = ({ database, sessions, lifetime, clock, random }: Deps): RefreshTokens => {
  const orm = database.drizzle;
  const expiry = (): Date => new Date(clock.now() + lifetime * 1000);
  return {
    async issue(sessionId) {
      const token = random.token();
      await orm.insert(refreshToken).values({ tokenHash: hashToken(token), sessionId, expiresAt: expiry() });
      await database.sync();
      return token;
    },
    async rotate(token) {
      const tokenHash = hashToken(token);
      const now = new Date(clock.now());
      const next = random.token();
      const about = await orm.transaction(async (tx) => {
        const [taken] = await tx
          .update(refreshToken)
          .set({ usedAt: now })
          .where(and(eq(refreshToken.tokenHash, tokenHash), isNull(refreshToken.usedAt), gt(refreshToken.expiresAt, now)))
          .returning({ sessionId: refreshToken.sessionId });
        if (taken === undefined) return undefined;
        const [alive] = await tx
          .update(session)
          .set({ expiresAt: expiry(), updatedAt: now })
          .where(and(eq(session.id, taken.sessionId), gt(session.expiresAt, now)))
          .returning({ userId: session.userId, sessionId: session.id });
        if (alive === undefined) return undefined;
        await tx.insert(refreshToken).values({ tokenHash: hashToken(next), sessionId: taken.sessionId, expiresAt: expiry() });
        return alive;
      });
      await database.sync();
      if (about !== undefined) return ok({ ...about, next });
      const [used] = await orm
        .select({ sessionId: session.id, userId: session.userId, usedAt: refreshToken.usedAt })
        .from(refreshToken)
        .innerJoin(session, eq(session.id, refreshToken.sessionId))
        .where(eq(refreshToken.tokenHash, tokenHash));
      if (used === undefined || used.usedAt === null) return err({ code: "unknown" });
      const { userId, sessionId } = used;
      await sessions.revoke(userId, sessionId);
      return err({ code: "reused", userId, sessionId });
    },
  };
};
