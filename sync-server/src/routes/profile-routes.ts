/** /api/profile: what one is called, and, for admins, what the workspace is called. Parse, ask whether they may, call, answer. */
import { Hono } from "hono";
import { z } from "zod";
import type { Audit } from "../auth/audit.ts";
import { givenName as name } from "../auth/person-name.ts";
import type { Profiles } from "../auth/profiles.ts";
import { answer, readBody } from "./answer.ts";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

export type ProfileRoutesDeps = { readonly profiles: Profiles; readonly audit: Audit };

export const profileBody = z.strictObject({ name });
export const workspaceNameBody = z.strictObject({ workspaceId: z.uuid(), name });

export const profileRoutes = ({ profiles, audit }: ProfileRoutesDeps): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get("/", signedIn(async (c, { userId, name: called, email }) => Promise.resolve(answer(c, { id: userId, name: called, email }))))
    .patch(
      "/",
      signedIn(async (c, { userId, email }) => {
        const read = await readBody(c, profileBody);
        if (!read.ok) return read.response;
        await profiles.rename(userId, read.body.name);
        await audit({ event: "profile-changed", address: c.var.address, userId, detail: { name: read.body.name } });
        return answer(c, { id: userId, name: read.body.name, email });
      }),
    )
    .patch(
      "/workspace",
      signedIn(async (c, { userId, memberships }) => {
        const read = await readBody(c, workspaceNameBody);
        if (!read.ok) return read.response;
        const { workspaceId, name: called } = read.body;
        const place = memberships.find((one) => one.workspaceId === workspaceId);
        if (place === undefined) return problem(c, "no-access");
        if (place.role !== "admin") return problem(c, "not-allowed");
        if (!(await profiles.nameWorkspace(workspaceId, called))) return problem(c, "not-found");
        await audit({ event: "workspace-changed", address: c.var.address, userId, workspaceId, detail: { name: called } });
        return answer(c, { id: workspaceId, name: called });
      }),
    );
