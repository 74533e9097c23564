// Owns calls to the server's JSON API from the page: cookie session, RFC 9457 problems, no answer. Invariant: never
// throws; what went wrong is a plain object that can be shown. Knows no route.
import type { Result, Why } from "@outrider/shared/kernel";
import { isObject, textOf } from "./given.ts";

export type ApiProblem =
  | { readonly kind: "unreachable" }
  | {
      readonly kind: "problem";
      readonly status: number;
      /** A stable word for the kind of problem; "" where the server gave none. */
      readonly code: string;
      readonly title: string;
      readonly detail: string;
      /** What is wrong with single fields of the body, by name. */
      readonly fields: Readonly<Record<string, string>>;
      /** How long to wait before trying again, where the server says so. */
      readonly retryAfterSeconds: number | undefined;
    };

export type ApiCall = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  /** Two calls of one name are one, whatever became of the first answer. */
  readonly idempotencyKey?: string;
};

export type JsonApi = (call: ApiCall) => Promise<Result<unknown, ApiProblem>>;


/** A sentence of the server's: in English, and what it was made of where the server says that. */
const whyOf = (message: unknown, { reason, values }: Readonly<Record<string, unknown>>): Why => ({
  message: textOf(message),
  ...(typeof reason === "string" && { reason }),
  ...(isObject(values) && { values: Object.fromEntries(Object.entries(values).filter((value): value is [string, string | number] => typeof value[1] === "string" || typeof value[1] === "number")) }),
});

const fieldsOf = (value: unknown): Record<string, Why> =>
  Object.fromEntries((Array.isArray(value) ? value : []).filter(isObject).map((one) => [textOf(one["field"]), whyOf(one["message"], one)]));

/** What a problem says, by the names of its sentences. */
export interface ProblemSentences { readonly code: string; readonly title: string; readonly detail: Why; readonly fields: Readonly<Record<string, Why>> }
export interface ProblemWords { readonly title: string; readonly detail: string; readonly fields: Readonly<Record<string, string>> }
/** Puts what the server says into words of the app. */
type SayProblem = (problem: ProblemSentences) => Promise<ProblemWords>;

/** As it came. */
export const inEnglish: SayProblem = ({ title, detail, fields }) =>
  Promise.resolve({ title, detail: detail.message, fields: Object.fromEntries(Object.entries(fields).map(([field, { message }]) => [field, message])) });

const waitOf = (header: string | null): number | undefined => {
  const seconds = Number(header ?? "");
  return header !== null && Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : undefined;
};

/** Values are the `data` of `{success: true, data}`, not yet checked. timeoutMs: after it the server counts as away. at: the address of a path there; without it that of the page. say: in what words a problem is told; without it in those of the server. */
export const createJsonApi = ({ fetch, timeoutMs, at = (path) => path, say = inEnglish }: { readonly fetch: typeof globalThis.fetch; readonly timeoutMs: number; readonly at?: (path: string) => string; readonly say?: SayProblem }): JsonApi =>
  async ({ method, path, body, idempotencyKey }) => {
    try {
      const response = await fetch(at(path), {
        method,
        credentials: "include",
        cache: "no-store",
        signal: AbortSignal.timeout(timeoutMs),
        headers: { accept: "application/json, application/problem+json", ...(body === undefined ? {} : { "content-type": "application/json" }), ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer: unknown = response.status === 204 ? { success: true } : await response.json().catch(() => undefined);
      if (response.ok && isObject(answer) && answer["success"] === true) return { ok: true, value: answer["data"] };
      // A gateway in front of a server that is down answers without our shape: for the person that is the same as away.
      if (!isObject(answer) && response.status >= 500) return { ok: false, error: { kind: "unreachable" } };
      const problem = isObject(answer) ? answer : {};
      const code = textOf(problem["code"]);
      const words = await say({ code, title: textOf(problem["title"]), detail: whyOf(problem["detail"], problem), fields: fieldsOf(problem["errors"]) });
      return {
        ok: false,
        error: {
          kind: "problem",
          status: response.status,
          code, ...words,
          retryAfterSeconds: waitOf(response.headers.get("retry-after")),
        },
      };
    } catch {
      return { ok: false, error: { kind: "unreachable" } };
    }
  };
