/**
 * /api/auth: set-up of a fresh instance, the second step of a sign-in, tokens, sessions. Parse, call, answer. The ways in
 * by password are in entry-routes.ts.
 */
import { Hono } from "hono";
import { deleteCookie } from "hono/cookie";
import { z } from "zod";
import type { Accounts } from "../auth/accounts.ts";
import type { Audit } from "../auth/audit.ts";
import type { Invitations } from "../auth/invitations.ts";
import type { KnownDevices } from "../auth/known-devices.ts";
import type { EmailVerification } from "../auth/email-verification.ts";
import type { SignIn } from "../auth/sign-in.ts";
import { answer, readBody } from "./answer.ts";
import { codeBody, refreshBody, setupBody, tokenBody } from "./auth-bodies.ts";
import type { AppEnv } from "./context.ts";
import { type EnteringDeps, entering, fromOf, meOf, weak } from "./entering.ts";
import { problem } from "./problem.ts";
import { signedIn, signedInOrHeld } from "./session-guard.ts";

export type AuthRoutesDeps = EnteringDeps & {
  readonly accounts: Accounts;
  readonly invitations: Invitations;
  readonly emailVerification: EmailVerification;
  readonly knownDevices: KnownDevices;
  readonly signIn: SignIn;
  readonly audit: Audit;
  readonly cookie: { readonly name: string; readonly secure: boolean; readonly sameSite: "lax" | "none" };
};

const uuid = z.uuid();

export const authRoutes = (deps: AuthRoutesDeps): Hono<AppEnv> => {
  const { accounts, invitations, memberships, sessions, knownDevices, refreshTokens, emailVerification, signIn, audit, cookie } = deps;
  const { entered, way, refreshed, refused } = entering(deps);

  const leave = signedInOrHeld(async (c, caller) => {
    await sessions.revoke(caller.userId, caller.sessionId);
    await knownDevices.left(caller.sessionId);
    await audit({ event: "signed-out", address: c.var.address, userId: caller.userId });
    deleteCookie(c, cookie.name, { path: "/", secure: cookie.secure, sameSite: cookie.sameSite, partitioned: cookie.sameSite === "none" });
    return answer(c, null);
  });

  return new Hono<AppEnv>()
    .get("/state", async (c) => {
      const { held, caller = held } = c.var;
      return answer(c, {
        needsSetup: caller === undefined && (await accounts.needsSetup()),
        signedIn: caller !== undefined,
        me: caller === undefined ? null : meOf(caller, held !== undefined),
      });
    })
    .post("/setup", async (c) => {
      const read = await readBody(c, setupBody);
      if (!read.ok) return read.response;
      const made = await accounts.setup(read.body);
      if (!made.ok) return problem(c, made.error.code, "message" in made.error ? weak(made.error) : {});
      await audit({ event: "instance-set-up", address: c.var.address, ...made.value, detail: {} });
      await emailVerification.ask(made.value.userId);
      const found = await signIn.proved(made.value.userId, fromOf(c), "set-up");
      return found.ok ? way(c, found.value) : refused(c, found.error);
    })
    .post("/login/code", async (c) => {
      const read = await readBody(c, codeBody);
      if (!read.ok) return read.response;
      const found = await signIn.withCode(read.body.challenge, read.body.code, fromOf(c));
      return found.ok ? entered(c, found.value) : refused(c, found.error);
    })
    .post("/refresh", async (c) => {
      const read = await readBody(c, refreshBody);
      if (!read.ok) return read.response;
      const turned = await refreshTokens.rotate(read.body.refreshToken);
      const { address } = c.var;
      if (!turned.ok) {
        if (turned.error.code === "reused") await audit({ event: "refresh-token-reused", address, userId: turned.error.userId, detail: { session: turned.error.sessionId } });
        return problem(c, "refresh-invalid");
      }
      const { userId, sessionId, next } = turned.value;
      if ((await memberships(userId)).length > 0) return refreshed(c, { userId, sessionId }, next);
      await sessions.revokeAll(userId);
      await audit({ event: "session-revoked", address, userId, detail: { which: "all", reason: "no-access" } });
      return problem(c, "refresh-invalid");
    })
    .post("/invitation", async (c) => {
      const read = await readBody(c, tokenBody);
      if (!read.ok) return read.response;
      const offer = await invitations.look(read.body.token);
      return offer === undefined ? problem(c, "invitation-invalid") : answer(c, offer);
    })
    .delete("/logout", leave)
    .post("/logout", leave)
    .get(
      "/me",
      signedInOrHeld((c, caller) => Promise.resolve(answer(c, meOf(caller, c.var.held !== undefined)))),
    )
    .get(
      "/sessions",
      signedIn(async (c, caller) => {
        const all = await sessions.list(caller.userId);
        return answer(
          c,
          all.map((session) => ({ ...session, current: session.id === caller.sessionId })),
        );
      }),
    )
    .delete(
      "/sessions",
      signedIn(async (c, caller) => {
        await sessions.revokeAll(caller.userId, caller.sessionId);
        await audit({
          event: "session-revoked",
          address: c.var.address,
          userId: caller.userId,
          detail: { which: "others" },
        });
        return answer(c, null);
      }),
    )
    .delete(
      "/sessions/:id",
      signedIn(async (c, caller) => {
        const id = uuid.safeParse(c.req.param("id"));
        if (!id.success || !(await sessions.revoke(caller.userId, id.data))) return problem(c, "not-found");
        await audit({
          event: "session-revoked",
          address: c.var.address,
          userId: caller.userId,
          detail: { which: id.data },
        });
        return answer(c, null);
      }),
    );
};
