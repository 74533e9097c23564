/** /api/auth: forgotten and new passwords, and confirming an address. Parse, count, call, answer. */
import { Hono } from "hono";
import { problemWhy } from "@outrider/shared/protocol";
import type { Audit } from "../auth/audit.ts";
import type { EmailVerification } from "../auth/email-verification.ts";
import type { PasswordReset } from "../auth/password-reset.ts";
import type { SignIn } from "../auth/sign-in.ts";
import type { SignInThrottle } from "../auth/sign-in-throttle.ts";
import { answer, readBody } from "./answer.ts";
import { changePasswordBody, forgotBody, resetBody, tokenBody } from "./auth-bodies.ts";
import type { AppEnv } from "./context.ts";
import { type EnteringDeps, entering, fromOf, tooMany, weak } from "./entering.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

export type PasswordRoutesDeps = EnteringDeps & {
  readonly passwordReset: PasswordReset;
  readonly emailVerification: EmailVerification;
  readonly signIn: SignIn;
  readonly throttle: SignInThrottle;
  readonly audit: Audit;
};

export const passwordRoutes = (deps: PasswordRoutesDeps): Hono<AppEnv> => {
  const { passwordReset, emailVerification, signIn, throttle, audit } = deps;
  const { way, refused } = entering(deps);

  return new Hono<AppEnv>()
    .post("/forgot-password", async (c) => {
      const read = await readBody(c, forgotBody);
      if (!read.ok) return read.response;
      const { email } = read.body;
      const asked = await throttle.ask(email, c.var.address);
      if (asked.go === "wait") return tooMany(c, asked.retryAfterSeconds, "many-questions");
      await audit({ event: "password-reset-asked", address: c.var.address, detail: { email } });
      if (asked.go === "on") passwordReset.ask(email);
      return answer(c, null);
    })
    .post("/reset-password", async (c) => {
      const read = await readBody(c, resetBody);
      if (!read.ok) return read.response;
      const done = await passwordReset.complete(read.body.token, read.body.password);
      if (!done.ok) return problem(c, done.error.code, "message" in done.error ? weak(done.error) : {});
      await audit({ event: "password-reset", address: c.var.address, userId: done.value.userId });
      const entered = await signIn.proved(done.value.userId, fromOf(c), "password reset");
      return entered.ok ? way(c, entered.value) : refused(c, entered.error);
    })
    .post(
      "/password",
      signedIn(async (c, caller) => {
        const read = await readBody(c, changePasswordBody);
        if (!read.ok) return read.response;
        const wait = await throttle.attempt(caller.email, c.var.address);
        if (wait !== undefined) return tooMany(c, wait, "many-wrong-passwords");
        const { address } = c.var;
        const done = await passwordReset.change(caller, read.body.currentPassword, read.body.password);
        if (done.ok) {
          await throttle.succeeded(caller.email, address);
          await audit({ event: "password-changed", address, userId: caller.userId });
          return answer(c, null);
        }
        if (done.error.code !== "wrong-password") await throttle.succeeded(caller.email, address);
        else await audit({ event: "password-change-refused", address, userId: caller.userId });
        if (done.error.code === "wrong-password") return problem(c, "wrong-password", { errors: [{ field: "currentPassword", ...problemWhy("not-your-password") }] });
        return problem(c, done.error.code, "message" in done.error ? weak(done.error) : {});
      }),
    )
    .post(
      "/verify-email/send",
      signedIn(async (c, caller) => {
        const asked = await throttle.ask(caller.email, c.var.address);
        if (asked.go === "wait") return tooMany(c, asked.retryAfterSeconds, "many-questions");
        return answer(c, { mailed: asked.go === "on" && (await emailVerification.ask(caller.userId)) });
      }),
    )
    .post("/verify-email", async (c) => {
      const read = await readBody(c, tokenBody);
      if (!read.ok) return read.response;
      const confirmed = await emailVerification.complete(read.body.token);
      if (confirmed === undefined) return problem(c, "link-invalid");
      await audit({ event: "email-verified", address: c.var.address, userId: confirmed.userId });
      return answer(c, null);
    });
};
