/**
 * The one way a user comes into being: the first admin by setup, everybody else by an invitation, or by himself where
 * the workspace allows it.
 * Invariant: claiming the right to join, the user and the password are one transaction, so a crash leaves all or
 * nothing. The member record is written after it, through its port; while that has not worked, the accepted
 * invitation stays unsettled and is tried again at the next sign-in, so nobody is stranded between the two.
 */
import { and, desc, eq, gt, isNotNull, isNull, sql as raw } from "drizzle-orm";
import { err, ok, type Result, type Why } from "@outrider/shared/kernel";
import type { Orm } from "../db/client.ts";
import type { Database } from "../db/database.ts";
import { account, invitation, user, workspace } from "../db/schema/auth.ts";
import type { Clock, Random } from "../platform/clock.ts";
import { hashToken } from "./hash-token.ts";
import type { Members, Role } from "./members.ts";
import type { PasswordHash } from "./password-hash.ts";
import { passwordComplaint } from "./password-policy.ts";

export type AccountError =
  | { readonly code: "already-set-up" }
  | ({ readonly code: "weak-password" } & Why)
  | { readonly code: "invitation-invalid" }
  | { readonly code: "invitation-for-another" }
  | { readonly code: "email-taken" };

export type Joined = { readonly userId: string; readonly workspaceId: string; readonly email: string };

export type Accounts = {
  needsSetup(): Promise<boolean>;
  setup(input: {
    workspaceName: string;
    name: string;
    email: string;
    password: string;
  }): Promise<Result<Joined, AccountError>>;
  /** `email` may be given to say who means to accept; then it must be the invited one. */
  accept(input: {
    token: string;
    name: string;
    password: string;
    email?: string | undefined;
  }): Promise<Result<Joined, AccountError>>;
  /** Who registered by himself, where that is allowed and no mail can go out: a sales executive, his address unproven. */
  register(input: { workspaceId: string; name: string; email: string; password: string }): Promise<Result<Joined, AccountError>>;
  /** Somebody whose address another sign-in service vouches for joins without a password; `account` is that sign-in. */
  joinBy(account: OtherSignIn, who: { name: string; email: string; workspaceId: string | undefined }): Promise<Joined | undefined>;
  /** Writes member records that were promised and not written yet. */
  settle(userId: string): Promise<void>;
  /** For the sample workspace alone: its password is public and held against no rule. */
  addSample(input: SampleUsers): Promise<readonly SamplePerson[]>;
};

/** A sign-in elsewhere: its issuer, and what that calls the person for ever. */
export type OtherSignIn = { readonly providerId: string; readonly accountId: string };

export type SamplePerson = SampleUsers["people"][number] & { readonly userId: string };

export type SampleUsers = {
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly password: string;
  readonly people: readonly {
    readonly name: string;
    readonly email: string;
    readonly role: Role;
    readonly team: string;
  }[];
};

type Deps = {
  readonly database: Database;
  readonly members: Members;
  readonly passwords: PasswordHash;
  readonly clock: Clock;
  readonly random: Random;
};

/** Any number; makes two first admins in the same instant impossible on PostgreSQL. */
const SETUP_LOCK = 7_208_412;
const roles: Readonly<Record<string, Role>> = { admin: "admin", manager: "manager", exec: "exec" };

export const createAccounts = ({ database, members, passwords, clock, random }: Deps): Accounts => {
  const orm = database.drizzle;

  const noUsers = async (on: Orm): Promise<boolean> =>
    (await on.select({ id: user.id }).from(user).limit(1)).length === 0;

  type NewUser = { name: string; email: string; verified: boolean } & ({ passwordHash: string } | { by: OtherSignIn });
  const insertUser = async (on: Orm, who: NewUser): Promise<string> => {
    const userId = random.uuid();
    await on.insert(user).values({ id: userId, name: who.name, email: who.email, emailVerified: who.verified });
    await on
      .insert(account)
      .values({ userId, ...("by" in who ? who.by : { accountId: userId, providerId: "credential", password: who.passwordHash }) });
    return userId;
  };
  const isTaken = async (on: Orm, email: string): Promise<boolean> => (await on.select({ id: user.id }).from(user).where(eq(user.email, email))).length > 0;

  /** A founder's invitation of himself: made and used in one moment, and settled like any other. */
  const insertFounding = async (
    on: Orm,
    who: { userId: string; workspaceId: string; email: string; role: Role; team: string },
  ): Promise<void> => {
    const now = new Date(clock.now());
    await on.insert(invitation).values({
      id: random.uuid(),
      workspaceId: who.workspaceId,
      email: who.email,
      role: who.role,
      team: who.team,
      tokenHash: hashToken(random.token()),
      invitedBy: who.userId,
      expiresAt: now,
      usedAt: now,
      acceptedBy: who.userId,
    });
  };

  const settle = async (userId: string): Promise<void> => {
    const owed = await orm
      .select({
        id: invitation.id,
        workspaceId: invitation.workspaceId,
        role: invitation.role,
        team: invitation.team,
        name: user.name,
        email: user.email,
      })
      .from(invitation)
      .innerJoin(user, eq(user.id, invitation.acceptedBy))
      .where(and(eq(invitation.acceptedBy, userId), isNotNull(invitation.usedAt), isNull(invitation.settledAt)));
    for (const { id, workspaceId, role, team, name, email } of owed) {
      const known = roles[role];
      if (known === undefined) throw new Error(`invitation ${id} has the unknown role ${role}`);
      const made = await members.create({ workspaceId, userId, name, email, role: known, team: team ?? "" });
      if (!made.ok)
        throw new Error(`the member record of ${userId} was refused: ${made.error.code} ${made.error.message}`);
      await orm
        .update(invitation)
        .set({ settledAt: new Date(clock.now()) })
        .where(eq(invitation.id, id));
    }
  };

  const finish = async (joined: Joined): Promise<Result<Joined, AccountError>> => {
    await database.sync();
    await settle(joined.userId);
    await database.sync();
    return ok(joined);
  };

  return {
    needsSetup: () => noUsers(orm),

    async setup({ workspaceName, name, email: given, password }) {
      if (!(await noUsers(orm))) return err({ code: "already-set-up" });
      const email = given.toLowerCase();
      const complaint = passwordComplaint(password, [name, email, workspaceName]);
      if (complaint !== undefined) return err({ ...complaint, code: "weak-password" });
      const passwordHash = await passwords.hash(password);
      const joined = await orm.transaction(async (tx) => {
        await tx.execute(raw`select pg_advisory_xact_lock(${SETUP_LOCK})`);
        if (!(await noUsers(tx))) return undefined;
        const workspaceId = random.uuid();
        await tx.insert(workspace).values({ id: workspaceId, name: workspaceName });
        const userId = await insertUser(tx, { name, email, verified: false, passwordHash });
        await insertFounding(tx, { userId, workspaceId, email, role: "admin", team: "" });
        return { userId, workspaceId, email };
      });
      return joined === undefined ? err({ code: "already-set-up" }) : finish(joined);
    },

    async accept({ token, name, password, email }) {
      const tokenHash = hashToken(token);
      const open = and(
        eq(invitation.tokenHash, tokenHash),
        isNull(invitation.usedAt),
        gt(invitation.expiresAt, new Date(clock.now())),
      );
      // Looked at first so that a bad token costs no hashing; claimed below, where only one can.
      const [offered] = await orm.select().from(invitation).where(open);
      if (offered === undefined) return err({ code: "invitation-invalid" });
      if (email !== undefined && email.toLowerCase() !== offered.email) return err({ code: "invitation-for-another" });
      const complaint = passwordComplaint(password, [name, offered.email]);
      if (complaint !== undefined) return err({ ...complaint, code: "weak-password" });
      const passwordHash = await passwords.hash(password);

      const result = await orm.transaction(async (tx): Promise<Result<Joined, AccountError>> => {
        if (await isTaken(tx, offered.email)) return err({ code: "email-taken" });
        const claimed = await tx
          .update(invitation)
          .set({ usedAt: new Date(clock.now()) })
          .where(open)
          .returning({ id: invitation.id });
        if (claimed.length === 0) return err({ code: "invitation-invalid" });
        const userId = await insertUser(tx, { name, email: offered.email, verified: true, passwordHash });
        await tx.update(invitation).set({ acceptedBy: userId }).where(eq(invitation.id, offered.id));
        return ok({ userId, workspaceId: offered.workspaceId, email: offered.email });
      });
      return result.ok ? finish(result.value) : result;
    },

    async register({ workspaceId, name, email: given, password }) {
      const email = given.toLowerCase();
      const complaint = passwordComplaint(password, [name, email]);
      if (complaint !== undefined) return err({ ...complaint, code: "weak-password" });
      if (await isTaken(orm, email)) return err({ code: "email-taken" });
      const passwordHash = await passwords.hash(password);
      const joined = await orm.transaction(async (tx) => {
        if (await isTaken(tx, email)) return undefined;
        const userId = await insertUser(tx, { name, email, verified: false, passwordHash });
        await insertFounding(tx, { userId, workspaceId, email, role: "exec", team: "" });
        return { userId, workspaceId, email };
      });
      return joined === undefined ? err({ code: "email-taken" }) : finish(joined);
    },

    async joinBy(by, { name, email, workspaceId: open }) {
      const now = new Date(clock.now());
      const invited = and(eq(invitation.email, email), isNull(invitation.usedAt), gt(invitation.expiresAt, now));
      const joined = await orm.transaction(async (tx) => {
        if (await isTaken(tx, email)) return undefined;
        const [offered] = await tx.select({ id: invitation.id, workspaceId: invitation.workspaceId }).from(invitation).where(invited).orderBy(desc(invitation.createdAt)).limit(1);
        const workspaceId = offered?.workspaceId ?? open;
        if (workspaceId === undefined) return undefined;
        const userId = await insertUser(tx, { name, email, verified: true, by });
        if (offered === undefined) await insertFounding(tx, { userId, workspaceId, email, role: "exec", team: "" });
        else await tx.update(invitation).set({ usedAt: now, acceptedBy: userId }).where(eq(invitation.id, offered.id));
        return { userId, workspaceId, email };
      });
      if (joined !== undefined) await finish(joined);
      return joined;
    },

    settle,

    async addSample({ workspaceId, workspaceName, password, people }) {
      const passwordHash = await passwords.hash(password);
      const added = await orm.transaction(async (tx) => {
        await tx.insert(workspace).values({ id: workspaceId, name: workspaceName });
        const made: SamplePerson[] = [];
        for (const person of people) {
          const userId = await insertUser(tx, { name: person.name, email: person.email, verified: true, passwordHash });
          await insertFounding(tx, { ...person, userId, workspaceId });
          made.push({ ...person, userId });
        }
        return made;
      });
      for (const { userId } of added) await settle(userId);
      await database.sync();
      return added;
    },
  };
};
