/** The name that a caller gives a call, under which it is done once and answered alike. */
import { z } from "zod";
import type { Kept } from "../rest/idempotency.ts";
import type { Ctx } from "./context.ts";
import { problem } from "./problem.ts";

export const KEY_HEADER = "Idempotency-Key";
export const NAMED = z.object({ [KEY_HEADER]: z.string().min(1).max(200).optional() });

const READABLE = /^[\x20-\x7e]{1,200}$/;
export const isCallName = (text: string): boolean => READABLE.test(text);
export const unreadableName = (c: Ctx): Response => problem(c, "invalid-fields", { errors: [{ field: KEY_HEADER, message: "At most 200 printable characters." }] });

/** What it was answered before. */
export const again = (c: Ctx, { status, answer: text }: Kept): Response =>
  c.body(text, status as 200, { "Content-Type": status < 300 ? "application/json" : "application/problem+json" });
