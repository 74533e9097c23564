// Receipts as vendors write them: one, a list, or `{receipts: […]}`; under our names, or under those that vendors of this
// kind use (`status`, `timestamp`, `reason`). Invariant: what is read holds nothing the database could not keep; one receipt
// that is wrong makes the whole body wrong, and each fault is named by its place.
import { createHash } from "node:crypto";
import { RECEIPT_EVENTS } from "@outrider/shared/campaigns";
import { DAY_MS } from "@outrider/shared/kernel";
import { z } from "zod";
import type { Receipt } from "../vendor-port.ts";
import { oneLine } from "../vendors/check-message.ts";
import { MESSAGE_ID } from "../vendors/http-answer.ts";

export const MOST_RECEIPTS = 1_000;
const MOST_WHY = 300;
/** A vendor's clock may be ahead by so much; what it says is then as of now. */
const AHEAD_MS = DAY_MS;
const EARLIEST = Date.UTC(2000, 0, 1);

const name = z.string().regex(MESSAGE_ID, "must be 1 to 200 printable characters without a space");
const event = z.string().max(20).transform((text) => text.toLowerCase()).pipe(z.enum(RECEIPT_EVENTS, `must be one of ${RECEIPT_EVENTS.join(", ")}`));
const instant = z.union([z.number().int(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))], "must be milliseconds since 1970 or a date with its time zone");
const words = z.string().max(5_000);

/** As it is described, and as it is checked: of two names of one thing the first that is given counts. */
export const receiptSchema = z.object({
  id: name.optional(), vendor_message_id: name.optional(), messageId: name.optional(), event: event.optional(), status: event.optional(),
  at: instant.optional(), timestamp: instant.optional(), why: words.optional(), reason: words.optional(),
});
export const receiptsBody = z.union([receiptSchema, z.array(receiptSchema).min(1).max(MOST_RECEIPTS), z.object({ receipts: z.array(receiptSchema).min(1).max(MOST_RECEIPTS) })]);
const listed = z.array(receiptSchema).min(1, "holds no receipt").max(MOST_RECEIPTS, `holds more than ${MOST_RECEIPTS} receipts`);

export interface ReceiptFault { readonly field: string; readonly message: string }
type Read = { readonly ok: true; readonly receipts: readonly Receipt[] } | { readonly ok: false; readonly faults: readonly ReceiptFault[] };

const listOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value;
  const inner: unknown = typeof value === "object" && value !== null && Object.hasOwn(value, "receipts") ? Reflect.get(value, "receipts") : undefined;
  return inner === undefined ? [value] : inner;
};

/** Two receipts without a name of their own are one where they say the same. */
const derivedId = (...parts: readonly (string | number)[]): string => createHash("sha256").update(parts.join("\n")).digest("base64url");

/** `value`: parsed JSON. `now`: milliseconds; when it happened where the receipt does not say. */
export function readReceipts(value: unknown, now: number): Read {
  const parsed = listed.safeParse(listOf(value));
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ field: ["receipts", ...path].join("."), message })) };
  const faults: ReceiptFault[] = [];
  const receipts: Receipt[] = [];
  for (const [index, item] of parsed.data.entries()) {
    const messageId = item.vendor_message_id ?? item.messageId;
    const what = item.event ?? item.status;
    const at = item.at ?? item.timestamp ?? now;
    const why = oneLine(item.why ?? item.reason ?? "", MOST_WHY);
    if (messageId === undefined) faults.push({ field: `receipts.${index}.vendor_message_id`, message: "is missing" });
    if (what === undefined) faults.push({ field: `receipts.${index}.event`, message: "is missing" });
    if (!(at >= EARLIEST && at <= now + AHEAD_MS)) faults.push({ field: `receipts.${index}.at`, message: "is not a time that this could have happened at" });
    if (messageId === undefined || what === undefined) continue;
    const id = item.id ?? derivedId(messageId, what, item.at ?? item.timestamp ?? "");
    receipts.push({ id, messageId, event: what, at: Math.min(at, now), ...(why !== "" && { why }) });
  }
  return faults.length > 0 ? { ok: false, faults: faults.slice(0, 20) } : { ok: true, receipts };
}
