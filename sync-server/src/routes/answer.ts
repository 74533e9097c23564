/** What a successful call answers, and what a body must be. */
import type { Why } from "@outrider/shared/kernel";
import { problemWhy } from "@outrider/shared/protocol";
import type { z } from "zod";
import { isStorable } from "../platform/storable.ts";
import type { Ctx } from "./context.ts";
import { nameOfIssue } from "./issue-names.ts";
import { type FieldError, problem, saidOf } from "./problem.ts";

export const answer = (c: Ctx, data: unknown, meta: Readonly<Record<string, unknown>> = {}): Response =>
  c.json({ success: true, data, meta });

/** As JSON can escape what no text of the database holds. Written out it cannot come: bytes are read as UTF-8, and JSON knows no control characters. */
const ESCAPED = /\\u(?:0000|d[89a-f])/i;

/** What is wrong, by the name of the field; each field that is not known is named too. */
export const fieldErrors = (error: z.ZodError): FieldError[] => {
  const found = new Map<string, Why>();
  // Of several words on one field the last: a validator of ours speaks after what is described of the type.
  for (const issue of error.issues) {
    const at = issue.path.map(String);
    if (issue.code === "unrecognized_keys") for (const key of issue.keys) found.set([...at, key.slice(0, 100)].join("."), problemWhy("no-field-so-called"));
    else found.set(at.join("."), saidOf({ ...nameOfIssue(issue), message: issue.message }));
  }
  return [...found].map(([field, said]) => ({ field, ...said }));
};

/** The first text in a body that no database holds: what it is called, and what is wrong. Not by calling itself: a body can lie thousands deep. */
const brokenText = (body: unknown): FieldError | undefined => {
  const waiting: { readonly at: string; readonly value: unknown }[] = [{ at: "", value: body }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { at, value } = next;
    if (typeof value === "string" && !isStorable(value)) return { field: at, ...problemWhy("broken-text") };
    if (typeof value !== "object" || value === null) continue;
    for (const [key, item] of Object.entries(value)) {
      if (!isStorable(key)) return { field: at, ...problemWhy("broken-name") };
      waiting.push({ at: at === "" ? key : `${at}.${key.slice(0, 100)}`, value: item });
    }
  }
  return undefined;
};

type Read<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly response: Response };

/** Reads and checks a JSON body. Every field that is wrong is named. */
export const readBody = async <T>(c: Ctx, schema: z.ZodType<T>): Promise<Read<T>> => {
  const type = c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") return { ok: false, response: problem(c, "not-json") };
  const text = await c.req.text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, response: problem(c, "bad-json") };
  }
  const broken = ESCAPED.test(text) ? brokenText(value) : undefined;
  if (broken !== undefined) return { ok: false, response: problem(c, "invalid-fields", { errors: [broken] }) };
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, body: parsed.data };
  return { ok: false, response: problem(c, "invalid-fields", { errors: fieldErrors(parsed.error) }) };
};
