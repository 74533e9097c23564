/**
 * Links by which a calendar program reads one person's days: made and revoked by that person, shown once, kept as a hash.
 * Invariant: the database is asked on every reading, so that a link that was revoked reads nothing at the next one. It does
 * not know what its person may see: that is asked beside it, each time.
 */
import { and, count, desc, eq, isNull, lt, or } from "drizzle-orm";
import { z } from "zod";
import { hashToken } from "../auth/hash-token.ts";
import type { Database } from "../db/database.ts";
import { calendarLink } from "../db/schema/calendar.ts";
import type { Clock, Random } from "../platform/clock.ts";

/** What is in a calendar; `todos`: tasks as things to be done, which few programs show, and not as days. */
export const showsSchema = z.strictObject({ tasks: z.boolean(), meetings: z.boolean(), closeDates: z.boolean(), todos: z.boolean() });
export type Shows = z.infer<typeof showsSchema>;
const NOTHING: Shows = { tasks: false, meetings: false, closeDates: false, todos: false };

export interface LinkView { readonly id: string; readonly name: string; readonly shows: Shows; readonly createdAt: string; readonly lastUsedAt: string | null }
export interface LinkHolder { readonly id: string; readonly workspaceId: string; readonly userId: string; readonly shows: Shows }
interface Whose { readonly workspaceId: string; readonly userId: string }

export interface CalendarLinks {
  /** The token is in this answer and nowhere else; null where the person has as many links as one may have. */
  make(link: Whose & { readonly name: string; readonly shows: Shows }): Promise<{ readonly token: string; readonly view: LinkView } | null>;
  list(whose: Whose): Promise<readonly LinkView[]>;
  /** False where there is no such link of theirs. */
  revoke(whose: Whose, id: string): Promise<boolean>;
  identify(token: string): Promise<LinkHolder | null>;
}

export const MOST_LINKS = 10;
const USED_AGAIN_MS = 60_000;

const showsOf = (stored: unknown): Shows => showsSchema.safeParse(stored).data ?? NOTHING;
const viewOf = ({ id, name, shows, createdAt, lastUsedAt }: typeof calendarLink.$inferSelect): LinkView =>
  ({ id, name, shows: showsOf(shows), createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null });

export const createCalendarLinks = ({ database, clock, random }: { readonly database: Pick<Database, "drizzle" | "sync">; readonly clock: Clock; readonly random: Random }): CalendarLinks => {
  const { drizzle: orm, sync } = database;
  const theirs = ({ workspaceId, userId }: Whose) => and(eq(calendarLink.workspaceId, workspaceId), eq(calendarLink.userId, userId));
  return {
    async make({ workspaceId, userId, name, shows }) {
      const [held] = await orm.select({ links: count() }).from(calendarLink).where(theirs({ workspaceId, userId }));
      if ((held?.links ?? 0) >= MOST_LINKS) return null;
      const token = random.token();
      const [row] = await orm.insert(calendarLink).values({ id: random.uuid(), workspaceId, userId, name, tokenHash: hashToken(token), shows, createdAt: new Date(clock.now()) }).returning();
      if (row === undefined) throw new Error("a calendar link was not kept");
      await sync();
      return { token, view: viewOf(row) };
    },
    async list(whose) {
      return (await orm.select().from(calendarLink).where(theirs(whose)).orderBy(desc(calendarLink.createdAt), calendarLink.id)).map(viewOf);
    },
    async revoke(whose, id) {
      const gone = await orm.delete(calendarLink).where(and(theirs(whose), eq(calendarLink.id, id))).returning({ id: calendarLink.id });
      await sync();
      return gone.length > 0;
    },
    async identify(token) {
      const [row] = await orm.select().from(calendarLink).where(eq(calendarLink.tokenHash, hashToken(token)));
      if (row === undefined) return null;
      const now = clock.now();
      const stale = new Date(now - USED_AGAIN_MS);
      if (row.lastUsedAt === null || row.lastUsedAt < stale) {
        await orm.update(calendarLink).set({ lastUsedAt: new Date(now) }).where(and(eq(calendarLink.id, row.id), or(isNull(calendarLink.lastUsedAt), lt(calendarLink.lastUsedAt, stale))));
      }
      return { id: row.id, workspaceId: row.workspaceId, userId: row.userId, shows: showsOf(row.shows) };
    },
  };
};
