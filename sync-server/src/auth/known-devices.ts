/**
 * What sync tells of devices, kept for people to see: which device said hello under which session, and which revoked
 * one has come back and was told. Invariant: a device is noted before it is welcomed, so none that holds data is unknown
 * here. Who may do what with them is in auth/devices.ts.
 */
import { and, eq, inArray, isNull, lt, sql as raw } from "drizzle-orm";
import type { Database } from "../db/database.ts";
import { knownDevice, session } from "../db/schema/auth.ts";
import { device as feedDevice } from "../db/schema/feed.ts";
import type { Clock } from "../platform/clock.ts";

export type HelloSaid = {
  readonly workspace: string;
  readonly user: string;
  readonly session: string;
  /** As what it goes on; null: it was revoked, and is told so. */
  readonly device: string | null;
  /** What it called itself: another id where its profile was cloned or rolled back. */
  readonly before: string | null;
};

export type DeviceClaim = { readonly workspaceId: string; readonly userId: string; readonly id: string; readonly token: string };

export type KnownDevices = {
  said(hello: HelloSaid): Promise<void>;
  /** These are connected now. */
  stillThere(devices: readonly { readonly workspace: string; readonly device: string }[]): Promise<void>;
  /** Whether whoever shows this device's own token is a device that was revoked; notes that it was told. */
  isRevoked(claim: DeviceClaim): Promise<boolean>;
  /** Whether whoever shows this token is, or was, a device of that person in that workspace. */
  isGenuine(claim: DeviceClaim): boolean;
  /** The session was ended by its own person, whose device has let its data go. */
  left(sessionId: string): Promise<void>;
};

type Deps = {
  readonly database: Database;
  readonly clock: Clock;
  /** Whether a token was given to this device. */
  readonly isToken: (claim: DeviceClaim) => boolean;
};

const isDevice = (workspace: string, id: string) => and(eq(knownDevice.workspaceId, workspace), eq(knownDevice.deviceId, id));

export const createKnownDevices = ({ database, clock, isToken }: Deps): KnownDevices => {
  const orm = database.drizzle;

  const told = async (workspace: string, id: string): Promise<void> => {
    await orm.update(knownDevice).set({ toldAt: new Date(clock.now()) }).where(and(isDevice(workspace, id), isNull(knownDevice.toldAt)));
  };

  return {
    async said({ workspace, user, session: sessionId, device, before }) {
      if (device === null) return before === null ? undefined : told(workspace, before);
      const now = new Date(clock.now());
      const [signedIn] = await orm.select({ userAgent: session.userAgent }).from(session).where(eq(session.id, sessionId));
      const userAgent = signedIn?.userAgent ?? "";
      // What was cloned or rolled back is the same browser to its person, and keeps its name.
      const [same] = before === null || before === device ? [] : await orm.update(knownDevice).set({ sessionId }).where(and(isDevice(workspace, before), eq(knownDevice.userId, user))).returning({ name: knownDevice.name });
      await orm
        .insert(knownDevice)
        .values({ workspaceId: workspace, deviceId: device, userId: user, sessionId, name: same?.name ?? null, userAgent, firstSeenAt: now, lastSeenAt: now })
        .onConflictDoUpdate({ target: [knownDevice.workspaceId, knownDevice.deviceId], set: { sessionId, userAgent, lastSeenAt: now } });
    },
    async stillThere(devices) {
      const now = new Date(clock.now());
      for (const workspace of new Set(devices.map((one) => one.workspace))) {
        const ids = devices.flatMap((one) => (one.workspace === workspace ? [one.device] : []));
        await orm.update(knownDevice).set({ lastSeenAt: now }).where(and(eq(knownDevice.workspaceId, workspace), inArray(knownDevice.deviceId, ids), lt(knownDevice.lastSeenAt, now)));
      }
    },
    isGenuine: isToken,
    async isRevoked(claim) {
      if (!isToken(claim)) return false;
      const rows = await orm
        .select({ id: feedDevice.id })
        .from(feedDevice)
        .where(and(eq(feedDevice.workspaceId, claim.workspaceId), eq(feedDevice.id, claim.id), eq(feedDevice.userId, claim.userId), raw`${feedDevice.revoked}`));
      if (rows.length === 0) return false;
      await told(claim.workspaceId, claim.id);
      return true;
    },
    async left(sessionId) {
      await orm.delete(knownDevice).where(and(eq(knownDevice.sessionId, sessionId), isNull(knownDevice.revokedAt)));
    },
  };
};
