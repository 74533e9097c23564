/**
 * Whether it is really the person who sits there: asked before anything changes how somebody signs in, because a session may have
 * been left open. By the password; of who has none, by a session that was opened within the last minutes.
 */
import { problemWhy } from "@outrider/shared/protocol";
import type { Credentials } from "../auth/credentials.ts";
import type { Sessions } from "../auth/sessions.ts";
import type { SignInThrottle } from "../auth/sign-in-throttle.ts";
import type { Ctx, Person } from "./context.ts";
import { tooMany } from "./entering.ts";
import { problem } from "./problem.ts";

export type DoubtDeps = { readonly credentials: Credentials; readonly sessions: Pick<Sessions, "isFresh">; readonly throttle: SignInThrottle };

/** undefined: it is; else what is answered. Guesses are counted before they are looked at. */
export const createDoubt =
  ({ credentials, sessions, throttle }: DoubtDeps) =>
  async (c: Ctx, caller: Person, password: string | undefined): Promise<Response | undefined> => {
    if (!(await credentials.hasPassword(caller.userId))) return (await sessions.isFresh(caller.sessionId)) ? undefined : problem(c, "sign-in-again");
    if (password === undefined) return problem(c, "invalid-fields", { errors: [{ field: "password", ...problemWhy("needed") }] });
    const wait = await throttle.attempt(caller.email, c.var.address);
    if (wait !== undefined) return tooMany(c, wait, "many-wrong-passwords");
    if (!(await credentials.checkOf(caller.userId, password))) return problem(c, "wrong-password", { errors: [{ field: "password", ...problemWhy("not-your-password") }] });
    await throttle.succeeded(caller.email, c.var.address);
    return undefined;
  };
