/**
 * Errors as RFC 9457 problem details, with `success: false` and a `code` that programs can rely on.
 * Invariant: one table says each code's status, another its title; a detail never holds what the server knows and the
 * caller may not. Sentences have stable names (`reason`) and values, so that a client can say them in other words.
 */
import type { Why } from "@outrider/shared/kernel";
import { type ProblemCode, problemSentences, problemTitles } from "@outrider/shared/protocol";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Ctx } from "./context.ts";

const statuses = {
  "bad-json": 400,
  "bad-request": 400,
  "invalid-fields": 422,
  "wrong-checksum": 422,
  "wrong-code": 422,
  "weak-password": 422,
  "not-json": 415,
  "not-bytes": 415,
  "too-large": 413,
  "not-signed-in": 401,
  "device-revoked": 401,
  "wrong-credentials": 401,
  "refresh-invalid": 401,
  "open-id-refused": 401,
  "bad-signature": 401,
  "bad-ticket": 401,
  "no-longer-member": 403,
  "no-access": 403,
  "second-factor-required": 403,
  "sign-in-again": 403,
  "not-allowed": 403,
  "open-id-unknown": 403,
  "registration-closed": 403,
  "wrong-password": 403,
  "wrong-origin": 403,
  "assistant-off": 403,
  "off-topic": 422,
  "missing-scope": 403,
  "invitation-for-another": 403,
  "not-found": 404,
  "out-of-turn": 409,
  "already-set-up": 409,
  "email-taken": 409,
  "second-factor-missing": 409,
  "not-now": 409,
  "still-active": 409,
  "second-factor-on": 409,
  "link-invalid": 410,
  "challenge-over": 410,
  "invitation-invalid": 410,
  "changed-meanwhile": 412,
  "name-taken": 422,
  "upgrade-required": 426,
  "too-many-attempts": 429,
  "too-many-requests": 429,
  internal: 500,
  busy: 503,
  "open-id-away": 503,
  "no-room": 507,
  "not-ready": 503,
} as const satisfies Record<ProblemCode, ContentfulStatusCode>;

export type { ProblemCode };

export interface FieldError extends Why { readonly field: string }

export type ProblemMore = {
  readonly detail?: string;
  /** The detail, by the name of its sentence. */
  readonly why?: Why;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
};

const NAMES: ReadonlyMap<string, string> = new Map(Object.entries(problemSentences).map(([reason, sentence]) => [sentence, reason]));

/** What is said, without what else its bearer has. A sentence that stands in the table has its name, whichever way it came. */
export const saidOf = ({ message, reason = NAMES.get(message), values }: Why): Why => ({ message, ...(reason !== undefined && { reason }), ...(values !== undefined && { values }) });

export const problemBody = (code: ProblemCode, requestId: string, { detail, why, errors }: ProblemMore = {}) => {
  const { message, ...named } = saidOf(why ?? { message: detail ?? problemTitles[code] });
  return {
    type: `urn:outrider:problem:${code}`,
    title: problemTitles[code],
    status: statuses[code],
    detail: message,
    instance: `urn:uuid:${requestId}`,
    code,
    ...named,
    success: false as const,
    ...(errors !== undefined && { errors: errors.map((error) => ({ field: error.field, ...saidOf(error) })) }),
  };
};

export const problemTitle = (code: ProblemCode): string => problemTitles[code];
export const problemStatus = (code: ProblemCode): number => statuses[code];

export const problem = (c: Ctx, code: ProblemCode, more: ProblemMore = {}): Response => {
  if (more.retryAfterSeconds !== undefined) c.header("Retry-After", String(more.retryAfterSeconds));
  return c.body(JSON.stringify(problemBody(code, c.var.requestId, more)), statuses[code], {
    "Content-Type": "application/problem+json",
  });
};
