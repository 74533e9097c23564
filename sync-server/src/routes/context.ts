/** What every route can ask its request for. */
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { ActiveMembership } from "../auth/memberships.ts";
import type { Caller } from "../auth/sessions.ts";

/** Who is signed in, and the workspaces they may enter now: at least one. */
export type Person = Caller & { readonly memberships: readonly ActiveMembership[] };

export type AppEnv = {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** The remote address that limits are keyed on. */
    address: string;
    /** Who is signed in; absent for everybody else. */
    caller: Person | undefined;
  };
};

export type Ctx = Context<AppEnv>;
