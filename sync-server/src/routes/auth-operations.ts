// The operations of signing in, as they are described; the schemas that check them are in auth-bodies.ts.
import { ROLES } from "@outrider/shared/schema";
import { z } from "zod";
import {
  beginFactorBody, changePasswordBody, codeBody, developerBody, factorCodeBody, forgotBody, loginBody, refreshBody, registerBody, resetBody, setupBody, tokenBody,
} from "./auth-bodies.ts";
import { idParam, type Operation } from "./operation.ts";

const membership = z.object({ workspaceId: z.string(), workspaceName: z.string(), role: z.enum(ROLES), team: z.string(), requiresSecondFactor: z.boolean() });
const me = z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }), sessionId: z.string(), memberships: z.array(membership), secondFactorRequired: z.boolean() });
/** What a program is given besides; a browser gets a cookie. */
const tokens = z.object({ token: z.string(), accessToken: z.string(), refreshToken: z.string(), tokenType: z.literal("Bearer"), expiresIn: z.number() });
const entered = z.intersection(me, tokens.partial());
const way = z.union([entered, z.object({ secondFactor: z.literal(true), challenge: z.string(), expiresInSeconds: z.number() })]);
const nothing = z.null();
const codes = z.object({ recoveryCodes: z.array(z.string()) });
const anyone = { access: "anybody", tag: "auth" } as const;
const signedIn = { access: "signed-in", tag: "auth" } as const;
const admin = { access: "admin", tag: "auth" } as const;

const IN = ["wrong-credentials", "too-many-attempts", "no-access", "not-signed-in", "busy"] as const;

/** Under both names. */
const entries = (under: string): readonly Operation[] => [
  { ...anyone, method: "post", path: `${under}/login`, summary: "Signs in. A browser gets a cookie, a program tokens; who has a second step is asked for it.", body: loginBody, data: way, problems: [...IN, "wrong-code"] },
  {
    ...anyone, method: "post", path: `${under}/register`, summary: "Joins by an invitation, or by oneself where the workspace allows it. Where mail goes out (202), the answer is the same for every address.",
    body: registerBody, data: way, also: { status: 202, data: z.object({ mailed: z.literal(true) }) },
    problems: [...IN, "invitation-invalid", "invitation-for-another", "email-taken", "weak-password", "registration-closed"],
  },
];

export const authOperations: readonly Operation[] = [
  ...entries("/api/auth"), ...entries("/api/users"),
  { ...anyone, method: "get", path: "/api/auth/state", summary: "Whether this instance is set up, and who is signed in.", data: z.object({ needsSetup: z.boolean(), signedIn: z.boolean(), me: me.nullable() }), problems: [] },
  { ...anyone, method: "get", path: "/api/auth/ways", summary: "The ways in that there are.", data: z.object({ register: z.string(), reset: z.boolean(), providers: z.array(z.object({ id: z.string(), name: z.string(), path: z.string() })) }), problems: [] },
  { ...anyone, method: "post", path: "/api/auth/setup", summary: "Sets a fresh instance up with its first admin.", body: setupBody, data: way, problems: [...IN, "already-set-up", "weak-password"] },
  { ...anyone, method: "post", path: "/api/auth/login/code", summary: "The second step of a sign-in.", body: codeBody, data: entered, problems: [...IN, "wrong-code", "challenge-over"] },
  { ...anyone, method: "post", path: "/api/auth/refresh", summary: "A new pair of tokens for a refresh token, which is used up. One that comes twice ends all that came of it.", body: refreshBody, data: z.intersection(me, tokens), problems: ["refresh-invalid"] },
  { ...anyone, method: "post", path: "/api/auth/dev-token", summary: "Tokens for trying out, on the machine itself, where no sign-in service is set up and never in production.", body: developerBody, data: entered, problems: [...IN, "not-found"] },
  { ...anyone, method: "post", path: "/api/auth/invitation", summary: "What an invitation offers.", body: tokenBody, data: z.object({ email: z.string(), workspaceName: z.string(), role: z.string(), expiresAt: z.string() }), problems: ["invitation-invalid"] },
  { ...anyone, method: "post", path: "/api/auth/forgot-password", summary: "Mails a link to reset a password, if there is such an account: the answer does not say.", body: forgotBody, data: nothing, problems: ["too-many-attempts"] },
  { ...anyone, method: "post", path: "/api/auth/reset-password", summary: "Sets a new password by that link, and ends all sessions.", body: resetBody, data: way, problems: [...IN, "link-invalid", "weak-password"] },
  { ...anyone, method: "post", path: "/api/auth/verify-email", summary: "Confirms an address by the link that was mailed to it.", body: tokenBody, data: nothing, problems: ["link-invalid"] },
  { ...signedIn, method: "post", path: "/api/auth/verify-email/send", summary: "Mails that link again.", data: z.object({ mailed: z.boolean() }), problems: ["too-many-attempts"] },
  { ...signedIn, method: "post", path: "/api/auth/password", summary: "Changes your password.", body: changePasswordBody, data: nothing, problems: ["wrong-password", "weak-password", "too-many-attempts", "busy"] },
  { ...signedIn, method: "get", path: "/api/auth/second-factor", summary: "Whether you have a second step.", data: z.object({ on: z.boolean(), recoveryCodesLeft: z.number(), hasPassword: z.boolean(), emailVerified: z.boolean(), mail: z.boolean(), required: z.boolean() }), problems: [] },
  { ...signedIn, method: "post", path: "/api/auth/second-factor", summary: "Begins one: the secret for an authenticator.", body: beginFactorBody, data: z.object({ secret: z.string(), uri: z.string(), picture: z.array(z.string()) }), problems: ["second-factor-on", "sign-in-again", "wrong-password", "too-many-attempts", "busy"] },
  { ...signedIn, method: "post", path: "/api/auth/second-factor/confirm", summary: "Sets it by a first code; answers recovery codes, once.", body: factorCodeBody, data: codes, problems: ["wrong-code", "too-many-attempts"] },
  { ...signedIn, method: "post", path: "/api/auth/second-factor/recovery-codes", summary: "New recovery codes; those before are void.", body: factorCodeBody, data: codes, problems: ["wrong-code", "too-many-attempts"] },
  { ...signedIn, method: "delete", path: "/api/auth/second-factor", summary: "Takes it off.", body: factorCodeBody, data: nothing, problems: ["wrong-code", "too-many-attempts"] },
  { ...admin, method: "get", path: "/api/auth/second-factor/members/{id}", params: idParam, summary: "Whether a member has a second step.", data: z.object({ on: z.boolean(), hasPassword: z.boolean() }), problems: ["not-found"] },
  { ...admin, method: "delete", path: "/api/auth/second-factor/members/{id}", params: idParam, summary: "Takes it off for a member who lost it, who is told. Needs your password.", body: beginFactorBody, data: nothing, problems: ["not-found", "sign-in-again", "wrong-password", "too-many-attempts", "busy"] },
  { ...signedIn, method: "delete", path: "/api/auth/logout", summary: "Signs out.", data: nothing, problems: [] },
  { ...signedIn, method: "post", path: "/api/auth/logout", summary: "Signs out.", data: nothing, problems: [] },
  { ...signedIn, method: "get", path: "/api/auth/me", summary: "Who is signed in.", data: me, problems: [] },
  { ...signedIn, method: "get", path: "/api/auth/sessions", summary: "Your sessions.", data: z.array(z.object({ id: z.string(), createdAt: z.string(), lastUsedAt: z.string(), expiresAt: z.string(), address: z.string(), userAgent: z.string(), current: z.boolean() })), problems: [] },
  { ...signedIn, method: "delete", path: "/api/auth/sessions", summary: "Ends all your sessions but this one.", data: nothing, problems: [] },
  { ...signedIn, method: "delete", path: "/api/auth/sessions/{id}", params: idParam, summary: "Ends one of your sessions.", data: nothing, problems: [] },
];
