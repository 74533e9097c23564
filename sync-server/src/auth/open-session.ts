/**
 * Opens a session of better-auth's for somebody who has proved who he is, whichever way: its own way in knows passwords
 * only. It is reached from this server's code alone; better-auth's routes are not mounted.
 */
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { BetterAuthPlugin } from "better-auth/types";
import { z } from "zod";

export const openSessionPlugin = () =>
  ({
    id: "outrider-open-session",
    endpoints: {
      openSession: createAuthEndpoint("/outrider/open-session", { method: "POST", body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } }, async (ctx) => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(ctx.body.userId);
        if (user === null) throw new Error("a session was asked for nobody");
        const session = await internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ sessionId: session.id, name: user.name, email: user.email });
      }),
    },
  }) satisfies BetterAuthPlugin;
