/** What a successful call answers, and what a body must be. */
import type { z } from "zod";
import type { Ctx } from "./context.ts";
import { problem } from "./problem.ts";

export const answer = (c: Ctx, data: unknown, meta: Readonly<Record<string, unknown>> = {}): Response =>
  c.json({ success: true, data, meta });

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
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, body: parsed.data };
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
  return { ok: false, response: problem(c, "invalid-fields", { errors }) };
};
