/** /api/invitations: admins invite people to their workspace. Parse, ask whether they may, call, answer. */
import { Hono } from "hono";
import { z } from "zod";
import { ROLES } from "@outrider/shared/schema";
import type { Audit } from "../auth/audit.ts";
import type { Invitations } from "../auth/invitations.ts";
import { answer, readBody } from "./answer.ts";
import type { AppEnv, Person } from "./context.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

type Deps = { readonly invitations: Invitations; readonly audit: Audit };

export const newInvitationBody = z.strictObject({
  email: z.email().max(254),
  role: z.enum(ROLES),
  team: z.string().trim().max(100).default(""),
});
const uuid = z.uuid();

export const invitationRoutes = ({ invitations, audit }: Deps): Hono<AppEnv> => {
  /** The workspace this person administers. */
  const administered = ({ memberships }: Person): string | undefined => memberships.find(({ role }) => role === "admin")?.workspaceId;

  return new Hono<AppEnv>()
    .post(
      "/",
      signedIn(async (c, caller) => {
        const workspaceId = administered(caller);
        if (workspaceId === undefined) return problem(c, "not-allowed");
        const read = await readBody(c, newInvitationBody);
        if (!read.ok) return read.response;
        const made = await invitations.create({ ...read.body, workspaceId, invitedBy: caller.userId });
        if (!made.ok) return problem(c, made.error.code);
        const { email, role } = read.body;
        await audit({ event: "invitation-made", address: c.var.address, userId: caller.userId, workspaceId, detail: { email, role } });
        return answer(c, made.value);
      }),
    )
    .get(
      "/",
      signedIn(async (c, caller) => {
        const workspaceId = administered(caller);
        if (workspaceId === undefined) return problem(c, "not-allowed");
        return answer(c, await invitations.list(workspaceId));
      }),
    )
    .delete(
      "/:id",
      signedIn(async (c, caller) => {
        const workspaceId = administered(caller);
        if (workspaceId === undefined) return problem(c, "not-allowed");
        const id = uuid.safeParse(c.req.param("id"));
        if (!id.success || !(await invitations.withdraw(workspaceId, id.data))) return problem(c, "not-found");
        await audit({
          event: "invitation-withdrawn",
          address: c.var.address,
          userId: caller.userId,
          workspaceId,
          detail: { id: id.data },
        });
        return answer(c, null);
      }),
    );
};
