/**
 * Puts the parts of sign-in together, with the feed between them: sign-in asks the feed who is a member, and the
 * feed asks sign-in whether a session lives.
 */
import type { Database } from "./db/database.ts";
import { type Env, serverUrl } from "./env.ts";
import type { CreateFeed } from "./feed-port.ts";
import { createBackground } from "./platform/background.ts";
import type { Clock, Random } from "./platform/clock.ts";
import type { Log } from "./platform/logger.ts";
import type { Secrets } from "./platform/secrets.ts";
import { createAccessTokens } from "./auth/access-tokens.ts";
import { createAccountMails } from "./auth/account-mails.ts";
import { createCredentials } from "./auth/credentials.ts";
import { createDevelopers } from "./auth/developers.ts";
import { createEmailVerification } from "./auth/email-verification.ts";
import { createEntrance } from "./auth/entrance.ts";
import { createOneTimeLinks } from "./auth/one-time-links.ts";
import { createOpenId } from "./auth/open-id.ts";
import { createOpenIdPeople } from "./auth/open-id-people.ts";
import { openIdProviders } from "./auth/open-id-providers.ts";
import { createPasswordReset } from "./auth/password-reset.ts";
import { createRefreshTokens } from "./auth/refresh-tokens.ts";
import { createRegistration } from "./auth/registration.ts";
import { createSecondFactor } from "./auth/second-factor.ts";
import { createAccounts } from "./auth/accounts.ts";
import { createAuditChain } from "./auth/audit-chain.ts";
import { createAuditSearch } from "./auth/audit-search.ts";
import { createAuth, sessionCookieName } from "./auth/better-auth.ts";
import { createDevices } from "./auth/devices.ts";
import { createInvitations } from "./auth/invitations.ts";
import { createKnownDevices, type DeviceClaim } from "./auth/known-devices.ts";
import { createSmtpMailer } from "./auth/mailer.ts";
import { createLockRecovery } from "./auth/lock-recovery.ts";
import { createMemberships } from "./auth/memberships.ts";
import { createOwesFactor } from "./auth/owed-factor.ts";
import { createProfiles } from "./auth/profiles.ts";
import { createPasswordHash } from "./auth/password-hash.ts";
import { createSessions } from "./auth/sessions.ts";
import { createSignIn } from "./auth/sign-in.ts";
import { createCounters } from "./auth/counters.ts";
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
    sameSite: env.COOKIE_SAME_SITE,
    sessionSeconds: env.JWT_REFRESH_EXPIRE,
    renewSeconds: env.JWT_EXPIRE,
    log,
  });
  const sessions = await createSessions(database, auth, clock);
  const signing = createSigning(secrets.derive("feed"));
  const isToken = ({ workspaceId, userId, id, token }: DeviceClaim): boolean => signing.rotationOf(workspaceId, userId, id, token) !== null;
  const knownDevices = createKnownDevices({ database, clock, isToken });
  const feed = await deps.createFeed({ database, sessions, knownDevices, secrets, clock, random, log, deviceRecords: env.DEVICE_RECORDS, ...(deps.edit && { edit: deps.edit }) });
  const memberships = createMemberships(database.sql, feed.members);
  const accounts = createAccounts({ database, members: feed.members, passwords, clock, random });
  const auditChain = createAuditChain({ database, key: secrets.derive("audit"), now: clock.now });
  const { audit } = auditChain;
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
  const background = createBackground(log);
  const accountMails = createAccountMails({ mailer, background, frontendUrl });
  const production = env.NODE_ENV === "production";
  const throttle = createSignInThrottle(createCounters(database));
  const links = createOneTimeLinks({ database, clock, random });
  const invitations = createInvitations({ database, clock, random, frontendUrl, mailer, log });
  const registration = createRegistration({ database, invitations, mails: accountMails, background, production });
  const credentials = createCredentials({ database, passwords });
  const secondFactor = createSecondFactor({ database, clock, seal: createSealer(secrets.derive("second-factor")) });
  const owesFactor = createOwesFactor(secondFactor);
  const entrance = createEntrance({ auth, database, accounts, memberships, owesFactor, audit });
  const providers = openIdProviders(env);
  return {
    feed,
    smtp,
    mailer,
    sessions,
    memberships,
    accounts,
    audit,
    accountMails,
    invitations,
    registration,
    credentials,
    secondFactor,
    owesFactor,
    members: feed.members,
    throttle,
    passwordReset: createPasswordReset({ database, links, mails: accountMails, passwords, memberships, sessions, background, clock }),
    emailVerification: createEmailVerification({ database, links, mails: accountMails, clock }),
    accessTokens: createAccessTokens({ key: secrets.deriveSession("access-token"), lifetime: env.JWT_EXPIRE, clock }),
    refreshTokens: createRefreshTokens({ database, sessions, lifetime: env.JWT_REFRESH_EXPIRE, clock, random }),
    openId: createOpenId({ providers, links, log }),
    openIdPeople: createOpenIdPeople({ database, accounts, registration, audit }),
    developers: production || providers.length > 0 ? undefined : createDevelopers({ database, memberships }),
    signIn: createSignIn({ credentials, secondFactor, links, entrance, throttle, audit }),
    auditChain,
    auditSearch: createAuditSearch(database),
    profiles: createProfiles({ database, members: feed.members }),
    tickets: createSyncTickets({ database, clock, random }),
    knownDevices,
    devices: createDevices({ database, sessions, members: feed.members, clock }),
    lockRecovery: createLockRecovery({ database, sessions, isToken, key: secrets.derive("lock-recovery") }),
    workspaceSettings: createWorkspaceSettings(database),
    cookie: { name: sessionCookieName(secure), secure, sameSite: env.COOKIE_SAME_SITE },
    home: env.FRONTEND_URL.includes(serverUrl(env)) ? "" : frontendUrl,
    async close() {
      await background.idle();
      await feed.close();
      await sessions.close();
    },
  };
};
