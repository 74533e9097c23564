/**
 * Invitations: an admin makes one for an address, a role and a team; the link works once and for seven days.
 * Invariant: only the hash of its token is kept, and the token travels in the fragment of the link, which browsers
 * send to no server. How one is accepted is in auth/accounts.ts.
 */
import { and, desc, eq, gt, isNotNull, isNull } from "drizzle-orm";
import { DAY_MS, err, ok, type Result } from "@outrider/shared/kernel";
import type { Database } from "../db/database.ts";
import { invitation, user, workspace } from "../db/schema/auth.ts";
import type { Clock, Random } from "../platform/clock.ts";
import type { Log } from "../platform/logger.ts";
import { hashToken } from "./hash-token.ts";
import type { Mailer } from "./mailer.ts";
import type { Role } from "./members.ts";

export const INVITATION_DAYS = 7;

export type NewInvitation = {
  readonly workspaceId: string;
  readonly invitedBy: string;
  readonly email: string;
  readonly role: Role;
  readonly team: string;
};

/** `mailed` says whether the mail server took it; the link is for the admin to pass on in any case. */
export type MadeInvitation = {
  readonly id: string;
  readonly link: string;
  readonly expiresAt: string;
  readonly mailed: boolean;
};

export type InvitationView = {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly team: string;
  readonly expiresAt: string;
};

export type InvitationOffer = {
  readonly email: string;
  readonly workspaceName: string;
  readonly role: string;
  readonly expiresAt: string;
};

export type Invitations = {
  create(input: NewInvitation): Promise<Result<MadeInvitation, { readonly code: "email-taken" }>>;
  /** For who asks to join by himself: the secret of a link to be mailed to that address alone. Earlier ones are void. */
  createForSelf(input: { readonly workspaceId: string; readonly email: string }): Promise<string>;
  /** Those that can still be accepted. */
  list(workspaceId: string): Promise<readonly InvitationView[]>;
  withdraw(workspaceId: string, id: string): Promise<boolean>;
  /** What somebody holding the token may know before accepting. */
  look(token: string): Promise<InvitationOffer | undefined>;
};

type Deps = {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  /** Where people open the app. */
  readonly frontendUrl: string;
  readonly mailer: Mailer | undefined;
  readonly log: Log;
};

export const createInvitations = ({ database, clock, random, frontendUrl, mailer, log }: Deps): Invitations => {
  const orm = database.drizzle;
  /** Those people make for themselves are theirs alone. */
  const made = () => and(stillOpen(), isNotNull(invitation.invitedBy));
  const stillOpen = () => and(isNull(invitation.usedAt), gt(invitation.expiresAt, new Date(clock.now())));

  const mail = async (to: string, workspaceName: string, link: string): Promise<boolean> => {
    if (mailer === undefined) return false;
    try {
      const text = `You are invited to ${workspaceName} in Outrider.\n\nOpen this link within ${INVITATION_DAYS} days:\n${link}\n`;
      await mailer.send({ to, subject: `Invitation to ${workspaceName.replace(/\s+/g, " ")}`, text });
      return true;
    } catch (error) {
      log.warn({ error }, "an invitation could not be mailed");
      return false;
    }
  };

  return {
    async create({ workspaceId, invitedBy, email: given, role, team }) {
      const email = given.toLowerCase();
      const taken = await orm.select({ id: user.id }).from(user).where(eq(user.email, email));
      if (taken.length > 0) return err({ code: "email-taken" });
      const token = random.token();
      const id = random.uuid();
      const expiresAt = new Date(clock.now() + INVITATION_DAYS * DAY_MS);
      await orm
        .insert(invitation)
        .values({ id, workspaceId, email, role, team, tokenHash: hashToken(token), invitedBy, expiresAt });
      await database.sync();
      const [place] = await orm.select({ name: workspace.name }).from(workspace).where(eq(workspace.id, workspaceId));
      const link = `${frontendUrl}/invitation#${token}`;
      return ok({
        id,
        link,
        expiresAt: expiresAt.toISOString(),
        mailed: await mail(email, place?.name ?? "a workspace", link),
      });
    },

    async createForSelf({ workspaceId, email: given }) {
      const email = given.toLowerCase();
      const token = random.token();
      await orm.delete(invitation).where(and(eq(invitation.email, email), isNull(invitation.invitedBy), isNull(invitation.usedAt)));
      await orm.insert(invitation).values({
        id: random.uuid(),
        workspaceId,
        email,
        role: "exec",
        team: "",
        tokenHash: hashToken(token),
        expiresAt: new Date(clock.now() + INVITATION_DAYS * DAY_MS),
      });
      await database.sync();
      return token;
    },

    async list(workspaceId) {
      const rows = await orm
        .select()
        .from(invitation)
        .where(and(eq(invitation.workspaceId, workspaceId), made()))
        .orderBy(desc(invitation.createdAt));
      return rows.map(({ id, email, role, team, expiresAt }) => ({
        id,
        email,
        role,
        team: team ?? "",
        expiresAt: expiresAt.toISOString(),
      }));
    },

    async withdraw(workspaceId, id) {
      const gone = await orm
        .delete(invitation)
        .where(and(eq(invitation.id, id), eq(invitation.workspaceId, workspaceId), isNull(invitation.usedAt)))
        .returning({ id: invitation.id });
      await database.sync();
      return gone.length > 0;
    },

    async look(token) {
      const [row] = await orm
        .select({
          email: invitation.email,
          role: invitation.role,
          expiresAt: invitation.expiresAt,
          workspaceName: workspace.name,
        })
        .from(invitation)
        .innerJoin(workspace, eq(workspace.id, invitation.workspaceId))
        .where(and(eq(invitation.tokenHash, hashToken(token)), stillOpen()));
      return row === undefined ? undefined : { ...row, expiresAt: row.expiresAt.toISOString() };
    },
  };
};
