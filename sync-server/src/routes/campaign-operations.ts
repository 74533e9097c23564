// What programs and people may ask of campaigns besides reading and writing their records, as it is described and checked.
import { MESSAGE_STATUSES } from "@outrider/shared/campaigns";
import { CAMPAIGN_STATES } from "@outrider/shared/schema";
import { isZone } from "@outrider/shared/kernel";
import { z } from "zod";
import { idParam, type Operation } from "./operation.ts";
import { plainLine } from "./plain-line.ts";

const workspace = z.strictObject({ workspace: z.uuid().optional() });
const at = { tag: "campaigns", access: "campaigns:write", query: workspace } as const;
const stated = z.object({ state: z.enum(CAMPAIGN_STATES) });
const command = { ...at, method: "post", params: idParam, data: stated, problems: ["no-access", "not-found", "not-now"] } as const;
const fault = z.object({ field: z.string(), message: z.string(), at: z.number().optional(), length: z.number().optional() });
const preview = z.object({ mail: z.object({ subject: z.string(), text: z.string(), html: z.string() }).nullable(), faults: z.array(fault), missing: z.array(z.string()), refused: z.string().nullable() });
const when = z.string().nullable();
const line = z.object({
  campaign_id: z.string(), customer_id: z.string(), customer_name: z.string().nullable(), status: z.enum(MESSAGE_STATUSES), message: z.string().nullable(), vendor_message_id: z.string().nullable(), why: z.string().nullable(), tries: z.number(),
  next_at: when, sent_at: when, delivered_at: when, opened_at: when, clicked_at: when, bounced_at: when, unsubscribed_at: when, updated_at: z.string(),
});
const suppressed = z.object({ id: z.string(), address: z.string().nullable(), why: z.enum(["unsubscribed", "bounced", "complained", "added"]), note: z.string().nullable(), at: z.string(), by: z.string().nullable() });
const HASH = /^[\w-]{43}$/;
const list = { tag: "campaigns", access: "admin", query: workspace } as const;

export const campaignOperations = {
  start: { ...command, path: "/api/campaigns/{id}/start", summary: "Starts it, at once or at its hour: what it says and to whom is frozen now.", body: z.strictObject({ timeZone: z.string().max(60).refine(isZone, "is no time zone").optional() }), problems: ["no-access", "not-found", "not-now", "invalid-fields"] },
  pause: { ...command, path: "/api/campaigns/{id}/pause", summary: "Hands nothing over until it is resumed." },
  resume: { ...command, path: "/api/campaigns/{id}/resume", summary: "Goes on where it was paused." },
  cancel: { ...command, path: "/api/campaigns/{id}/cancel", summary: "What was not handed over never is." },
  preview: { ...at, access: "campaigns:read", method: "get", path: "/api/campaigns/{id}/preview", params: idParam, query: workspace.extend({ contact: z.uuid() }), summary: "Its mail for one customer, and what must be put right before it can be started.", data: preview, problems: ["no-access", "not-found"] },
  test: { ...at, method: "post", path: "/api/campaigns/{id}/test", params: idParam, body: z.strictObject({ contact: z.uuid() }), summary: "Sends it to yourself, as that customer would get it.", data: z.object({ to: z.string() }), problems: ["no-access", "not-found", "not-now", "invalid-fields", "too-many-attempts"] },
  messages: {
    ...at, access: "campaigns:read", method: "get", path: "/api/campaigns/{id}/messages", params: idParam, summary: "Its messages, one a customer, in order of the customers' ids.", data: z.array(line), meta: z.object({ next: z.string().nullable() }), problems: ["no-access", "not-found"],
    query: workspace.extend({ status: z.enum(["QUEUED", "SENT", "FAILED", "UNKNOWN", "SKIPPED"]).optional(), after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  },
  hours: {
    ...at, access: "campaigns:read", method: "get", path: "/api/campaigns/{id}/hours", params: idParam, summary: "When its messages went out and what came of them, by the hour in UTC; hours in which nothing happened are left out.",
    data: z.array(z.object({ at: z.string(), sent: z.number(), delivered: z.number(), opened: z.number(), clicked: z.number() })), problems: ["no-access", "not-found"],
  },
  retry: { ...command, path: "/api/campaigns/{id}/messages/{contact}/retry", params: z.object({ ...idParam.shape, contact: z.uuid() }), summary: "Tries a message again that failed for good." },
  suppressed: { ...list, method: "get", path: "/api/suppressions", query: workspace.extend({ q: z.string().max(200).optional(), page: z.coerce.number().int().min(1).max(10_000).default(1), limit: z.coerce.number().int().min(1).max(200).default(50) }), summary: "Addresses that no campaign is sent to, newest first.", data: z.array(suppressed), meta: z.object({ total: z.number() }), problems: ["no-access"] },
  suppress: { ...list, method: "post", path: "/api/suppressions", body: z.strictObject({ address: z.email().max(254), note: plainLine(300) }), summary: "Puts an address on the list.", data: z.object({ added: z.boolean() }), problems: ["no-access"] },
  unsuppress: { ...list, method: "delete", path: "/api/suppressions/{hash}", params: z.object({ hash: z.string().regex(HASH) }), query: workspace.extend({ reason: plainLine(300) }), summary: "Takes an address off the list; the reason is written down.", data: z.null(), problems: ["no-access", "not-found"] },
} as const satisfies Record<string, Operation>;
