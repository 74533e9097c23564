/**
 * The mails about a person's own account. Invariant: they are sent in the background, so that how long an answer takes
 * does not tell whether a mail went out; a secret stands in the fragment of a link, which browsers send to no server, and
 * in no log. Without a mail server none is sent.
 */
import type { Background } from "../platform/background.ts";
import type { Mailer } from "./mailer.ts";

export type AccountMails = {
  /** Whether there is a mail server at all. */
  readonly able: boolean;
  readonly passwordReset: (to: string, token: string, minutes: number) => void;
  readonly passwordChanged: (to: string) => void;
  readonly verifyAddress: (to: string, token: string, hours: number) => void;
  readonly completeRegistration: (to: string, workspaceName: string, token: string, days: number) => void;
  readonly alreadyRegistered: (to: string) => void;
  readonly secondFactor: (to: string, on: boolean) => void;
};

type Deps = { readonly mailer: Mailer | undefined; readonly background: Background; /** Where people open the app. */ readonly frontendUrl: string };

export const createAccountMails = ({ mailer, background, frontendUrl }: Deps): AccountMails => {
  const send = (to: string, subject: string, ...lines: readonly string[]): void => {
    if (mailer === undefined) return;
    background.run("a mail about an account could not be sent", () => mailer.send({ to, subject, text: `${lines.join("\n\n")}\n` }));
  };
  const not = "If this was not you, you need not do anything.";
  const beware = `If this was not you, choose another password at ${frontendUrl}/forgot-password and tell an admin.`;
  return {
    able: mailer !== undefined,
    passwordReset: (to, token, minutes) =>
      send(to, "Choose a new password for Outrider", `Open this link within ${minutes} minutes; it works once:`, `${frontendUrl}/reset#${token}`, not),
    passwordChanged: (to) => send(to, "Your Outrider password was changed", "Your password was changed, and you were signed out everywhere else.", beware),
    verifyAddress: (to, token, hours) => send(to, "Confirm your address for Outrider", `Open this link within ${hours} hours:`, `${frontendUrl}/verify#${token}`, not),
    completeRegistration: (to, workspaceName, token, days) =>
      send(to, `Join ${workspaceName.replace(/\s+/g, " ")}`, `You asked to join ${workspaceName} in Outrider. Open this link within ${days} days; it works once:`, `${frontendUrl}/invitation#${token}`, not),
    alreadyRegistered: (to) =>
      send(to, "You already have an Outrider account", "Somebody, probably you, tried to register with this address, which has an account.", `Sign in at ${frontendUrl}/sign-in, or choose a new password at ${frontendUrl}/forgot-password.`),
    secondFactor: (to, on) => send(to, on ? "A second step now guards your Outrider sign-in" : "The second step of your Outrider sign-in was taken off", on ? "From now on signing in asks for a code from your authenticator app." : "From now on your password alone signs you in.", beware),
  };
};
