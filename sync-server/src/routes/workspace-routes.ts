/** /api/workspace: what the workspace has decided for its people; admins change it. Parse, ask whether they may, call, answer. */
import { Hono } from "hono";
import { z } from "zod";
import { problemSentences, problemWhy } from "@outrider/shared/protocol";
import type { Audit } from "../auth/audit.ts";
import type { Members } from "../auth/members.ts";
import type { SecondFactor } from "../auth/second-factor.ts";
import type { Sessions } from "../auth/sessions.ts";
import { LEAST_LEASE_DAYS, MOST_LEASE_DAYS, type WorkspaceSettingsStore } from "../auth/workspace-settings.ts";
import { placeIn } from "../auth/memberships.ts";
import { answer, readBody } from "./answer.ts";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

type Deps = {
  readonly workspaceSettings: WorkspaceSettingsStore;
  readonly secondFactor: Pick<SecondFactor, "isOn" | "without">;
  readonly members: Pick<Members, "activeIn">;
  readonly sessions: Pick<Sessions, "cut">;
  readonly audit: Audit;
};

export const workspaceBody = z
  .strictObject({ offlineLeaseDays: z.int().min(LEAST_LEASE_DAYS).max(MOST_LEASE_DAYS), selfRegistration: z.boolean(), measureUse: z.boolean(), requireSecondFactor: z.boolean() })
  .partial()
  .refine((given) => Object.keys(given).length > 0, problemSentences["one-setting"]);

export const workspaceRoutes = ({ workspaceSettings, secondFactor, members, sessions, audit }: Deps): Hono<AppEnv> =>
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
        const requires = read.body.requireSecondFactor === true;
        // Or the admin who switches it on would be the first who is let to nothing else.
        if (requires && !(await secondFactor.isOn(caller.userId))) return problem(c, "second-factor-missing", { errors: [{ field: "requireSecondFactor", ...problemWhy("own-step-first") }] });
        if (!(await workspaceSettings.change(workspaceId, read.body))) return problem(c, "not-found");
        if (requires) await sessions.cut(await secondFactor.without(await members.activeIn(workspaceId)));
        const detail = Object.fromEntries(Object.entries(read.body).map(([setting, value]) => [setting, String(value)]));
        await audit({ event: "workspace-changed", address: c.var.address, userId: caller.userId, workspaceId, detail });
        return answer(c, { id: workspaceId, name, ...(await workspaceSettings.read(workspaceId)) });
      }),
    );
