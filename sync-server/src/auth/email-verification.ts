/**
 * Whether a person's address is his: a link in a mail says so. Invariant: the link is about one address of one person;
 * after a change of address it confirms nothing.
 */
import { and, eq } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { user } from "../db/schema/auth.ts";
import type { Clock } from "../platform/clock.ts";
import type { AccountMails } from "./account-mails.ts";
import type { OneTimeLinks } from "./one-time-links.ts";

export const VERIFY_HOURS = 24;

export type EmailVerification = {
  isVerified(userId: string): Promise<boolean>;
  /** Mails a link where it is not confirmed yet. False where no mail goes out. */
  ask(userId: string): Promise<boolean>;
  /** Whose address it was; undefined: the link is used, too old, or was never made. */
  complete(token: string): Promise<{ readonly userId: string } | undefined>;
};

type Deps = { readonly database: Database; readonly links: OneTimeLinks; readonly mails: AccountMails; readonly clock: Clock };

export const createEmailVerification = ({ database, links, mails, clock }: Deps): EmailVerification => {
  const orm = database.drizzle;
  return {
    async isVerified(userId) {
      const [found] = await orm.select({ verified: user.emailVerified }).from(user).where(eq(user.id, userId));
      return found?.verified === true;
    },
    async ask(userId) {
      const [found] = await orm.select({ email: user.email, verified: user.emailVerified }).from(user).where(eq(user.id, userId));
      if (found === undefined || found.verified || !mails.able) return false;
      const about = `${userId} ${found.email}`;
      await links.drop("verify", about);
      mails.verifyAddress(found.email, await links.make("verify", about, VERIFY_HOURS * 3_600_000), VERIFY_HOURS);
      return true;
    },
    async complete(token) {
      const about = await links.take("verify", token);
      const [userId = "", email = ""] = about?.split(" ") ?? [];
      if (userId === "") return undefined;
      const confirmed = await orm
        .update(user)
        .set({ emailVerified: true, updatedAt: new Date(clock.now()) })
        .where(and(eq(user.id, userId), eq(user.email, email)))
        .returning({ id: user.id });
      await database.sync();
      return confirmed.length === 0 ? undefined : { userId };
    },
  };
};
