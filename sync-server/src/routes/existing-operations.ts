// The operations around the records: signing in, devices, the workspace. Described by the schemas that check them.
import { z } from "zod";
import { apiKeyOperations } from "./api-key-routes.ts";
import { authOperations } from "./auth-operations.ts";
import { calendarOperations } from "./calendar-routes.ts";
import { claimBody, deviceBody, secretBody } from "./device-routes.ts";
import { newInvitationBody } from "./invitation-routes.ts";
import { fileOperations } from "./file-operations.ts";
import { officeOperations } from "./office-operations.ts";
import { idParam, type Operation } from "./operation.ts";
import { historyQuery } from "./record-routes.ts";
import { privacyOperations } from "./privacy-operations.ts";
import { ticketBody } from "./ticket-routes.ts";
import { workspaceBody } from "./workspace-routes.ts";

const nothing = z.null();

const invitations: readonly Operation[] = [
  { access: "admin", tag: "invitations", method: "post", path: "/api/invitations", summary: "Invites somebody.", body: newInvitationBody, data: z.object({ id: z.string(), link: z.string(), expiresAt: z.string(), mailed: z.boolean() }), problems: ["email-taken"] },
  { access: "admin", tag: "invitations", method: "get", path: "/api/invitations", summary: "Invitations that can still be accepted.", data: z.array(z.object({ id: z.string(), email: z.string(), role: z.string(), team: z.string(), expiresAt: z.string() })), problems: [] },
  { access: "admin", tag: "invitations", method: "delete", path: "/api/invitations/{id}", params: idParam, summary: "Withdraws an invitation.", data: nothing, problems: [] },
];

const device = z.object({
  id: z.string(), name: z.string().nullable(), browser: z.string(), system: z.string(), form: z.string(), firstSeenAt: z.string(), lastSeenAt: z.string(),
  current: z.boolean(), signedIn: z.boolean(), keepsData: z.boolean(), revokedAt: z.string().nullable(), toldAt: z.string().nullable(),
});
const deviceParam = z.object({ id: z.string().max(100) });
const whose = z.object({ user: z.uuid().optional() });
const devices: readonly Operation[] = [
  { access: "signed-in", tag: "devices", method: "get", path: "/api/devices", query: whose, summary: "Your devices, or with `user` a member's whom you manage.", data: z.array(device), problems: ["not-allowed", "not-found"] },
  { access: "signed-in", tag: "devices", method: "patch", path: "/api/devices/{id}", params: deviceParam, query: whose, body: deviceBody, summary: "Names a device.", data: device.nullable(), problems: ["not-allowed"] },
  { access: "signed-in", tag: "devices", method: "delete", path: "/api/devices", query: whose, summary: "Revokes all devices but this one.", data: z.object({ revoked: z.number() }), problems: ["not-allowed", "not-found"] },
  { access: "signed-in", tag: "devices", method: "delete", path: "/api/devices/{id}", params: deviceParam, query: whose, summary: "Revokes a device: it is cut off and wipes itself.", data: nothing, problems: ["not-allowed"] },
  { access: "signed-in", tag: "devices", method: "put", path: "/api/devices/recovery", body: secretBody, summary: "Keeps what opens a device whose lock was forgotten.", data: nothing, problems: ["not-found"] },
  { access: "signed-in", tag: "devices", method: "post", path: "/api/devices/recovery", body: claimBody, summary: "Gives it to who has just signed in.", data: z.object({ secret: z.string() }), problems: ["not-found", "sign-in-again"] },
];

const place = z.object({ workspace: z.uuid().optional() });
const workspace = z.object({ id: z.string(), name: z.string(), offlineLeaseDays: z.number(), selfRegistration: z.boolean(), measureUse: z.boolean(), requireSecondFactor: z.boolean() });
const around: readonly Operation[] = [
  { access: "signed-in", tag: "workspace", method: "get", path: "/api/workspace", query: place, summary: "What the workspace has decided for its people.", data: workspace, problems: ["no-access"] },
  { access: "admin", tag: "workspace", method: "patch", path: "/api/workspace", query: place, body: workspaceBody, summary: "Changes that. `requireSecondFactor` can be switched on by an admin who has a second step.", data: workspace, problems: ["no-access", "not-found", "second-factor-missing"] },
  {
    access: "signed-in", tag: "records", method: "get", path: "/api/records/{id}/history", params: idParam, query: historyQuery, summary: "What a record's fields were, newest first.",
    data: z.array(z.object({ field: z.string(), at: z.string(), by: z.string(), edit: z.string(), how: z.string(), value: z.unknown() })), meta: z.object({ limit: z.number(), next: z.string().nullable() }), problems: [],
  },
  {
    access: "anybody", tag: "sync", method: "post", path: "/api/sync/ticket", body: ticketBody, summary: "What a device opens its socket with.", problems: ["not-signed-in", "second-factor-required", "device-revoked", "no-longer-member", "no-access"],
    data: z.object({ ticket: z.string(), expiresInSeconds: z.number(), workspaceId: z.string(), userId: z.string(), now: z.number(), offlineLeaseDays: z.number().optional() }),
  },
];

const alarm = z.object({ of: z.string(), value: z.number(), limit: z.number(), since: z.number() });
const system = z.object({
  at: z.number(), devices: z.number(), programs: z.number(), lagMs: z.number(), waiting: z.number(), jobsWaiting: z.number(), jobsDead: z.number(), errors: z.number(), database: z.boolean(), alarms: z.array(alarm),
  limits: z.record(z.string(), z.number()), startedAt: z.number(), kind: z.string(), vectorSearch: z.boolean(),
});

const health: readonly Operation[] = [
  { access: "admin", tag: "health", method: "get", path: "/api/system", summary: "How the server does.", data: system, problems: [] },
  { access: "anybody", tag: "health", method: "get", path: "/metrics", summary: "The same for a scraper that has the token of METRICS_TOKEN.", data: z.string(), problems: ["not-found"], media: "text/plain" },
  { access: "anybody", tag: "health", method: "get", path: "/health", summary: "The process answers.", data: z.object({ status: z.literal("ok") }), problems: [] },
  { access: "anybody", tag: "health", method: "get", path: "/ready", summary: "It can reach its database and takes work.", data: z.object({ status: z.literal("ready"), database: z.string(), vectorSearch: z.boolean() }), problems: ["not-ready"] },
  { access: "anybody", tag: "docs", method: "get", path: "/api/openapi.json", summary: "This description.", data: z.object({ openapi: z.string() }), problems: [], media: "application/json" },
];

export const existingOperations: readonly Operation[] = [...authOperations, ...invitations, ...devices, ...around, ...Object.values(apiKeyOperations), ...Object.values(calendarOperations), ...officeOperations, ...privacyOperations, ...Object.values(fileOperations), ...health];
