/**
 * Tickets open a socket: fetched over the signed-in session, shown once within 30 seconds.
 * Invariant: taking one deletes it in the same statement, so of two who show it one gets in, on any server of the
 * instance; a ticket of an ended session went with the session.
 */
import { and, eq, gt } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { session, syncTicket } from "../db/schema/auth.ts";
import type { Clock, Random } from "../platform/clock.ts";
import { hashToken } from "./hash-token.ts";

export const TICKET_SECONDS = 30;

export type SocketIdentity = { readonly userId: string; readonly sessionId: string; readonly workspaceId: string };

/**
 * Before a sign-in that has ended closes its sockets: whoever is of the workspace no more is told so on them, and takes
 * what he holds away. Where it cannot be found out within a moment they close all the same.
 */
export type Farewell = (who: SocketIdentity) => Promise<void>;

export type SyncTickets = {
  issue(who: SocketIdentity): Promise<{ readonly ticket: string; readonly expiresInSeconds: number }>;
  /** Whose it is; undefined when it was used, is too old, or never was. */
  take(ticket: string): Promise<SocketIdentity | undefined>;
};

type Deps = { readonly database: Database; readonly clock: Clock; readonly random: Random };

export const createSyncTickets = ({ database, clock, random }: Deps): SyncTickets => {
  const orm = database.drizzle;
  return {
    async issue({ userId, sessionId, workspaceId }) {
      const ticket = random.token();
      await orm.insert(syncTicket).values({
        tokenHash: hashToken(ticket),
        sessionId,
        userId,
        workspaceId,
        expiresAt: new Date(clock.now() + TICKET_SECONDS * 1000),
      });
      return { ticket, expiresInSeconds: TICKET_SECONDS };
    },
    async take(ticket) {
      const now = new Date(clock.now());
      const [row] = await orm
        .delete(syncTicket)
        .where(eq(syncTicket.tokenHash, hashToken(ticket)))
        .returning();
      if (row === undefined || row.expiresAt <= now) return undefined;
      const live = await orm
        .select({ id: session.id })
        .from(session)
        .where(and(eq(session.id, row.sessionId), gt(session.expiresAt, now)));
      if (live.length === 0) return undefined;
      return { userId: row.userId, sessionId: row.sessionId, workspaceId: row.workspaceId };
    },
  };
};
