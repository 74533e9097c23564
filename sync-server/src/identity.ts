/**
 * Puts the parts of sign-in together, with the feed between them: sign-in asks the feed who is a member, and the
 * feed asks sign-in whether a session lives.
 */
import type { Database } from "./db/database.ts";
import type { Env } from "./env.ts";
import type { CreateFeed } from "./feed-port.ts";
import type { Clock, Random } from "./platform/clock.ts";
import type { Log } from "./platform/logger.ts";
import type { Secrets } from "./platform/secrets.ts";
import { createAccounts } from "./auth/accounts.ts";
import { createAudit } from "./auth/audit.ts";
import { createAuth, sessionCookieName } from "./auth/better-auth.ts";
import { createDevices } from "./auth/devices.ts";
import { createInvitations } from "./auth/invitations.ts";
import { createKnownDevices, type DeviceClaim } from "./auth/known-devices.ts";
import { createSmtpMailer } from "./auth/mailer.ts";
import { createLockRecovery } from "./auth/lock-recovery.ts";
import { createMemberships } from "./auth/memberships.ts";
import { createPasswordHash } from "./auth/password-hash.ts";
import { createSessions } from "./auth/sessions.ts";
import { createSignIn } from "./auth/sign-in.ts";
import { createSignInThrottle } from "./auth/sign-in-throttle.ts";
import { createSyncTickets } from "./auth/sync-tickets.ts";
import { createWorkspaceSettings } from "./auth/workspace-settings.ts";
import { createSigning } from "./feed/signing.ts";
import type { Jobs } from "./jobs/jobs.ts";
import { createQueuedMailer } from "./jobs/queued-mailer.ts";
import { createSealer } from "./platform/sealed-text.ts";

type Deps = {
  readonly env: Env;
  readonly database: Database;
  readonly secrets: Secrets;
  readonly createFeed: CreateFeed;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly secure: boolean;
  readonly passwordCost?: number;
  readonly edit?: () => () => void;
  /** By which mail goes; without a queue it goes at once. */
  readonly jobs?: Jobs;
};

export const createIdentity = async (deps: Deps) => {
  const { env, database, secrets, clock, random, log, secure } = deps;
  const orm = database.drizzle;
  const frontendUrl = env.FRONTEND_URL[0] ?? "";
  const passwords = createPasswordHash(deps.passwordCost);
  const auth = createAuth({
    orm,
    secret: secrets.session,
    baseUrl: frontendUrl,
    secureCookies: secure,
    sessionSeconds: env.JWT_REFRESH_EXPIRE,
    renewSeconds: env.JWT_EXPIRE,
    passwords,
    log,
  });
  const sessions = await createSessions(database, auth, clock);
  const signing = createSigning(secrets.derive("feed"));
  const isToken = ({ workspaceId, userId, id, token }: DeviceClaim): boolean => signing.rotationOf(workspaceId, userId, id, token) !== null;
  const knownDevices = createKnownDevices({ database, clock, isToken });
  const feed = await deps.createFeed({ database, sessions, knownDevices, secrets, clock, random, log, deviceRecords: env.DEVICE_RECORDS, ...(deps.edit && { edit: deps.edit }) });
  const memberships = createMemberships(orm, feed.members);
  const accounts = createAccounts({ database, members: feed.members, passwords, clock, random });
  const audit = createAudit(orm);
  const smtp =
    env.SMTP_HOST === undefined
      ? undefined
      : createSmtpMailer({
          host: env.SMTP_HOST,
          port: env.SMTP_PORT,
          user: env.SMTP_USER,
          password: env.SMTP_PASS,
          from: env.MAIL_FROM ?? env.SMTP_USER ?? "",
        });
  const mailer = smtp && deps.jobs ? createQueuedMailer({ jobs: deps.jobs, sealer: createSealer(secrets.derive("mail"), "mail"), smtp }) : smtp;
  return {
    feed,
    smtp,
    mailer,
    sessions,
    memberships,
    accounts,
    audit,
    invitations: createInvitations({ database, clock, random, frontendUrl, mailer, log }),
    signIn: createSignIn({
      auth,
      database,
      accounts,
      memberships,
      throttle: createSignInThrottle(),
      audit,
    }),
    tickets: createSyncTickets({ database, clock, random }),
    knownDevices,
    devices: createDevices({ database, sessions, members: feed.members, clock }),
    lockRecovery: createLockRecovery({ database, clock, isToken, key: secrets.derive("lock-recovery") }),
    workspaceSettings: createWorkspaceSettings(database),
    cookie: { name: sessionCookieName(secure), secure },
    async close() {
      await feed.close();
      await sessions.close();
    },
  };
};
