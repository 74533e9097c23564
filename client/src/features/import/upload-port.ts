// The door for customers and orders on the server's REST, over the session's cookie. What is of another shape than it must
// be is no answer.
import { isObject, textOf, whyOf } from "../../app/answer-parts.ts";
import { reasonWords } from "../../app/reason-words.ts";
import type { ApiProblem, JsonApi } from "../../platform/json-api.ts";
import type { EntryFault, UploadAnswer, UploadPort, UploadReceipt } from "./core/send-upload.ts";
import { text } from "./texts.ts";

const count = (value: unknown): number => (typeof value === "number" && value >= 0 ? value : 0);

const faultsIn = (value: unknown): readonly EntryFault[] =>
  (Array.isArray(value) ? value : []).filter(isObject).map((one) => ({ row: count(one["row"]), field: textOf(one["field"]), message: reasonWords(whyOf(one["message"], one)) }));

function receiptIn(data: unknown): UploadReceipt | null {
  if (!isObject(data) || typeof data["id"] !== "string") return null;
  return {
    id: data["id"], accepted: count(data["accepted"]), done: count(data["done"]), failed: count(data["failed"]), finished: data["state"] === "done", faults: [...faultsIn(data["refusals"]), ...faultsIn(data["failures"])],
  };
}

const BUSY_MS = 5_000;

const ROW = /^rows\.(\d+)(?:\.(.+))?$/;

/** Of a piece in which nothing could be taken, the server says so instead of giving a receipt: by row, or of its only one. */
function noneTaken(fields: Readonly<Record<string, string>>, sent: number): UploadAnswer | null {
  const faults = Object.entries(fields).flatMap(([field, message]): readonly EntryFault[] => {
    const [, row, of = ""] = ROW.exec(field) ?? [];
    return row !== undefined ? [{ row: Number(row), field: of, message }] : sent === 1 ? [{ row: 1, field, message }] : [];
  });
  return faults.length === 0 ? null : { is: "receipt", receipt: { id: "", accepted: 0, done: 0, failed: 0, finished: true, faults } };
}

function problemOf(problem: ApiProblem, sent: number): UploadAnswer {
  if (problem.kind === "unreachable") return { is: "away" };
  if (problem.status === 429 || problem.status >= 500) return { is: "busy", wait: (problem.retryAfterSeconds ?? BUSY_MS / 1000) * 1000 };
  const none = problem.code === "invalid-fields" ? noneTaken(problem.fields, sent) : null;
  if (none) return none;
  const fields = Object.entries(problem.fields).map(([field, message]) => `${field}: ${message}`);
  return { is: "no", why: problem.status === 403 ? text.upload.notAllowed : [problem.detail === "" ? problem.title : problem.detail, ...fields].filter((part) => part !== "").join(" ") };
}

export function uploadPort(api: JsonApi, workspace: string): UploadPort {
  const place = `workspace=${encodeURIComponent(workspace)}`;
  const ask = async (call: Parameters<JsonApi>[0], sent = 0): Promise<UploadAnswer> => {
    const answer = await api(call);
    if (!answer.ok) return problemOf(answer.error, sent);
    const receipt = receiptIn(answer.value);
    return receipt === null ? { is: "busy", wait: BUSY_MS } : { is: "receipt", receipt };
  };
  return {
    send: (kind, name, bodies) => ask({ method: "POST", path: `/api/${kind}?${place}`, body: { [kind]: bodies }, idempotencyKey: name }, bodies.length),
    receipt: (id) => ask({ method: "GET", path: `/api/receipts/${encodeURIComponent(id)}?${place}` }),
  };
}
