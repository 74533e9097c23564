/**
 * Who somebody is here whom another sign-in service vouches for. Invariant: a person is known by issuer and subject, never
 * by an address; an address joins the two once, and only where both sides have proved it. Nobody comes in uninvited
 * unless the workspace takes everybody.
 */
import { and, eq } from "drizzle-orm";
import { type Result, err, ok } from "@outrider/shared/kernel";
import type { Database } from "../db/database.ts";
import { account, user } from "../db/schema/auth.ts";
import type { Accounts } from "./accounts.ts";
import type { Audit } from "./audit.ts";
import type { OpenIdClaims } from "./open-id.ts";
import type { Registration } from "./registration.ts";

/** All are one refusal to the person; the audit log has the reason. */
type Unknown = { readonly code: "open-id-unknown"; readonly reason: "no-email" | "email-unverified" | "account-unverified" | "not-invited" };

export type OpenIdPeople = (claims: OpenIdClaims, address: string) => Promise<Result<{ readonly userId: string }, Unknown>>;

type Deps = { readonly database: Database; readonly accounts: Pick<Accounts, "joinBy">; readonly registration: Pick<Registration, "place">; readonly audit: Audit };

export const createOpenIdPeople = ({ database, accounts, registration, audit }: Deps): OpenIdPeople => {
  const orm = database.drizzle;
  return async ({ issuer: providerId, subject: accountId, email, emailVerified, name }, address) => {
    const unknown = (reason: Unknown["reason"]) => err({ code: "open-id-unknown", reason } as const);
    const [known] = await orm.select({ userId: account.userId }).from(account).where(and(eq(account.providerId, providerId), eq(account.accountId, accountId)));
    if (known !== undefined) return ok(known);
    if (email === undefined) return unknown("no-email");
    if (!emailVerified) return unknown("email-unverified");

    const [same] = await orm.select({ userId: user.id, verified: user.emailVerified }).from(user).where(eq(user.email, email));
    if (same !== undefined) {
      if (!same.verified) return unknown("account-unverified");
      await orm.insert(account).values({ userId: same.userId, providerId, accountId }).onConflictDoNothing();
      await audit({ event: "open-id-linked", address, userId: same.userId, detail: { issuer: providerId } });
      return ok({ userId: same.userId });
    }
    const open = await registration.place();
    const joined = await accounts.joinBy({ providerId, accountId }, { name: name ?? email, email, workspaceId: open?.workspaceId });
    if (joined === undefined) return unknown("not-invited");
    await audit({ event: "registered", address, userId: joined.userId, workspaceId: joined.workspaceId, detail: { by: providerId } });
    return ok({ userId: joined.userId });
  };
};
