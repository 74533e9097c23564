/**
 * /api/auth/second-factor: the authenticator app beside one's password. Parse, count, call, answer.
 * Invariant: setting it up needs the password (or a session just opened, for who has none), taking it off a code: a
 * session that was left open can do neither. Where a workspace requires it, who sets it up is signed out everywhere else: no
 * session that never showed a code outlives it.
 */
import { Hono } from "hono";
import { encode } from "uqr";
import type { AccountMails } from "../auth/account-mails.ts";
import type { Audit, AuditEvent } from "../auth/audit.ts";
import type { Credentials } from "../auth/credentials.ts";
import type { EmailVerification } from "../auth/email-verification.ts";
import type { SecondFactor } from "../auth/second-factor.ts";
import type { Sessions } from "../auth/sessions.ts";
import type { SignInThrottle } from "../auth/sign-in-throttle.ts";
import { answer, readBody } from "./answer.ts";
import { beginFactorBody, factorCodeBody } from "./auth-bodies.ts";
import type { AppEnv, Ctx, Person } from "./context.ts";
import { createDoubt } from "./doubt.ts";
import { tooMany, wrongCode } from "./entering.ts";
import { problem } from "./problem.ts";
import { isRequired } from "../auth/owed-factor.ts";
import { signedIn, signedInOrHeld } from "./session-guard.ts";

export type SecondFactorRoutesDeps = {
  readonly secondFactor: SecondFactor;
  readonly emailVerification: Pick<EmailVerification, "isVerified">;
  readonly credentials: Credentials;
  readonly sessions: Pick<Sessions, "isFresh" | "revokeAll" | "cut">;
  readonly accountMails: AccountMails;
  readonly throttle: SignInThrottle;
  readonly audit: Audit;
};

/** To be scanned: rows of squares, "1" where it is dark. */
const pictureOf = (uri: string): readonly string[] => encode(uri, { ecc: "M", border: 0 }).data.map((row) => row.map((dark) => (dark ? "1" : "0")).join(""));

export const secondFactorRoutes = ({ secondFactor, emailVerification, credentials, sessions, accountMails, throttle, audit }: SecondFactorRoutesDeps): Hono<AppEnv> => {
  const note = (c: Ctx, event: AuditEvent, { userId }: Person): Promise<void> => audit({ event, address: c.var.address, userId });

  /** A code of his, counted before it is looked at. */
  const guess = async <T>(c: Ctx, caller: Person, check: (code: string) => Promise<T | undefined>): Promise<{ readonly right: T } | { readonly refused: Response }> => {
    const read = await readBody(c, factorCodeBody);
    if (!read.ok) return { refused: read.response };
    const wait = await throttle.attemptCode(caller.userId);
    if (wait !== undefined) return { refused: tooMany(c, wait, "many-wrong-codes") };
    const right = await check(read.body.code);
    if (right === undefined) {
      await note(c, "second-factor-refused", caller);
      return { refused: wrongCode(c) };
    }
    await throttle.codeSucceeded(caller.userId);
    return { right };
  };

  const doubt = createDoubt({ credentials, sessions, throttle });

  return new Hono<AppEnv>()
    .get(
      "/",
      signedInOrHeld(async (c, { userId, memberships }) => {
        const [state, hasPassword, emailVerified] = [await secondFactor.state(userId), await credentials.hasPassword(userId), await emailVerification.isVerified(userId)];
        return answer(c, { ...state, hasPassword, emailVerified, mail: accountMails.able, required: isRequired(memberships) });
      }),
    )
    .post(
      "/",
      signedInOrHeld(async (c, caller) => {
        const read = await readBody(c, beginFactorBody);
        if (!read.ok) return read.response;
        const doubted = await doubt(c, caller, read.body.password);
        if (doubted !== undefined) return doubted;
        const begun = await secondFactor.begin(caller.userId, caller.email);
        return begun === undefined ? problem(c, "second-factor-on") : answer(c, { ...begun, picture: pictureOf(begun.uri) });
      }),
    )
    .post(
      "/confirm",
      signedInOrHeld(async (c, caller) => {
        const guessed = await guess(c, caller, (code) => secondFactor.confirm(caller.userId, code));
        if ("refused" in guessed) return guessed.refused;
        await note(c, "second-factor-set", caller);
        accountMails.secondFactor(caller.email, true);
        if (isRequired(caller.memberships)) {
          await sessions.revokeAll(caller.userId, caller.sessionId);
          await audit({ event: "session-revoked", address: c.var.address, userId: caller.userId, detail: { which: "others", reason: "second-factor" } });
        }
        return answer(c, { recoveryCodes: guessed.right });
      }),
    )
    .post(
      "/recovery-codes",
      signedIn(async (c, caller) => {
        const guessed = await guess(c, caller, (code) => secondFactor.check(caller.userId, code));
        if ("refused" in guessed) return guessed.refused;
        await note(c, "recovery-codes-made", caller);
        return answer(c, { recoveryCodes: await secondFactor.renewCodes(caller.userId) });
      }),
    )
    .delete(
      "/",
      signedIn(async (c, caller) => {
        const guessed = await guess(c, caller, (code) => secondFactor.check(caller.userId, code));
        if ("refused" in guessed) return guessed.refused;
        await secondFactor.remove(caller.userId);
        if (isRequired(caller.memberships)) await sessions.cut([caller.userId]);
        await note(c, "second-factor-removed", caller);
        accountMails.secondFactor(caller.email, false);
        return answer(c, null);
      }),
    );
};
