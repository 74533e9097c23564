/** /api/sync/ticket: what a device fetches over its session to open its socket with. */
import { Hono } from "hono";
import { z } from "zod";
import type { SyncTickets } from "../auth/sync-tickets.ts";
import { answer, readBody } from "./answer.ts";
import type { AppEnv } from "./context.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

type Deps = { readonly tickets: SyncTickets };

/** Without a workspace it is for the only one, or the first. */
const body = z.strictObject({ workspaceId: z.uuid().optional() });

export const ticketRoutes = ({ tickets }: Deps): Hono<AppEnv> =>
  new Hono<AppEnv>().post(
    "/ticket",
    signedIn(async (c, { userId, sessionId, memberships }) => {
      const read = await readBody(c, body);
      if (!read.ok) return read.response;
      const wanted = read.body.workspaceId;
      const membership = memberships.find(({ workspaceId }) => wanted === undefined || workspaceId === wanted);
      if (membership === undefined) return problem(c, "no-access");
      const { workspaceId } = membership;
      return answer(c, { ...(await tickets.issue({ userId, sessionId, workspaceId })), workspaceId, userId });
    }),
  );
