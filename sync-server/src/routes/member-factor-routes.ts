/**
 * /api/auth/second-factor/members/:id: an admin looks whether a member has a second step, and takes it off for who lost it.
 * Invariant: only where the admin is one of every workspace that member may enter, so that nobody weakens a sign-in that opens
 * more than his own; never his own, which a code takes off; never without his own password; and the member is told, in the app
 * and by mail, and it is written down. Where a workspace requires it, what the member has open is cut: a new one comes first.
 */
import { Hono } from "hono";
import { z } from "zod";
import type { AccountMails } from "../auth/account-mails.ts";
import type { Audit } from "../auth/audit.ts";
import type { Memberships } from "../auth/memberships.ts";
import { isRequired } from "../auth/owed-factor.ts";
import type { SecondFactor } from "../auth/second-factor.ts";
import type { Sessions } from "../auth/sessions.ts";
import { type Notice, noticeId } from "../notifications/find-notices.ts";
import type { Notifications } from "../notifications/open-notifications.ts";
import type { Clock } from "../platform/clock.ts";
import { answer, readBody } from "./answer.ts";
import { beginFactorBody } from "./auth-bodies.ts";
import type { AppEnv, Ctx, Person } from "./context.ts";
import { createDoubt, type DoubtDeps } from "./doubt.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

export type MemberFactorRoutesDeps = Omit<DoubtDeps, "sessions"> & {
  readonly sessions: Pick<Sessions, "isFresh" | "cut">;
  readonly secondFactor: Pick<SecondFactor, "isOn" | "remove">;
  readonly memberships: Memberships;
  readonly notifications: Notifications;
  readonly accountMails: Pick<AccountMails, "secondFactor">;
  readonly audit: Audit;
  readonly clock: Clock;
};

interface Member { readonly userId: string; readonly email: string; readonly workspaceIds: readonly string[]; readonly required: boolean }

export const memberFactorRoutes = ({ credentials, sessions, throttle, secondFactor, memberships, notifications, accountMails, audit, clock }: MemberFactorRoutesDeps): Hono<AppEnv> => {
  const doubt = createDoubt({ credentials, sessions, throttle });

  /** For an admin, over a member of his. To everybody else all are alike, whether they are there or not. */
  const over = (route: (c: Ctx, member: Member, caller: Person) => Promise<Response>) =>
    signedIn(async (c, caller) => {
      const mine = new Set(caller.memberships.flatMap(({ workspaceId, role }) => (role === "admin" ? [workspaceId] : [])));
      if (mine.size === 0) return problem(c, "not-allowed");
      const userId = c.req.param("id") ?? "";
      const places = z.uuid().safeParse(userId).success ? await memberships(userId) : [];
      const workspaceIds = places.map(({ workspaceId }) => workspaceId);
      if (!workspaceIds.some((id) => mine.has(id))) return problem(c, "not-found");
      if (userId === caller.userId || workspaceIds.some((id) => !mine.has(id))) return problem(c, "not-allowed");
      const email = await credentials.emailOf(userId);
      return email === undefined ? problem(c, "not-found") : route(c, { userId, email, workspaceIds, required: isRequired(places) }, caller);
    });

  /** In each workspace, where it stands until it is read. */
  const tell = async ({ userId, workspaceIds }: Member, caller: Person): Promise<void> => {
    const now = clock.now();
    const text = `${caller.name} took the second step off your sign-in. If you did not ask for it, set it up again and tell an admin.`;
    for (const workspaceId of workspaceIds) {
      const notice: Notice = { id: noticeId(userId, "message", "second-factor-removed", String(now)), person: userId, what: "message", about: "", by: caller.userId, text, at: now };
      await notifications.notifier.tell(workspaceId, [notice]);
    }
  };

  return new Hono<AppEnv>()
    .get("/:id", over(async (c, { userId }, caller) => answer(c, { on: await secondFactor.isOn(userId), hasPassword: await credentials.hasPassword(caller.userId) })))
    .delete(
      "/:id",
      over(async (c, member, caller) => {
        const read = await readBody(c, beginFactorBody);
        if (!read.ok) return read.response;
        const doubted = await doubt(c, caller, read.body.password);
        if (doubted !== undefined) return doubted;
        const on = await secondFactor.isOn(member.userId);
        await secondFactor.remove(member.userId);
        if (on) {
          const [workspaceId] = member.workspaceIds;
          await audit({ event: "second-factor-removed", address: c.var.address, userId: caller.userId, detail: { of: member.userId }, ...(workspaceId !== undefined && { workspaceId }) });
          accountMails.secondFactor(member.email, false);
          await tell(member, caller);
          if (member.required) await sessions.cut([member.userId]);
        }
        return answer(c, null);
      }),
    );
};
