/**
 * /api/auth and /api/users: signing in with a password, joining by an invitation, and asking to join. Parse, count, call,
 * answer. Invariant: where a mail can go out, asking to join is answered alike for every address.
 */
import { Hono } from "hono";
import { problemWhy } from "@outrider/shared/protocol";
import type { Accounts } from "../auth/accounts.ts";
import type { Audit } from "../auth/audit.ts";
import type { Registration } from "../auth/registration.ts";
import type { SignIn } from "../auth/sign-in.ts";
import type { SignInThrottle } from "../auth/sign-in-throttle.ts";
import { answer, readBody } from "./answer.ts";
import { loginBody, registerBody } from "./auth-bodies.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { type EnteringDeps, entering, fromOf, tooMany, weak } from "./entering.ts";
import { problem } from "./problem.ts";

export type EntryRoutesDeps = EnteringDeps & {
  readonly accounts: Accounts;
  readonly registration: Registration;
  readonly signIn: SignIn;
  readonly throttle: SignInThrottle;
  readonly audit: Audit;
};

export const entryRoutes = (deps: EntryRoutesDeps): Hono<AppEnv> => {
  const { accounts, registration, signIn, throttle, audit } = deps;
  const { way, refused } = entering(deps);

  const inside = async (c: Ctx, userId: string, by: string): Promise<Response> => {
    const found = await signIn.proved(userId, fromOf(c), by);
    return found.ok ? way(c, found.value) : refused(c, found.error);
  };

  const accept = async (c: Ctx, given: { token: string; name: string; password: string; email?: string | undefined }): Promise<Response> => {
    const joined = await accounts.accept(given);
    if (!joined.ok) return problem(c, joined.error.code, "message" in joined.error ? weak(joined.error) : {});
    const { userId, workspaceId } = joined.value;
    await audit({ event: "invitation-accepted", address: c.var.address, userId, workspaceId });
    return inside(c, userId, "invitation");
  };

  /** Who has no invitation. Where a mail goes out, it goes out in any case and the answer is one. */
  const ask = async (c: Ctx, { name, email, password }: { name?: string | undefined; email: string; password?: string | undefined }): Promise<Response> => {
    const place = await registration.place();
    const how = registration.way(place);
    if (place === undefined || how === "closed") return problem(c, "registration-closed");
    const { address } = c.var;
    const asked = await throttle.ask(email, address);
    if (asked.go === "wait") return tooMany(c, asked.retryAfterSeconds, "many-questions");
    await audit({ event: "registration-asked", address, workspaceId: place.workspaceId, detail: { email } });
    if (how === "by-mail") {
      if (asked.go === "on") registration.ask(place, email);
      c.status(202);
      return answer(c, { mailed: true });
    }
    const missing = [...(name === undefined ? ["name"] : []), ...(password === undefined ? ["password"] : [])];
    if (name === undefined || password === undefined) return problem(c, "invalid-fields", { errors: missing.map((field) => ({ field, ...problemWhy("needed") })) });
    const joined = await accounts.register({ workspaceId: place.workspaceId, name, email, password });
    if (!joined.ok) return problem(c, joined.error.code, "message" in joined.error ? weak(joined.error) : {});
    await audit({ event: "registered", address, userId: joined.value.userId, workspaceId: place.workspaceId, detail: { by: "password" } });
    return inside(c, joined.value.userId, "registration");
  };

  const register = async (c: Ctx): Promise<Response> => {
    const read = await readBody(c, registerBody);
    if (!read.ok) return read.response;
    const { token, name, email, password } = read.body;
    if (token !== undefined && name !== undefined && password !== undefined) return accept(c, { token, name, password, email });
    return email === undefined ? problem(c, "invalid-fields", { errors: [{ field: "email", ...problemWhy("needed") }] }) : ask(c, { name, email, password });
  };

  const login = async (c: Ctx): Promise<Response> => {
    const read = await readBody(c, loginBody);
    if (!read.ok) return read.response;
    const found = await signIn.withPassword(read.body, fromOf(c));
    return found.ok ? way(c, found.value) : refused(c, found.error);
  };

  return new Hono<AppEnv>().post("/login", login).post("/register", register);
};
