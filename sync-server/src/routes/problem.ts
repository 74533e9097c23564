/**
 * Errors as RFC 9457 problem details, with `success: false` and a `code` that programs can rely on.
 * Invariant: one table says each code's status and title; a detail never holds what the server knows and the
 * caller may not.
 */
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Ctx } from "./context.ts";

const problems = {
  "bad-json": { status: 400, title: "The body is not JSON" },
  "bad-request": { status: 400, title: "The request is not right" },
  "invalid-fields": { status: 422, title: "Some fields are not right" },
  "wrong-checksum": { status: 422, title: "The bytes are not those that were named" },
  "wrong-code": { status: 422, title: "The code is wrong" },
  "weak-password": { status: 422, title: "The password is too easy to guess" },
  "not-json": { status: 415, title: "Send application/json" },
  "not-bytes": { status: 415, title: "Send application/octet-stream" },
  "too-large": { status: 413, title: "The body is too large" },
  "not-signed-in": { status: 401, title: "Sign in first" },
  "device-revoked": { status: 401, title: "This device was revoked" },
  "wrong-credentials": { status: 401, title: "The e-mail address or the password is wrong" },
  "refresh-invalid": { status: 401, title: "The refresh token is used, expired or unknown" },
  "open-id-refused": { status: 401, title: "The other sign-in service did not vouch for you" },
  "bad-signature": { status: 401, title: "The signature is wrong or too old" },
  "bad-ticket": { status: 401, title: "The ticket is used, expired or unknown" },
  "no-longer-member": { status: 403, title: "You are no longer an active member of this workspace" },
  "no-access": { status: 403, title: "You have no access to this workspace" },
  "second-factor-required": { status: 403, title: "Your workspace requires a second step: set it up first" },
  "sign-in-again": { status: 403, title: "Sign in again first" },
  "not-allowed": { status: 403, title: "Your role does not allow this" },
  "open-id-unknown": { status: 403, title: "That sign-in is not connected with an account here" },
  "registration-closed": { status: 403, title: "People join this workspace by invitation" },
  "wrong-password": { status: 403, title: "The password is wrong" },
  "wrong-origin": { status: 403, title: "This request comes from another site" },
  "assistant-off": { status: 403, title: "The assistant is off until this is agreed to" },
  "off-topic": { status: 422, title: "The assistant does not answer this" },
  "missing-scope": { status: 403, title: "This key was not given that scope" },
  "invitation-for-another": { status: 403, title: "The invitation is for another address" },
  "not-found": { status: 404, title: "There is nothing here" },
  "out-of-turn": { status: 409, title: "Another piece of the file is due" },
  "already-set-up": { status: 409, title: "This instance already has its first admin" },
  "email-taken": { status: 409, title: "This address already has an account" },
  "second-factor-missing": { status: 409, title: "You have no second step yourself" },
  "not-now": { status: 409, title: "This cannot be done now" },
  "still-active": { status: 409, title: "This person is still active" },
  "second-factor-on": { status: 409, title: "There is a second step already" },
  "link-invalid": { status: 410, title: "The link was used or is too old" },
  "challenge-over": { status: 410, title: "Sign in again from the start" },
  "invitation-invalid": { status: 410, title: "The invitation was used, withdrawn or is too old" },
  "changed-meanwhile": { status: 412, title: "It has been changed since" },
  "name-taken": { status: 422, title: "This Idempotency-Key stands for another request" },
  "upgrade-required": { status: 426, title: "Open a WebSocket here" },
  "too-many-attempts": { status: 429, title: "Too many attempts" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong on the server" },
  busy: { status: 503, title: "The server is busy" },
  "open-id-away": { status: 503, title: "The other sign-in service does not answer" },
  "no-room": { status: 507, title: "There is no room for it" },
  "not-ready": { status: 503, title: "The server is not ready" },
} as const satisfies Record<string, { status: ContentfulStatusCode; title: string }>;

export type ProblemCode = keyof typeof problems;

export type ProblemMore = {
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  readonly retryAfterSeconds?: number;
};

export const problemBody = (code: ProblemCode, requestId: string, { detail, errors }: ProblemMore = {}) => ({
  type: `urn:outrider:problem:${code}`,
  title: problems[code].title,
  status: problems[code].status,
  detail: detail ?? problems[code].title,
  instance: `urn:uuid:${requestId}`,
  code,
  success: false as const,
  ...(errors === undefined ? {} : { errors }),
});

export const problemTitle = (code: ProblemCode): string => problems[code].title;
export const problemStatus = (code: ProblemCode): number => problems[code].status;

export const problem = (c: Ctx, code: ProblemCode, more: ProblemMore = {}): Response => {
  if (more.retryAfterSeconds !== undefined) c.header("Retry-After", String(more.retryAfterSeconds));
  return c.body(JSON.stringify(problemBody(code, c.var.requestId, more)), problems[code].status, {
    "Content-Type": "application/problem+json",
  });
};
