/**
 * The last step of every way in: whoever has proved who he is gets a session, if he has a place to go.
 * Invariant: who has no active membership gets no session; each entrance is in the audit log.
 */
import { type Result, err, ok } from "@outrider/shared/kernel";
import type { Database } from "../db/database.ts";
import type { Accounts } from "./accounts.ts";
import type { Audit } from "./audit.ts";
import { ADDRESS_HEADER, type Auth } from "./better-auth.ts";
import type { Memberships } from "./memberships.ts";
import type { OwesFactor } from "./owed-factor.ts";
import type { Caller } from "./sessions.ts";

export type From = { readonly address: string; readonly userAgent: string };
/** `cookies` are for a browser's answer in hand. */
export type Entered = Caller & { readonly cookies: readonly string[] };

export type Entrance = (userId: string, from: From, by: string) => Promise<Result<Entered, { readonly code: "no-access" }>>;

type Deps = { readonly auth: Auth; readonly database: Database; readonly accounts: Pick<Accounts, "settle">; readonly memberships: Memberships; readonly owesFactor: OwesFactor; readonly audit: Audit };

export const createEntrance =
  ({ auth, database, accounts, memberships, owesFactor, audit }: Deps): Entrance =>
  async (userId, { address, userAgent }, by) => {
    await accounts.settle(userId);
    const places = await memberships(userId);
    if (places.length === 0) {
      await audit({ event: "sign-in-refused", address, userId, detail: { reason: "no-access" } });
      return err({ code: "no-access" });
    }
    const opened = await auth.api.openSession({
      body: { userId },
      headers: new Headers({ [ADDRESS_HEADER]: address, "user-agent": userAgent }),
      returnHeaders: true,
    });
    // Let in to set it up and to nothing else: see routes/session-guard.ts.
    const owed = (await owesFactor(userId, places)) ? { owes: "second-factor" } : {};
    await audit({ event: "signed-in", address, userId, detail: { by, ...owed } });
    await database.sync();
    return ok({ userId, ...opened.response, cookies: opened.headers.getSetCookie() });
  };
