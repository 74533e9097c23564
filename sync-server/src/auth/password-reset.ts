/**
 * A new password: for who forgot the old one, by a link in a mail; and for who is signed in and knows it.
 * Invariant: asking is answered alike, and at once, for every address; a link works once, for half an hour, and only the
 * last one; nothing is hashed for a link that is not good; with the new password every other session has ended.
 */
import { and, eq } from "drizzle-orm";
import { err, ok, type Result, type Why } from "@outrider/shared/kernel";
import type { Orm } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import { account, user } from "../db/schema/auth.ts";
import type { Background } from "../platform/background.ts";
import type { Clock } from "../platform/clock.ts";
import type { AccountMails } from "./account-mails.ts";
import type { Memberships } from "./memberships.ts";
import type { OneTimeLinks } from "./one-time-links.ts";
import type { PasswordHash } from "./password-hash.ts";
import { passwordComplaint } from "./password-policy.ts";
import type { Sessions } from "./sessions.ts";

export const RESET_MINUTES = 30;

export type NewPasswordError = { readonly code: "link-invalid" } | { readonly code: "wrong-password" } | ({ readonly code: "weak-password" } & Why);

export type PasswordReset = {
  /** Says nothing; whoever has an account and a place to go gets a mail. */
  ask(email: string): void;
  complete(token: string, password: string): Promise<Result<{ readonly userId: string; readonly email: string }, NewPasswordError>>;
  /** `sessionId` stays. The caller has counted the guess. */
  change(who: { readonly userId: string; readonly sessionId: string }, current: string, password: string): Promise<Result<void, NewPasswordError>>;
};

type Deps = {
  readonly database: Database;
  readonly links: OneTimeLinks;
  readonly mails: AccountMails;
  readonly passwords: PasswordHash;
  readonly memberships: Memberships;
  readonly sessions: Pick<Sessions, "revokeAll">;
  readonly background: Background;
  readonly clock: Clock;
};

export const createPasswordReset = ({ database, links, mails, passwords, memberships, sessions, background, clock }: Deps): PasswordReset => {
  const orm = database.drizzle;
  const credential = (userId: string) => and(eq(account.userId, userId), eq(account.providerId, "credential"));

  const set = async (tx: Orm, userId: string, password: string): Promise<void> => {
    const changed = await tx.update(account).set({ password, updatedAt: new Date(clock.now()) }).where(credential(userId)).returning({ id: account.id });
    if (changed.length === 0) await tx.insert(account).values({ userId, accountId: userId, providerId: "credential", password });
  };
  const complaintOf = (password: string, person: { name: string; email: string }): NewPasswordError | undefined => {
    const complaint = passwordComplaint(password, [person.name, person.email]);
    return complaint && { ...complaint, code: "weak-password" };
  };
  /** The links of before are void, and whoever is signed in elsewhere is so no more. */
  const settle = async (userId: string, email: string, except?: string): Promise<void> => {
    await links.drop("reset", userId);
    await links.drop("challenge", userId);
    await sessions.revokeAll(userId, except);
    await database.sync();
    mails.passwordChanged(email);
  };

  return {
    ask(given) {
      background.run("a password reset could not be prepared", async () => {
        const [found] = await orm.select({ id: user.id, email: user.email }).from(user).where(eq(user.email, given.toLowerCase()));
        if (found === undefined || !mails.able || (await memberships(found.id)).length === 0) return;
        await links.drop("reset", found.id);
        mails.passwordReset(found.email, await links.make("reset", found.id, RESET_MINUTES * 60_000), RESET_MINUTES);
      });
    },

    async complete(token, password) {
      const userId = await links.look("reset", token);
      const [person] = userId === undefined ? [] : await orm.select({ name: user.name, email: user.email }).from(user).where(eq(user.id, userId));
      if (userId === undefined || person === undefined) return err({ code: "link-invalid" });
      const complaint = complaintOf(password, person);
      if (complaint !== undefined) return err(complaint);
      const hash = await passwords.hash(password);
      if ((await links.take("reset", token)) !== userId) return err({ code: "link-invalid" });
      await orm.transaction(async (tx) => {
        await set(tx, userId, hash);
        // Who opened the mail has the address.
        await tx.update(user).set({ emailVerified: true, updatedAt: new Date(clock.now()) }).where(eq(user.id, userId));
      });
      await settle(userId, person.email);
      return ok({ userId, email: person.email });
    },

    async change({ userId, sessionId }, current, password) {
      const [person] = await orm.select({ name: user.name, email: user.email, hash: account.password }).from(user).innerJoin(account, eq(account.userId, user.id)).where(credential(userId));
      const known = person?.hash ?? null;
      if (person === undefined || known === null || !(await passwords.verify({ hash: known, password: current }))) return err({ code: "wrong-password" });
      const complaint = complaintOf(password, person);
      if (complaint !== undefined) return err(complaint);
      const hash = await passwords.hash(password);
      await orm.transaction((tx) => set(tx, userId, hash));
      await settle(userId, person.email, sessionId);
      return ok(undefined);
    },
  };
};
