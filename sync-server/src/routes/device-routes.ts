/** /api/devices: the browsers that are signed in or keep data; one's own, or with `?user=` a member's. Parse, ask whether they may, call, answer. */
import { Hono } from "hono";
import { z } from "zod";
import type { Audit } from "../auth/audit.ts";
import type { Devices, DevicesOf } from "../auth/devices.ts";
import type { LockRecovery } from "../auth/lock-recovery.ts";
import { answer, readBody } from "./answer.ts";
import type { AppEnv, Ctx, Person } from "./context.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

type Deps = { readonly devices: Devices; readonly lockRecovery: LockRecovery; readonly audit: Audit };

const uuid = z.uuid();
export const deviceBody = z.strictObject({ name: z.string().trim().min(1).max(60) });

const claim = { workspaceId: uuid, device: z.strictObject({ id: z.string().max(64), token: z.string().max(128) }) };
export const secretBody = z.strictObject({ ...claim, secret: z.string().regex(/^[\w-]{43}$/).nullable() });
export const claimBody = z.strictObject(claim);

export const deviceRoutes = ({ devices, lockRecovery, audit }: Deps): Hono<AppEnv> => {
  /** Wraps a route over the devices of who is meant, where the caller may manage them. */
  const over = (route: (c: Ctx, of: DevicesOf, caller: Person) => Promise<Response>) =>
    signedIn(async (c, caller) => {
      const asked = c.req.query("user");
      if (asked !== undefined && !uuid.safeParse(asked).success) return problem(c, "not-found");
      const of = await devices.reach(caller, asked ?? caller.userId);
      return of === undefined ? problem(c, "not-allowed") : route(c, of, caller);
    });

  const note = (c: Ctx, caller: Person, of: DevicesOf, which: string): Promise<void> =>
    audit({ event: "device-revoked", address: c.var.address, userId: caller.userId, detail: { which, of: of.userId }, ...(of.workspaceIds[0] !== undefined && { workspaceId: of.workspaceIds[0] }) });

  return new Hono<AppEnv>()
    .put(
      "/recovery",
      signedIn(async (c, { userId }) => {
        const read = await readBody(c, secretBody);
        if (!read.ok) return read.response;
        const { workspaceId, device, secret } = read.body;
        return (await lockRecovery.keep({ workspaceId, userId, ...device }, secret)) ? answer(c, null) : problem(c, "not-found");
      }),
    )
    .post(
      "/recovery",
      signedIn(async (c, { userId, sessionId }) => {
        const read = await readBody(c, claimBody);
        if (!read.ok) return read.response;
        const { workspaceId, device } = read.body;
        const given = await lockRecovery.give({ workspaceId, userId, ...device }, sessionId);
        if (!given.ok) return problem(c, given.error);
        await audit({ event: "device-unlocked", address: c.var.address, userId, workspaceId, detail: { which: device.id } });
        return answer(c, { secret: given.value });
      }),
    )
    .get("/", over(async (c, of, caller) => answer(c, await devices.list(of, caller))))
    .patch(
      "/:id",
      over(async (c, of, caller) => {
        const read = await readBody(c, deviceBody);
        if (!read.ok) return read.response;
        const id = c.req.param("id") ?? "";
        if (!(await devices.rename(of, id, read.body.name))) return problem(c, "not-found");
        return answer(c, (await devices.list(of, caller)).find((one) => one.id === id) ?? null);
      }),
    )
    .delete(
      "/",
      over(async (c, of, caller) => {
        const revoked = await devices.revokeAll(of, caller);
        await note(c, caller, of, "all");
        return answer(c, { revoked });
      }),
    )
    .delete(
      "/:id",
      over(async (c, of, caller) => {
        const id = c.req.param("id") ?? "";
        if (!(await devices.revoke(of, id, caller))) return problem(c, "not-found");
        await note(c, caller, of, id);
        return answer(c, null);
      }),
    );
};
