/**
 * Secrets that work once: what a link in a mail carries, a sign-in that still wants its second factor, a trip to
 * somebody else's sign-in page. Invariant: only the hash is kept, and taking one deletes it in the same statement, so of
 * two who show it one gets in, on any server of the instance. What has run out is swept with the ended sign-ins.
 */
import { and, eq, gt, like } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { verification } from "../db/schema/auth.ts";
import type { Clock, Random } from "../platform/clock.ts";
import { hashToken } from "./hash-token.ts";

export type Purpose = "reset" | "verify" | "challenge" | "open-id";

export type OneTimeLinks = {
  /** The secret, shown once. `about`: what it is for, e.g. a user's id. */
  make(purpose: Purpose, about: string, lastsMs: number): Promise<string>;
  /** What it is about, without using it up. */
  look(purpose: Purpose, token: string): Promise<string | undefined>;
  /** What it is about; undefined when it was used, is too old, or never was. */
  take(purpose: Purpose, token: string): Promise<string | undefined>;
  /** All of one purpose about the same are void. */
  drop(purpose: Purpose, about: string): Promise<void>;
};

type Deps = { readonly database: Database; readonly clock: Clock; readonly random: Random };

export const createOneTimeLinks = ({ database, clock, random }: Deps): OneTimeLinks => {
  const orm = database.drizzle;
  const named = (purpose: Purpose, token: string): string => `${purpose}:${hashToken(token)}`;
  return {
    async make(purpose, about, lastsMs) {
      const token = random.token();
      await orm.insert(verification).values({ identifier: named(purpose, token), value: about, expiresAt: new Date(clock.now() + lastsMs) });
      return token;
    },
    async look(purpose, token) {
      const [found] = await orm
        .select({ value: verification.value })
        .from(verification)
        .where(and(eq(verification.identifier, named(purpose, token)), gt(verification.expiresAt, new Date(clock.now()))));
      return found?.value;
    },
    async take(purpose, token) {
      const [taken] = await orm.delete(verification).where(eq(verification.identifier, named(purpose, token))).returning();
      return taken === undefined || taken.expiresAt.getTime() <= clock.now() ? undefined : taken.value;
    },
    async drop(purpose, about) {
      await orm.delete(verification).where(and(eq(verification.value, about), like(verification.identifier, `${purpose}:%`)));
    },
  };
};
