/** What the routes of signing in take: one schema a body, so that what is said of a route is what it checks. */
import { z } from "zod";
import { problemSentences } from "@outrider/shared/protocol";
import { givenName as name } from "../auth/person-name.ts";

const email = z.email().max(254);
/** What is wrong with it is said in a sentence of its own (auth/password-policy.ts). */
const newPassword = z.string().max(1_000);
const password = z.string().min(1).max(128);
const token = z.string().min(20).max(200);
/** Of an authenticator, or a recovery code with its dashes. */
const code = z.string().trim().min(6).max(40);

export const setupBody = z.strictObject({ workspaceName: name, name, email, password: newPassword });
export const loginBody = z.strictObject({ email, password, code: code.optional() });
export const codeBody = z.strictObject({ challenge: token, code });
export const tokenBody = z.strictObject({ token });
export const refreshBody = z.strictObject({ refreshToken: token });
export const forgotBody = z.strictObject({ email });
export const resetBody = z.strictObject({ token, password: newPassword });
export const changePasswordBody = z.strictObject({ currentPassword: password, password: newPassword });
export const developerBody = z.strictObject({ email: email.optional() });
/** `password` where the person has one. */
export const beginFactorBody = z.strictObject({ password: password.optional() });
export const factorCodeBody = z.strictObject({ code });

/** With a token it is an invitation that is accepted; without one somebody asks to join by himself. */
export const registerBody = z
  .strictObject({ token: token.optional(), name: name.optional(), email: email.optional(), password: newPassword.optional() })
  .superRefine(({ token: invited, name: called, email: address, password: chosen }, context) => {
    const needs = (path: string): void => context.addIssue({ code: "custom", path: [path], message: problemSentences.needed });
    if (invited === undefined) {
      if (address === undefined) needs("email");
      return;
    }
    if (called === undefined) needs("name");
    if (chosen === undefined) needs("password");
  });
