/**
 * /api/sync/ticket: what a device fetches over its session to open its socket with, and by which it learns how long it
 * may go on unheard. Invariant: a device that was revoked, or whose person was deactivated, is told so here, by its own
 * token, also when its session is long gone or its cookie with it; to anybody else who is not signed in it says nothing of any device.
 */
import { Hono } from "hono";
import { z } from "zod";
import type { DeviceClaim, KnownDevices } from "../auth/known-devices.ts";
import type { SyncTickets } from "../auth/sync-tickets.ts";
import type { WorkspaceSettingsStore } from "../auth/workspace-settings.ts";
import type { Clock } from "../platform/clock.ts";
import { type Memberships, placeIn } from "../auth/memberships.ts";
import { answer, readBody } from "./answer.ts";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";
import { turnedAway } from "./session-guard.ts";

type Deps = { readonly memberships: Memberships; readonly tickets: SyncTickets; readonly knownDevices: KnownDevices; readonly workspaceSettings: WorkspaceSettingsStore; readonly clock: Clock };

/** Without a workspace it is for the only one, or the first. */
export const ticketBody = z.strictObject({
  workspaceId: z.uuid().optional(),
  /** What the device was called at its last contact, and for whom. */
  device: z.strictObject({ userId: z.uuid(), id: z.string().max(64), token: z.string().max(128) }).optional(),
});

export const ticketRoutes = ({ memberships, tickets, knownDevices, workspaceSettings, clock }: Deps): Hono<AppEnv> => {
  /** Whether the person whose device this is is no longer of the workspace. */
  const hasLeft = async (claim: DeviceClaim): Promise<boolean> =>
    knownDevices.isGenuine(claim) && !(await memberships(claim.userId)).some(({ workspaceId }) => workspaceId === claim.workspaceId);

  return new Hono<AppEnv>().post("/ticket", async (c) => {
    const { caller } = c.var;
    const read = await readBody(c, ticketBody);
    if (!read.ok) return caller === undefined ? turnedAway(c) : read.response;
    const { workspaceId: wanted, device } = read.body;
    const claim = wanted !== undefined && device !== undefined ? { workspaceId: wanted, ...device } : undefined;
    if (claim !== undefined && (await knownDevices.isRevoked(claim))) return problem(c, "device-revoked");
    const membership = caller && placeIn(caller.memberships, wanted);
    // Whose own sign-in holds here has not left.
    const isOwn = caller !== undefined && caller.userId === device?.userId && membership !== undefined;
    if (claim !== undefined && !isOwn && (await hasLeft(claim))) return problem(c, "no-longer-member");
    if (caller === undefined) return turnedAway(c);
    const { userId, sessionId } = caller;
    if (membership === undefined) return problem(c, "no-access");
    const { workspaceId } = membership;
    const ticket = await tickets.issue({ userId, sessionId, workspaceId });
    const settings = await workspaceSettings.read(workspaceId);
    return answer(c, { ...ticket, workspaceId, userId, now: clock.now(), offlineLeaseDays: settings?.offlineLeaseDays });
  });
};
