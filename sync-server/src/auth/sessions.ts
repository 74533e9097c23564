/**
 * Sessions: who is calling, which sessions a person has, and their end.
 * Invariant: the database is asked on every call, so a revoked session is refused at the next one; whoever holds
 * something open for a session is told when it ends, or is cut, on every server of the instance.
 */
import { and, eq, gt, inArray, ne } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { session } from "../db/schema/auth.ts";
import type { Clock } from "../platform/clock.ts";
import type { Auth } from "./better-auth.ts";

export type Caller = {
  readonly userId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly email: string;
};

export type SessionView = {
  readonly id: string;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
  readonly address: string;
  readonly userAgent: string;
};

export type Sessions = {
  /** Who sends these headers; `cookies` are to be passed on (a renewed session). */
  identify(headers: Headers): Promise<{ caller: Caller; cookies: readonly string[] } | undefined>;
  /** Who a program is that shows a token about this session; undefined when that has ended. */
  callerOf(about: { readonly userId: string; readonly sessionId: string }): Promise<Caller | undefined>;
  /** Whether it was opened within the last minutes: the person is there. */
  isFresh(sessionId: string): Promise<boolean>;
  isSessionLive(sessionId: string): Promise<boolean>;
  list(userId: string): Promise<readonly SessionView[]>;
  /** Ends one session of that user. False when there is no such. */
  revoke(userId: string, sessionId: string): Promise<boolean>;
  /** Ends all sessions of a user, or all but one. */
  revokeAll(userId: string, except?: string): Promise<void>;
  /** Closes what is open over the sessions of these users, which live on: at their next call they are looked at anew. */
  cut(userIds: readonly string[]): Promise<void>;
  /** Called with each session that is revoked or cut here or on another server. Gives what stops it. */
  onEnded(listener: (sessionId: string) => void): () => void;
  close(): Promise<void>;
};

export const FRESH_MS = 10 * 60_000;
const CHANNEL = "outrider_session_ended";

export const createSessions = async (database: Database, auth: Auth, clock: Clock): Promise<Sessions> => {
  const { drizzle, sql, listen } = database;
  const listeners = new Set<(sessionId: string) => void>();
  const tell = (sessionId: string): void => {
    for (const listener of listeners) listener(sessionId);
  };
  const stopListening = await listen?.(CHANNEL, tell);

  const ended = async (ids: readonly { id: string }[]): Promise<void> => {
    if (ids.length > 0) await database.sync();
    for (const { id } of ids) {
      if (stopListening === undefined) tell(id);
      else await sql.notify(CHANNEL, id);
    }
  };

  return {
    async identify(headers) {
      const { response, headers: answer } = await auth.api.getSession({ headers, returnHeaders: true });
      if (response === null) return undefined;
      const { user: person, session: found } = response;
      return {
        caller: { userId: person.id, sessionId: found.id, name: person.name, email: person.email },
        cookies: answer.getSetCookie(),
      };
    },
    async callerOf({ userId, sessionId }) {
      // Asked on every call: by a statement the database has planned already, in one trip (Drizzle's take two and a plan).
      const [found] = await sql<{ name: string; email: string }[]>`
        select "user".name, "user".email from session join "user" on "user".id = session.user_id
        where session.id = ${sessionId} and session.user_id = ${userId} and session.expires_at > ${new Date(clock.now()).toISOString()}`;
      return found === undefined ? undefined : { userId, sessionId, ...found };
    },
    async isFresh(sessionId) {
      const rows = await drizzle.select({ id: session.id }).from(session).where(and(eq(session.id, sessionId), gt(session.createdAt, new Date(clock.now() - FRESH_MS))));
      return rows.length === 1;
    },
    async isSessionLive(sessionId) {
      const rows = await sql`select 1 as live from session where id = ${sessionId} and expires_at > ${new Date(clock.now()).toISOString()}`;
      return rows.length === 1;
    },
    async list(userId) {
      const rows = await drizzle
        .select()
        .from(session)
        .where(and(eq(session.userId, userId), gt(session.expiresAt, new Date(clock.now()))))
        .orderBy(session.createdAt);
      return rows.map((row) => ({
        id: row.id,
        createdAt: row.createdAt.toISOString(),
        lastUsedAt: row.updatedAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        address: row.ipAddress ?? "",
        userAgent: row.userAgent ?? "",
      }));
    },
    async revoke(userId, sessionId) {
      const gone = await drizzle
        .delete(session)
        .where(and(eq(session.id, sessionId), eq(session.userId, userId)))
        .returning({ id: session.id });
      await ended(gone);
      return gone.length > 0;
    },
    async revokeAll(userId, except) {
      const mine = eq(session.userId, userId);
      const gone = await drizzle
        .delete(session)
        .where(except === undefined ? mine : and(mine, ne(session.id, except)))
        .returning({ id: session.id });
      await ended(gone);
    },
    async cut(userIds) {
      if (userIds.length === 0) return;
      await ended(await drizzle.select({ id: session.id }).from(session).where(inArray(session.userId, [...userIds])));
    },
    onEnded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await stopListening?.();
      listeners.clear();
    },
  };
};
