/**
 * Whether this is the password of that address. Invariant: an unknown address, and one without a password, takes as long
 * as a wrong password. Opens no session and counts no guess.
 */
import { and, eq } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { account, user } from "../db/schema/auth.ts";
import type { PasswordHash } from "./password-hash.ts";

export type Credentials = {
  /** The user's id. */
  check(email: string, password: string): Promise<string | undefined>;
  checkOf(userId: string, password: string): Promise<boolean>;
  hasPassword(userId: string): Promise<boolean>;
  emailOf(userId: string): Promise<string | undefined>;
};

export const createCredentials = ({ database, passwords }: { readonly database: Database; readonly passwords: PasswordHash }): Credentials => {
  const orm = database.drizzle;
  const isPassword = eq(account.providerId, "credential");
  const compare = async (hash: string | null | undefined, password: string): Promise<boolean> => {
    if (typeof hash === "string") return passwords.verify({ hash, password });
    await passwords.hash(password);
    return false;
  };
  const hashOf = async (userId: string): Promise<string | null | undefined> =>
    (await orm.select({ hash: account.password }).from(account).where(and(isPassword, eq(account.userId, userId))))[0]?.hash;
  return {
    async check(email, password) {
      const [found] = await orm
        .select({ userId: user.id, hash: account.password })
        .from(user)
        .innerJoin(account, and(eq(account.userId, user.id), isPassword))
        .where(eq(user.email, email.toLowerCase()));
      return (await compare(found?.hash, password)) ? found?.userId : undefined;
    },
    async checkOf(userId, password) {
      return compare(await hashOf(userId), password);
    },
    async hasPassword(userId) {
      return typeof (await hashOf(userId)) === "string";
    },
    async emailOf(userId) {
      return (await orm.select({ email: user.email }).from(user).where(eq(user.id, userId)))[0]?.email;
    },
  };
};
