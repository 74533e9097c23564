/** What every route can ask its request for. */
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Caller } from "../auth/sessions.ts";

export type AppEnv = {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** The remote address that limits are keyed on. */
    address: string;
    /** Who is signed in; absent for everybody else. */
    caller: Caller | undefined;
  };
};

export type Ctx = Context<AppEnv>;
