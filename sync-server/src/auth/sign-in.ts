/**
 * Signing in with e-mail and password, in this order: counted, hashed, the second factor asked where there is one, and
 * then in (auth/entrance.ts). Invariant: an unknown address takes as long as a known one and gets the same answer; with
 * the password alone, who has a second factor gets a challenge for five minutes, and no session.
 */
import { type Result, err, ok } from "@outrider/shared/kernel";
import type { Audit } from "./audit.ts";
import type { Credentials } from "./credentials.ts";
import type { Entered, Entrance, From } from "./entrance.ts";
import type { OneTimeLinks } from "./one-time-links.ts";
import type { SecondFactor } from "./second-factor.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";

const CHALLENGE_MS = 5 * 60_000;

export type SignInError =
  | { readonly code: "too-many-attempts"; readonly retryAfterSeconds: number }
  | { readonly code: "wrong-credentials" | "no-access" | "wrong-code" | "challenge-over" };

export type Way = Entered | { readonly challenge: string; readonly expiresInSeconds: number };
type Outcome<T = Way> = Promise<Result<T, SignInError>>;

export type SignIn = {
  /** `code`: of the second factor, where a program sends it along. */
  withPassword(given: { readonly email: string; readonly password: string; readonly code?: string | undefined }, from: From): Outcome;
  /** The second step, after a password or somebody else's sign-in. */
  withCode(challenge: string, code: string, from: From): Outcome<Entered>;
  /** Asks nothing; see auth/developers.ts. */
  asDeveloper(userId: string, from: From): Outcome<Entered>;
  /** Somebody has proved who he is otherwise; `by` is how. */
  proved(userId: string, from: From, by: string): Outcome;
};

type Deps = {
  readonly credentials: Credentials;
  readonly secondFactor: Pick<SecondFactor, "isOn" | "check">;
  readonly links: OneTimeLinks;
  readonly entrance: Entrance;
  readonly throttle: SignInThrottle;
  readonly audit: Audit;
};

export const createSignIn = ({ credentials, secondFactor, links, entrance, throttle, audit }: Deps): SignIn => {
  const tooMany = async (detail: Readonly<Record<string, string>>, { address }: From, retryAfterSeconds: number): Promise<Result<never, SignInError>> => {
    await audit({ event: "sign-in-throttled", address, detail });
    return err({ code: "too-many-attempts", retryAfterSeconds });
  };

  const checkCode = async (userId: string, code: string, from: From): Outcome<"totp" | "recovery"> => {
    const wait = await throttle.attemptCode(userId);
    if (wait !== undefined) return tooMany({ userId }, from, wait);
    const by = await secondFactor.check(userId, code);
    if (by === undefined) {
      await audit({ event: "second-factor-refused", address: from.address, userId });
      return err({ code: "wrong-code" });
    }
    await throttle.codeSucceeded(userId);
    if (by === "recovery") await audit({ event: "recovery-code-used", address: from.address, userId });
    return ok(by);
  };

  const proved = async (userId: string, from: From, by: string): Outcome => {
    if (!(await secondFactor.isOn(userId))) return entrance(userId, from, by);
    await audit({ event: "second-factor-asked", address: from.address, userId, detail: { by } });
    return ok({ challenge: await links.make("challenge", userId, CHALLENGE_MS), expiresInSeconds: CHALLENGE_MS / 1000 });
  };

  return {
    async withPassword({ email, password, code }, from) {
      const wait = await throttle.attempt(email, from.address);
      if (wait !== undefined) return tooMany({ email }, from, wait);
      const userId = await credentials.check(email, password);
      if (userId === undefined) {
        await audit({ event: "sign-in-refused", address: from.address, detail: { email } });
        return err({ code: "wrong-credentials" });
      }
      await throttle.succeeded(email, from.address);
      if (code === undefined || !(await secondFactor.isOn(userId))) return proved(userId, from, "password");
      const checked = await checkCode(userId, code, from);
      return checked.ok ? entrance(userId, from, `password and ${checked.value}`) : checked;
    },
    async withCode(challenge, code, from) {
      const userId = await links.look("challenge", challenge);
      if (userId === undefined) return err({ code: "challenge-over" });
      const checked = await checkCode(userId, code, from);
      if (!checked.ok) return checked;
      if ((await links.take("challenge", challenge)) !== userId) return err({ code: "challenge-over" });
      return entrance(userId, from, checked.value);
    },
    asDeveloper: (userId, from) => entrance(userId, from, "developer token"),
    proved,
  };
};
