// What an HTTP vendor's answer says of each message of a request. Invariant: the vendor knows a message by its key, so that
// whatever is not surely taken and not surely refused may be handed over again: nothing is ever unknown.
import { z } from "zod";
import type { Handed } from "../vendor-port.ts";
import { oneLine } from "./check-message.ts";

/** What of a failed request is to be done with its messages: all failed as this says, or each is asked alone. */
export type WholeAnswer = { readonly is: "read" } | { readonly is: "alone" } | Extract<Handed, { readonly is: "failed" }>;

const MOST_WHY = 300;
const MOST_WAIT_MS = 3600_000;

/** As receipts name messages. */
export const MESSAGE_ID = /^[\x21-\x7e]{1,200}$/;

const one = z.union([
  z.object({ idempotency_key: z.string(), id: z.string().regex(MESSAGE_ID) }),
  z.object({ idempotency_key: z.string(), error: z.object({ code: z.string().max(100), message: z.string().optional(), again: z.boolean().optional() }) }),
]);
const whole = z.object({ messages: z.array(z.unknown()) });

/** How long to wait, by the header Retry-After: seconds or a date; at most an hour. */
export function waitOf(retryAfter: string | undefined, now: number): number | undefined {
  if (retryAfter === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(retryAfter.trim()) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), MOST_WAIT_MS) : undefined;
}

/** By its status. A request that is wrong as a whole may be so for one message: each is then asked alone. */
export function statusAnswer(status: number, text: string, afterMs: number | undefined, alone: boolean): WholeAnswer {
  if (status >= 200 && status < 300) return { is: "read" };
  const why = `The vendor answered ${status}. ${oneLine(text, MOST_WHY)}`.trim();
  const wait = afterMs === undefined ? {} : { afterMs };
  // Of the way there and of us, and not of what was sent: redirects, keys, addresses, too often, trouble.
  if (status < 400 || status >= 500 || [401, 403, 404, 405, 407, 408, 409, 421, 423, 425, 429].includes(status)) return { is: "failed", why, again: true, ...wait };
  return alone ? { is: "failed", why, again: false } : { is: "alone" };
}

/** By what it says of each, in the order of the keys. */
export function readAnswer(text: string, keys: readonly string[]): readonly Handed[] {
  const said = new Map<string, Handed>();
  for (const item of itemsOf(text)) {
    const parsed = one.safeParse(item);
    if (!parsed.success || said.get(parsed.data.idempotency_key)?.is === "taken") continue;
    const { data } = parsed;
    if ("id" in data) said.set(data.idempotency_key, { is: "taken", id: data.id });
    else {
      const { code, message = code, again = false } = data.error;
      said.set(data.idempotency_key, { is: "failed", why: oneLine(message, MOST_WHY), again, ...(code === "bad-address" && { bounced: true }) });
    }
  }
  return keys.map((key) => said.get(key) ?? { is: "failed", why: "The vendor's answer does not name this message.", again: true });
}

function itemsOf(text: string): readonly unknown[] {
  try {
    const parsed = whole.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.messages : [];
  } catch {
    return [];
  }
}
