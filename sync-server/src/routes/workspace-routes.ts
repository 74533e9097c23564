/** /api/workspace: what the workspace has decided for its people; admins change it. Parse, ask whether they may, call, answer. */
import { Hono } from "hono";
import { z } from "zod";
import type { Audit } from "../auth/audit.ts";
import { LEAST_LEASE_DAYS, MOST_LEASE_DAYS, type WorkspaceSettingsStore } from "../auth/workspace-settings.ts";
import { placeIn } from "../auth/memberships.ts";
import { answer, readBody } from "./answer.ts";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

type Deps = { readonly workspaceSettings: WorkspaceSettingsStore; readonly audit: Audit };

export const workspaceBody = z
  .strictObject({ offlineLeaseDays: z.int().min(LEAST_LEASE_DAYS).max(MOST_LEASE_DAYS), selfRegistration: z.boolean(), measureUse: z.boolean() })
  .partial()
  .refine((given) => Object.keys(given).length > 0, "Name at least one setting.");

export const workspaceRoutes = ({ workspaceSettings, audit }: Deps): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get(
      "/",
      signedIn(async (c, caller) => {
        const place = placeIn(caller.memberships, c.req.query("workspace"));
        if (place === undefined) return problem(c, "no-access");
        return answer(c, { id: place.workspaceId, name: place.workspaceName, ...(await workspaceSettings.read(place.workspaceId)) });
      }),
    )
    .patch(
      "/",
      signedIn(async (c, caller) => {
        const place = placeIn(caller.memberships, c.req.query("workspace"));
        if (place === undefined) return problem(c, "no-access");
        if (place.role !== "admin") return problem(c, "not-allowed");
        const read = await readBody(c, workspaceBody);
        if (!read.ok) return read.response;
        const { workspaceId, workspaceName: name } = place;
        if (!(await workspaceSettings.change(workspaceId, read.body))) return problem(c, "not-found");
        const detail = Object.fromEntries(Object.entries(read.body).map(([setting, value]) => [setting, String(value)]));
        await audit({ event: "workspace-changed", address: c.var.address, userId: caller.userId, workspaceId, detail });
        return answer(c, { id: workspaceId, name, ...(await workspaceSettings.read(workspaceId)) });
      }),
    );
