/**
 * Joining by oneself, where an admin has allowed it: one asks with an address, and completes it by the link in a mail,
 * where the password is chosen, so nobody can lie in wait under an address that is not his.
 * Invariant: asking is answered alike, and at once, for every address. Only a developer's server without mail makes the
 * account at once, and then has to say that an address is taken.
 */
import { asc, eq } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { user, workspace } from "../db/schema/auth.ts";
import type { Background } from "../platform/background.ts";
import type { AccountMails } from "./account-mails.ts";
import { INVITATION_DAYS, type Invitations } from "./invitations.ts";

export type OpenWorkspace = { readonly workspaceId: string; readonly name: string };
export type RegistrationWay = "closed" | "by-mail" | "at-once";

export type Registration = {
  /** The workspace people may join by themselves; the oldest of several. */
  place(): Promise<OpenWorkspace | undefined>;
  way(place: OpenWorkspace | undefined): RegistrationWay;
  /** Says nothing; a mail goes to that address, whoever it belongs to. */
  ask(place: OpenWorkspace, email: string): void;
};

type Deps = {
  readonly database: Database;
  readonly invitations: Pick<Invitations, "createForSelf">;
  readonly mails: AccountMails;
  readonly background: Background;
  readonly production: boolean;
};

export const createRegistration = ({ database, invitations, mails, background, production }: Deps): Registration => {
  const orm = database.drizzle;
  return {
    async place() {
      const [open] = await orm.select({ workspaceId: workspace.id, name: workspace.name }).from(workspace).where(eq(workspace.selfRegistration, true)).orderBy(asc(workspace.createdAt)).limit(1);
      return open;
    },
    way: (place) => (place === undefined ? "closed" : mails.able ? "by-mail" : production ? "closed" : "at-once"),
    ask({ workspaceId, name }, given) {
      background.run("a registration could not be prepared", async () => {
        const email = given.toLowerCase();
        const known = await orm.select({ id: user.id }).from(user).where(eq(user.email, email));
        if (known.length > 0) mails.alreadyRegistered(email);
        else mails.completeRegistration(email, name, await invitations.createForSelf({ workspaceId, email }), INVITATION_DAYS);
      });
    },
  };
};
