/**
 * Devices as people see them: one a browser that is signed in or still keeps data, listed, renamed, revoked.
 * Invariant: what is revoked is marked so before its session ends, so a device that comes back is told to wipe itself
 * whatever became of its session, and revoking again what was broken off finishes it. A device that has not come back
 * stays listed. Whose devices somebody may manage: his own, an admin everybody's of his workspace, a manager those of
 * his team, of which none is an admin.
 */
import { and, desc, eq, gt, inArray, ne } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { knownDevice, session } from "../db/schema/auth.ts";
import { device as feedDevice } from "../db/schema/feed.ts";
import type { Clock } from "../platform/clock.ts";
import { guessPlatform, type Platform } from "./guess-platform.ts";
import type { Members } from "./members.ts";
import type { ActiveMembership } from "./memberships.ts";
import type { Sessions } from "./sessions.ts";

export type DeviceView = Platform & {
  readonly id: string;
  readonly name: string | null;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  /** The one that asks. */
  readonly current: boolean;
  /** Its session lives: it can call and sync. */
  readonly signedIn: boolean;
  /** It was filled from here. A sign-in that never synced keeps nothing. */
  readonly keepsData: boolean;
  readonly revokedAt: string | null;
  /** When it came back after that and was told to wipe itself. */
  readonly toldAt: string | null;
};

export type DevicesAsker = { readonly userId: string; readonly sessionId: string; readonly memberships: readonly ActiveMembership[] };
/** Somebody's devices in the workspaces in which the asker may manage them. */
export type DevicesOf = { readonly userId: string; readonly workspaceIds: readonly string[] };

export type Devices = {
  /** undefined: he may not. */
  reach(asker: DevicesAsker, userId: string): Promise<DevicesOf | undefined>;
  /** Last seen first. */
  list(of: DevicesOf, asker: DevicesAsker): Promise<readonly DeviceView[]>;
  /** False where there is no such, or it keeps no data and so has no name. */
  rename(of: DevicesOf, id: string, name: string): Promise<boolean>;
  /** Answers whether there was such a one. */
  revoke(of: DevicesOf, id: string, asker: DevicesAsker): Promise<boolean>;
  /** All but the one that asks; answers how many. */
  revokeAll(of: DevicesOf, asker: DevicesAsker): Promise<number>;
};

type Deps = { readonly database: Database; readonly sessions: Sessions; readonly members: Members; readonly clock: Clock };
type Row = typeof knownDevice.$inferSelect;

export const createDevices = ({ database, sessions, members, clock }: Deps): Devices => {
  const orm = database.drizzle;
  const mine = ({ userId, workspaceIds }: DevicesOf) => and(eq(knownDevice.userId, userId), inArray(knownDevice.workspaceId, [...workspaceIds]));

  const liveSessions = (userId: string) =>
    orm.select().from(session).where(and(eq(session.userId, userId), gt(session.expiresAt, new Date(clock.now()))));

  const viewOf = (row: Row, live: ReadonlySet<string>, asker: DevicesAsker): DeviceView => ({
    ...guessPlatform(row.userAgent),
    id: row.deviceId,
    name: row.name,
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    current: row.sessionId === asker.sessionId && row.revokedAt === null,
    signedIn: live.has(row.sessionId) && row.revokedAt === null,
    keepsData: true,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    toldAt: row.toldAt?.toISOString() ?? null,
  });

  /** Marks the devices of these sessions, then ends the sessions: what broke off in between is done by asking again. */
  const revokeSessions = async (of: DevicesOf, ids: readonly string[], asker: DevicesAsker): Promise<void> => {
    if (ids.length === 0) return;
    await orm.transaction(async (tx) => {
      const marked = await tx
        .update(knownDevice)
        .set({ revokedAt: new Date(clock.now()), revokedBy: asker.userId })
        .where(and(mine(of), inArray(knownDevice.sessionId, [...ids])))
        .returning({ workspaceId: knownDevice.workspaceId, id: knownDevice.deviceId });
      for (const workspaceId of new Set(marked.map((one) => one.workspaceId))) {
        const devices = marked.flatMap((one) => (one.workspaceId === workspaceId ? [one.id] : []));
        await tx.update(feedDevice).set({ revoked: true }).where(and(eq(feedDevice.workspaceId, workspaceId), inArray(feedDevice.id, devices)));
      }
    });
    await database.sync();
    for (const id of ids) await sessions.revoke(of.userId, id);
  };

  return {
    async reach(asker, userId) {
      if (userId === asker.userId) return { userId, workspaceIds: asker.memberships.map(({ workspaceId }) => workspaceId) };
      const theirs = await members.find(userId);
      const workspaceIds = asker.memberships.flatMap(({ workspaceId, role, team }) => {
        const other = theirs.find((one) => one.workspaceId === workspaceId);
        if (other === undefined) return [];
        const ofTeam = role === "manager" && team !== "" && other.team === team && other.role !== "admin";
        return role === "admin" || ofTeam ? [workspaceId] : [];
      });
      return workspaceIds.length === 0 ? undefined : { userId, workspaceIds };
    },

    async list(of, asker) {
      const rows = await orm.select().from(knownDevice).where(mine(of)).orderBy(desc(knownDevice.lastSeenAt));
      const live = await liveSessions(of.userId);
      const living = new Set(live.map(({ id }) => id));
      // Of several ids under one session (a profile that was rolled back) the last is the browser.
      const seen = new Set<string>();
      const kept = rows.filter(({ sessionId, revokedAt }) => {
        const key = `${sessionId} ${revokedAt === null}`;
        return !seen.has(key) && seen.add(key);
      });
      const held = new Set(rows.map(({ sessionId }) => sessionId));
      const bare = live.filter(({ id }) => !held.has(id)).map((row): DeviceView => ({
        ...guessPlatform(row.userAgent ?? ""),
        id: row.id,
        name: null,
        firstSeenAt: row.createdAt.toISOString(),
        lastSeenAt: row.updatedAt.toISOString(),
        current: row.id === asker.sessionId,
        signedIn: true,
        keepsData: false,
        revokedAt: null,
        toldAt: null,
      }));
      return [...kept.map((row) => viewOf(row, living, asker)), ...bare].sort((a, b) => b.lastSeenAt.localeCompare(a.lastSeenAt));
    },

    async rename(of, id, name) {
      const renamed = await orm.update(knownDevice).set({ name }).where(and(mine(of), eq(knownDevice.deviceId, id))).returning({ id: knownDevice.deviceId });
      return renamed.length > 0;
    },

    async revoke(of, id, asker) {
      const [known] = await orm.select({ sessionId: knownDevice.sessionId }).from(knownDevice).where(and(mine(of), eq(knownDevice.deviceId, id)));
      const bare = known === undefined ? (await liveSessions(of.userId)).find((one) => one.id === id)?.id : undefined;
      const sessionId = known?.sessionId ?? bare;
      if (sessionId === undefined) return false;
      await revokeSessions(of, [sessionId], asker);
      return true;
    },

    async revokeAll(of, asker) {
      const known = await orm.selectDistinct({ id: knownDevice.sessionId }).from(knownDevice).where(and(mine(of), ne(knownDevice.sessionId, asker.sessionId)));
      const live = (await liveSessions(of.userId)).filter(({ id }) => id !== asker.sessionId);
      const ids = new Set([...known, ...live].map(({ id }) => id));
      await revokeSessions(of, [...ids], asker);
      return ids.size;
    },
  };
};
