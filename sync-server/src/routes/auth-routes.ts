/**
 * /api/auth: set-up of a fresh instance, sign-in, joining by invitation, sessions. Parse, call, answer.
 */
import { Hono } from "hono";
import { deleteCookie } from "hono/cookie";
import { z } from "zod";
import type { Accounts } from "../auth/accounts.ts";
import type { Audit } from "../auth/audit.ts";
import type { Invitations } from "../auth/invitations.ts";
import type { KnownDevices } from "../auth/known-devices.ts";
import type { Memberships } from "../auth/memberships.ts";
import type { Sessions } from "../auth/sessions.ts";
import type { SignIn } from "../auth/sign-in.ts";
import { answer, readBody } from "./answer.ts";
import type { AppEnv, Ctx, Person } from "./context.ts";
import { problem } from "./problem.ts";
import { signedIn } from "./session-guard.ts";

export type AuthRoutesDeps = {
  readonly accounts: Accounts;
  readonly invitations: Invitations;
  readonly memberships: Memberships;
  readonly sessions: Sessions;
  readonly knownDevices: KnownDevices;
  readonly signIn: SignIn;
  readonly audit: Audit;
  readonly cookie: { readonly name: string; readonly secure: boolean };
};

const name = z.string().trim().min(1).max(100);
const email = z.email().max(254);
const newPassword = z.string().max(1_000);
const token = z.string().min(20).max(200);

export const setupBody = z.strictObject({ workspaceName: name, name, email, password: newPassword });
export const loginBody = z.strictObject({ email, password: z.string().min(1).max(128) });
export const invitationBody = z.strictObject({ token });
export const registerBody = z.strictObject({ token, name, password: newPassword, email: email.optional() });
const uuid = z.uuid();

export const authRoutes = (deps: AuthRoutesDeps): Hono<AppEnv> => {
  const { accounts, invitations, memberships, sessions, knownDevices, signIn, audit, cookie } = deps;

  const me = ({ userId, sessionId, name: called, email: address, memberships: places }: Person) => ({
    user: { id: userId, name: called, email: address },
    sessionId,
    memberships: places,
  });

  /** Signs in, sets the cookie, and says who that is. */
  const enter = async (c: Ctx, credentials: { email: string; password: string }): Promise<Response> => {
    const userAgent = (c.req.header("User-Agent") ?? "").slice(0, 300);
    const entered = await signIn({ ...credentials, address: c.var.address, userAgent });
    if (!entered.ok) {
      const { error } = entered;
      if (error.code !== "too-many-attempts") return problem(c, error.code);
      const minutes = Math.ceil(error.retryAfterSeconds / 60);
      return problem(c, error.code, {
        retryAfterSeconds: error.retryAfterSeconds,
        detail: `Too many wrong passwords for this address from here. Try again in ${minutes} min.`,
      });
    }
    for (const value of entered.value.cookies) c.header("Set-Cookie", value, { append: true });
    const pairs = entered.value.cookies.map((value) => value.split(";")[0]).join("; ");
    const found = await sessions.identify(new Headers({ cookie: pairs }));
    if (found === undefined) return problem(c, "not-signed-in");
    return answer(c, me({ ...found.caller, memberships: await memberships(found.caller.userId) }));
  };

  const leave = signedIn(async (c, caller) => {
    await sessions.revoke(caller.userId, caller.sessionId);
    await knownDevices.left(caller.sessionId);
    await audit({ event: "signed-out", address: c.var.address, userId: caller.userId });
    deleteCookie(c, cookie.name, { path: "/", secure: cookie.secure });
    return answer(c, null);
  });

  return new Hono<AppEnv>()
    .get("/state", async (c) => {
      const { caller } = c.var;
      return answer(c, {
        needsSetup: caller === undefined && (await accounts.needsSetup()),
        signedIn: caller !== undefined,
        me: caller === undefined ? null : me(caller),
      });
    })
    .post("/setup", async (c) => {
      const read = await readBody(c, setupBody);
      if (!read.ok) return read.response;
      const made = await accounts.setup(read.body);
      if (!made.ok) return problem(c, made.error.code, "message" in made.error ? weak(made.error.message) : {});
      await audit({ event: "instance-set-up", address: c.var.address, ...made.value, detail: {} });
      return enter(c, read.body);
    })
    .post("/login", async (c) => {
      const read = await readBody(c, loginBody);
      return read.ok ? enter(c, read.body) : read.response;
    })
    .post("/invitation", async (c) => {
      const read = await readBody(c, invitationBody);
      if (!read.ok) return read.response;
      const offer = await invitations.look(read.body.token);
      return offer === undefined ? problem(c, "invitation-invalid") : answer(c, offer);
    })
    .post("/register", async (c) => {
      const read = await readBody(c, registerBody);
      if (!read.ok) return read.response;
      const joined = await accounts.accept(read.body);
      if (!joined.ok) return problem(c, joined.error.code, "message" in joined.error ? weak(joined.error.message) : {});
      const { userId, workspaceId, email: address } = joined.value;
      await audit({ event: "invitation-accepted", address: c.var.address, userId, workspaceId });
      return enter(c, { email: address, password: read.body.password });
    })
    .delete("/logout", leave)
    .post("/logout", leave)
    .get(
      "/me",
      signedIn((c, caller) => Promise.resolve(answer(c, me(caller)))),
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

const weak = (message: string) => ({ detail: message, errors: [{ field: "password", message }] });
