/**
 * /api/auth/ways: how one can get in here, for the page of signing in; and a token for developers.
 * Invariant: a developer's token is given where no other sign-in service is set up, never in production, and only to who
 * calls from this very machine.
 */
import { Hono } from "hono";
import { problemWhy } from "@outrider/shared/protocol";
import type { Audit } from "../auth/audit.ts";
import type { Developers } from "../auth/developers.ts";
import type { AccountMails } from "../auth/account-mails.ts";
import type { OpenId } from "../auth/open-id.ts";
import type { Registration } from "../auth/registration.ts";
import type { SignIn } from "../auth/sign-in.ts";
import { answer, readBody } from "./answer.ts";
import { developerBody } from "./auth-bodies.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { type EnteringDeps, entering, fromOf } from "./entering.ts";
import { problem } from "./problem.ts";

export type WaysRoutesDeps = EnteringDeps & {
  readonly developers: Developers | undefined;
  readonly accountMails: AccountMails;
  readonly openId: OpenId;
  readonly registration: Registration;
  readonly signIn: SignIn;
  readonly audit: Audit;
};

const HERE = new Set(["127.0.0.1", "::1", "localhost", "[::1]"]);
/** The name is looked at too: a page of another site can have its own name lead to this machine. */
const hostOf = (c: Ctx): string => (c.req.header("Host") ?? "").replace(/:\d+$/, "");

export const waysRoutes = (deps: WaysRoutesDeps): Hono<AppEnv> => {
  const { developers, accountMails, openId, registration, signIn, audit } = deps;
  const { entered, refused } = entering(deps);
  const calledFromHere = (c: Ctx): boolean => HERE.has(c.var.address) && HERE.has(hostOf(c)) && c.req.header("X-Forwarded-For") === undefined;

  return new Hono<AppEnv>()
    .get("/ways", async (c) =>
      answer(c, {
        register: registration.way(await registration.place()),
        reset: accountMails.able,
        providers: openId.providers.map(({ id, name }) => ({ id, name, path: `/api/auth/${id}` })),
      }),
    )
    .post("/dev-token", async (c) => {
      if (developers === undefined || !calledFromHere(c)) return problem(c, "not-found");
      const bare = c.req.header("Content-Type") === undefined && (await c.req.text()) === "";
      const read = bare ? { ok: true as const, body: {} } : await readBody(c, developerBody);
      if (!read.ok) return read.response;
      const userId = await developers.find("email" in read.body ? read.body.email : undefined);
      if (userId === undefined) return problem(c, "not-found", { why: problemWhy("no-active-person") });
      await audit({ event: "developer-token", address: c.var.address, userId });
      const found = await signIn.asDeveloper(userId, fromOf(c));
      return found.ok ? entered(c, found.value) : refused(c, found.error);
    });
};
