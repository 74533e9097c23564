/** What every route can ask its request for. */
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { ActiveMembership } from "../auth/memberships.ts";
import type { Caller } from "../auth/sessions.ts";
import type { Scope } from "../rest/scopes.ts";

/** Who is signed in, and the workspaces they may enter now: at least one. */
export type Person = Caller & { readonly memberships: readonly ActiveMembership[] };

/** A program that calls by a key: as the person who made it, in one workspace, within the key's scopes. */
export type Program = {
  readonly keyId: string;
  readonly userId: string;
  readonly scopes: readonly Scope[];
  readonly membership: ActiveMembership;
};

export type AppEnv = {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    /** The remote address that limits are keyed on. */
    address: string;
    /** Who is signed in; absent for everybody else. */
    caller: Person | undefined;
    /** Who is signed in and owes the second step (auth/owed-factor.ts); to every route but those of setting it up this is nobody. */
    held: Person | undefined;
    /** Whoever calls, a person or a program, is held for that. */
    owesFactor: boolean;
    /** The program that calls; routes that are not for programs do not look here. */
    program: Program | undefined;
  };
};

export type Ctx = Context<AppEnv>;
