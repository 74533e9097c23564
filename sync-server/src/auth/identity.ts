/**
 * Puts the parts of sign-in together, with the feed between them: sign-in asks the feed who is a member, and the
 * feed asks sign-in whether a session lives.
 */
import type { Database } from '../db/database.ts'
import type { Env } from '../env.ts'
import type { CreateFeed } from '../feed-port.ts'
import type { Clock, Random } from '../platform/clock.ts'
import type { Log } from '../platform/logger.ts'
import type { Secrets } from '../platform/secrets.ts'
import { createAccounts } from './accounts.ts'
import { createAudit } from './audit.ts'
import { createAuth, sessionCookieName } from './better-auth.ts'
import { createInvitations } from './invitations.ts'
import { createSmtpMailer } from './mailer.ts'
import { createMemberships } from './memberships.ts'
import { createPasswordHash } from './password-hash.ts'
import { createSessions } from './sessions.ts'
import { createSignIn } from './sign-in.ts'
import { createSignInThrottle } from './sign-in-throttle.ts'
import { createSyncTickets } from './sync-tickets.ts'

type Deps = {
  readonly env: Env
  readonly database: Database
  readonly secrets: Secrets
  readonly createFeed: CreateFeed
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly secure: boolean
  readonly passwordCost?: number
}

export const createIdentity = async (deps: Deps) => {
  const { env, database, secrets, clock, random, log, secure } = deps
  const orm = database.drizzle
  const frontendUrl = env.FRONTEND_URL[0] ?? ''
  const passwords = createPasswordHash(deps.passwordCost)
  const auth = createAuth({
    orm,
    secret: secrets.session,
    baseUrl: frontendUrl,
    secureCookies: secure,
    sessionSeconds: env.JWT_REFRESH_EXPIRE,
    renewSeconds: env.JWT_EXPIRE,
    passwords,
    log,
  })
  const sessions = await createSessions(database, auth, clock)
  const feed = await deps.createFeed({ database, sessions, secrets, clock, random, log })
  const memberships = createMemberships(orm, feed.members)
  const accounts = createAccounts({ database, members: feed.members, passwords, clock, random })
  const audit = createAudit(orm)
  const mailer =
    env.SMTP_HOST === undefined
      ? undefined
      : createSmtpMailer({
          host: env.SMTP_HOST,
          port: env.SMTP_PORT,
          user: env.SMTP_USER,
          password: env.SMTP_PASS,
          from: env.MAIL_FROM ?? env.SMTP_USER ?? '',
        })
  return {
    feed,
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
    cookie: { name: sessionCookieName(secure), secure },
    async close() {
      await feed.close()
      await sessions.close()
    },
  }
}
