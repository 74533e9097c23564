// The operations of telling people and systems, and of looking after a workspace, as they are described; the schemas that
// check them stand beside their routes.
import { z } from "zod";
import { settingsSchema } from "../notifications/preferences.ts";
import { auditQuery, exportedBody } from "./audit-routes.ts";
import { emitBody, endpointBody, notificationBody, notificationsQuery, subscriptionBody } from "./notification-routes.ts";
import { SHAPES } from "../webhooks/webhook-store.ts";
import { idParam, type Operation } from "./operation.ts";
import { profileBody, workspaceNameBody } from "./profile-routes.ts";
import { deliveriesQuery, newWebhookBody, webhookBody } from "./webhook-routes.ts";

const nothing = z.null();
const place = z.object({ workspace: z.uuid().optional() });

const person = z.object({ id: z.string(), name: z.string(), email: z.string() });
const profile: readonly Operation[] = [
  { access: "signed-in", tag: "profile", method: "get", path: "/api/profile", summary: "What you are called.", data: person, problems: [] },
  { access: "signed-in", tag: "profile", method: "patch", path: "/api/profile", summary: "Changes that.", body: profileBody, data: person, problems: [] },
  { access: "admin", tag: "profile", method: "patch", path: "/api/profile/workspace", summary: "Names the workspace.", body: workspaceNameBody, data: z.object({ id: z.string(), name: z.string() }), problems: ["no-access", "not-found"] },
];

const auditRow = z.object({
  id: z.number(), at: z.string(), event: z.string(), userId: z.string().nullable(), name: z.string().nullable(), address: z.string().nullable(), detail: z.record(z.string(), z.unknown()), erased: z.boolean(),
});
const office = { access: "admin", tag: "audit", query: auditQuery } as const;
const audit: readonly Operation[] = [
  { ...office, method: "get", path: "/api/audit", summary: "The audit log, newest first.", data: z.array(auditRow), meta: z.object({ next: z.number().nullable() }), problems: ["no-access"] },
  { ...office, method: "get", path: "/api/audit/verify", summary: "Whether its chain holds.", data: z.object({ holds: z.boolean(), rows: z.number(), erased: z.number(), fault: z.object({ ordinal: z.number(), why: z.string() }).nullable(), common: z.boolean() }), problems: ["no-access"] },
  { ...office, method: "get", path: "/api/audit/export", summary: "The same as CSV, at most 10,000 rows.", data: z.string(), problems: ["no-access"], media: "text/csv" },
  { access: "signed-in", tag: "audit", method: "post", path: "/api/audit/exports", summary: "A device says that records were exported on it.", body: exportedBody, data: nothing, problems: ["no-access"] },
];

const notification = z.object({
  id: z.string(), type: z.string(), message: z.string(), path: z.string(), about: z.string().nullable(), by: z.string().nullable(), read: z.boolean(), readAt: z.string().nullable(), createdAt: z.string(),
});
const told = z.array(z.object({ id: z.string(), user: z.string() }));
const page = z.object({ page: z.number(), limit: z.number(), total: z.number() });
const mine = { access: "signed-in", tag: "notifications", query: place } as const;
const notifications: readonly Operation[] = [
  { ...mine, query: notificationsQuery.extend(place.shape), method: "get", path: "/api/notifications", summary: "What you were told, newest first.", data: z.array(notification), meta: page.extend({ unread: z.number() }), problems: ["no-access"] },
  { ...mine, method: "post", path: "/api/notifications", summary: "Tells somebody: admins everybody, managers their team.", body: notificationBody, data: told, problems: ["no-access", "not-allowed"] },
  { ...mine, method: "post", path: "/api/notifications/emit", summary: "Tells several, or all.", body: emitBody, data: told, problems: ["no-access", "not-allowed"] },
  { ...mine, method: "put", path: "/api/notifications/read-all", summary: "All are read.", data: z.object({ read: z.number() }), problems: ["no-access"] },
  { ...mine, method: "get", path: "/api/notifications/preferences", summary: "How you want to be told.", data: settingsSchema, problems: ["no-access"] },
  { ...mine, method: "put", path: "/api/notifications/preferences", summary: "Changes that.", body: settingsSchema, data: settingsSchema, problems: ["no-access"] },
  { access: "signed-in", tag: "notifications", method: "get", path: "/api/notifications/push", summary: "The key that a browser subscribes with.", data: z.object({ key: z.string() }), problems: [] },
  { ...mine, method: "post", path: "/api/notifications/push", summary: "A browser that is to be pushed to.", body: subscriptionBody, data: z.object({ id: z.string() }), problems: ["no-access"] },
  { ...mine, method: "delete", path: "/api/notifications/push", summary: "It is not any more.", body: endpointBody, data: nothing, problems: ["no-access", "not-found"] },
  { ...mine, method: "get", path: "/api/notifications/{id}", params: idParam, summary: "One of yours.", data: notification, problems: ["no-access"] },
  { ...mine, method: "delete", path: "/api/notifications/{id}", params: idParam, summary: "Removes it.", data: nothing, problems: ["no-access"] },
  { ...mine, method: "put", path: "/api/notifications/{id}/read", params: idParam, summary: "It is read.", data: notification.nullable(), problems: ["no-access"] },
];

const webhook = z.object({
  id: z.string(), name: z.string(), url: z.string(), shape: z.enum(SHAPES), events: z.array(z.string()), active: z.boolean(), stoppedWhy: z.string().nullable(), failingSince: z.string().nullable(), createdAt: z.string(),
});
const delivery = z.object({
  id: z.string(), event: z.string(), record: z.string().nullable(), state: z.string(), tries: z.number(), status: z.number().nullable(), latencyMs: z.number().nullable(), excerpt: z.string().nullable(),
  at: z.string(), triedAt: z.string().nullable(),
});
const hook = { access: "admin", tag: "webhooks", query: place } as const;
const webhooks: readonly Operation[] = [
  { ...hook, method: "get", path: "/api/webhooks", summary: "Where other systems are told of what happens.", data: z.array(webhook), meta: z.object({ events: z.array(z.string()) }), problems: ["no-access"] },
  { ...hook, method: "post", path: "/api/webhooks", summary: "Makes one; its secret is answered this once.", body: newWebhookBody, data: webhook.extend({ secret: z.string() }), problems: ["no-access"] },
  { ...hook, method: "patch", path: "/api/webhooks/{id}", params: idParam, summary: "Changes one.", body: webhookBody, data: webhook, problems: ["no-access"] },
  { ...hook, method: "delete", path: "/api/webhooks/{id}", params: idParam, summary: "Removes one.", data: nothing, problems: ["no-access"] },
  { ...hook, method: "post", path: "/api/webhooks/{id}/secret", params: idParam, summary: "A new secret.", data: z.object({ secret: z.string() }), problems: ["no-access"] },
  { ...hook, method: "post", path: "/api/webhooks/{id}/ping", params: idParam, summary: "Sends a trial.", data: z.object({ delivery: z.string() }), problems: ["no-access"] },
  { ...hook, query: deliveriesQuery.extend(place.shape), method: "get", path: "/api/webhooks/{id}/deliveries", params: idParam, summary: "What was sent, newest first.", data: z.array(delivery), meta: page, problems: ["no-access"] },
  { ...hook, method: "post", path: "/api/webhooks/{id}/deliveries/{delivery}/again", params: z.object({ ...idParam.shape, delivery: z.uuid() }), summary: "Sends it again.", data: nothing, problems: ["no-access"] },
];

export const officeOperations: readonly Operation[] = [...profile, ...audit, ...notifications, ...webhooks];
