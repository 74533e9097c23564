/**
 * The HTTP side of the server, put together: what surrounds every request, then the routes, then the client's files.
 * Invariant: nothing under /api is reached without passing size, origin and request limits, in this order; receipts of
 * vendors alone, which are signed, have size and limits of their own.
 */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { problemWhy } from "@outrider/shared/protocol";
import { PasswordsBusy } from "./auth/password-hash.ts";
import type { Devices } from "./auth/devices.ts";
import type { LockRecovery } from "./auth/lock-recovery.ts";
import type { SyncTickets } from "./auth/sync-tickets.ts";
import type { WorkspaceSettingsStore } from "./auth/workspace-settings.ts";
import type { Members } from "./auth/members.ts";
import type { Clock, Random } from "./platform/clock.ts";
import type { Log } from "./platform/logger.ts";
import { type AiRoutesDeps, aiRoutes } from "./routes/ai-routes.ts";
import { type AnswerRoutesDeps, answerRoutes } from "./routes/answer-routes.ts";
import { campaignAiRoutes } from "./routes/campaign-ai-routes.ts";
import { apiKeyRoutes } from "./routes/api-key-routes.ts";
import { apiPages } from "./routes/api-pages.ts";
import { type AssistantRoutesDeps, assistantRoutes } from "./routes/assistant-routes.ts";
import { type AuditRoutesDeps, auditRoutes } from "./routes/audit-routes.ts";
import { type AuthRoutesDeps, authRoutes } from "./routes/auth-routes.ts";
import { type CalendarRoutesDeps, calendarRoutes } from "./routes/calendar-routes.ts";
import { campaignRoutes } from "./routes/campaign-routes.ts";
import { mailLinkRoutes } from "./routes/mail-link-routes.ts";
import type { Campaigns } from "./campaigns/open-campaigns.ts";
import { clientFiles } from "./routes/client-files.ts";
import { crossOrigin } from "./routes/cross-origin.ts";
import type { AppEnv, Ctx } from "./routes/context.ts";
import { type DeliveryRoutesDeps, deliveryRoutes, receiptRoutes } from "./routes/delivery-routes.ts";
import { deviceRoutes } from "./routes/device-routes.ts";
import { type EntryRoutesDeps, entryRoutes } from "./routes/entry-routes.ts";
import { fileRoutes } from "./routes/file-routes.ts";
import { type Readiness, healthRoutes } from "./routes/health-routes.ts";
import { invitationRoutes } from "./routes/invitation-routes.ts";
import { type MemberFactorRoutesDeps, memberFactorRoutes } from "./routes/member-factor-routes.ts";
import { type OpenIdRoutesDeps, openIdRoutes } from "./routes/open-id-routes.ts";
import type { OriginCheck } from "./routes/origins.ts";
import { type PasswordRoutesDeps, passwordRoutes } from "./routes/password-routes.ts";
import { problem } from "./routes/problem.ts";
import { type ProfileRoutesDeps, profileRoutes } from "./routes/profile-routes.ts";
import { modelRoutes } from "./routes/model-routes.ts";
import { type IngestRoutesDeps, ingestRoutes } from "./routes/ingest-routes.ts";
import { indexRoutes, vectorRoutes } from "./routes/vector-routes.ts";
import type { EmbedTexts } from "./meaning/embed-texts.ts";
import type { Vectors } from "./meaning/vectors.ts";
import type { Models } from "./models/models.ts";
import { notificationRoutes } from "./routes/notification-routes.ts";
import { recordRoutes } from "./routes/record-routes.ts";
import type { Files } from "./files/files.ts";
import { PIECE } from "./files/limits.ts";
import type { Notifications } from "./notifications/open-notifications.ts";
import { privacyRoutes } from "./routes/privacy-routes.ts";
import type { Privacy } from "./privacy/open-privacy.ts";
import type { Webhooks } from "./webhooks/open-webhooks.ts";
import type { AskPast } from "./feed/ask-past.ts";
import { requestFrame } from "./routes/request-frame.ts";
import { type SecondFactorRoutesDeps, secondFactorRoutes } from "./routes/second-factor-routes.ts";
import { type RequestLimits, requestLimits } from "./routes/request-limits.ts";
import { figuresRoutes } from "./routes/figures-routes.ts";
import { restRoutes } from "./routes/rest-routes.ts";
import type { Rest } from "./rest/create-rest.ts";
import { segmentRuleRoutes } from "./routes/segment-rule-routes.ts";
import { type SegmentRoutesDeps, segmentRoutes } from "./routes/segment-routes.ts";
import { securityHeaders } from "./routes/security-headers.ts";
import { guardOrigin, identifyCaller, identifyProgram } from "./routes/session-guard.ts";
import { SYNC_PATH } from "./routes/sync-socket.ts";
import { metricsRoute, systemRoutes, type SystemRoutesDeps } from "./routes/system-routes.ts";
import { ticketRoutes } from "./routes/ticket-routes.ts";
import { type WaysRoutesDeps, waysRoutes } from "./routes/ways-routes.ts";
import { hubspotRoutes, type HubspotRoutesDeps } from "./routes/hubspot-routes.ts";
import { webhookRoutes } from "./routes/webhook-routes.ts";
import { workspaceRoutes } from "./routes/workspace-routes.ts";

export type AppDeps = AuthRoutesDeps &
  SystemRoutesDeps &
  EntryRoutesDeps &
  WaysRoutesDeps &
  PasswordRoutesDeps &
  SecondFactorRoutesDeps &
  MemberFactorRoutesDeps &
  OpenIdRoutesDeps &
  Rest &
  AuditRoutesDeps &
  Pick<CalendarRoutesDeps, "calendarLinks" | "calendarEntries" | "frontendUrl"> &
  ProfileRoutesDeps &
  Pick<SegmentRoutesDeps, "segments"> &
  Pick<AssistantRoutesDeps, "assistant"> &
  Pick<AiRoutesDeps, "feedback"> &
  Pick<AnswerRoutesDeps, "answers"> &
  IngestRoutesDeps &
  DeliveryRoutesDeps &
  HubspotRoutesDeps &
  Readiness & {
    readonly tickets: SyncTickets;
    readonly devices: Devices;
    readonly lockRecovery: LockRecovery;
    readonly workspaceSettings: WorkspaceSettingsStore;
    readonly members: Members;
    readonly past: AskPast;
    readonly notifications: Notifications;
    readonly webhooks: Webhooks;
    readonly privacy: Privacy;
    readonly campaigns: Campaigns;
    readonly files: Files;
    readonly models: Models;
    readonly vectors: Vectors;
    readonly embedTexts: EmbedTexts;
    readonly log: Log;
    readonly clock: Clock;
    readonly random: Random;
    readonly allowedOrigin: OriginCheck;
    /** FRONTEND_URL: whose pages may read answers though they lie elsewhere. */
    readonly frontendOrigins: readonly string[];
    /** Behind TLS: cookies and headers say so. */
    readonly secure: boolean;
    readonly trustedProxies: number;
    readonly limits: RequestLimits;
    /** Where the built client lies. */
    readonly clientDirectory: string;
  };

/** Bytes. What the API takes is small; records come over the socket. */
const MAX_BODY = 64 * 1024;
/** A piece of a file is larger. */
const isPiece = (c: Ctx): boolean => c.req.method === "PUT" && /^\/api\/attachments\/[^/]+\/upload$/.test(c.req.path);
/** Rows of customers and orders come as a stream, which has limits of its own (ingest/rows/read-rows.ts). */
const isStream = (c: Ctx): boolean => c.req.method === "POST" && /^\/api\/(customers|orders)$/.test(c.req.path);
const limitTo = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => problem(c, "too-large", { why: problemWhy("most-bytes", { most: maxSize }) }) });

export const createApp = (deps: AppDeps): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();
  app.use(requestFrame(deps));
  app.use(securityHeaders(deps.secure));
  app.onError((error, c) => {
    if (error instanceof PasswordsBusy) return problem(c, "busy", { retryAfterSeconds: 1 });
    deps.log.error({ requestId: c.var.requestId, error }, "a request failed unexpectedly");
    return problem(c, "internal");
  });
  app.notFound((c) => problem(c, "not-found"));

  app.route("/", healthRoutes(deps));
  for (const path of ["/api/*", "/models/*", "/ort/*"]) app.use(path, crossOrigin(deps.frontendOrigins));
  app.route("/", metricsRoute(deps));
  app.route("/", receiptRoutes(deps));
  const [smallBody, largeBody] = [limitTo(MAX_BODY), limitTo(PIECE)];
  app.use(
    "/api/*",
    (c, next) => (isStream(c) ? next() : (isPiece(c) ? largeBody : smallBody)(c, next)),
    guardOrigin(deps.allowedOrigin),
    identifyCaller(deps),
    identifyProgram(deps),
    requestLimits(deps.limits),
  );
  for (const address of ["/api/auth", "/api/users"]) app.route(address, entryRoutes(deps));
  app.route("/api/auth", authRoutes(deps));
  app.route("/api/auth", waysRoutes(deps));
  app.route("/api/auth", passwordRoutes(deps));
  app.route("/api/auth/second-factor", secondFactorRoutes(deps));
  app.route("/api/auth/second-factor/members", memberFactorRoutes(deps));
  app.route("/api/auth", openIdRoutes(deps));
  app.route("/api/invitations", invitationRoutes(deps));
  app.route("/api/devices", deviceRoutes(deps));
  app.route("/api/workspace", workspaceRoutes(deps));
  app.route("/api/audit", auditRoutes(deps));
  app.route("/api/profile", profileRoutes(deps));
  app.route("/api/records", recordRoutes(deps));
  app.route("/api/system", systemRoutes(deps));
  app.route("/api/notifications", notificationRoutes(deps));
  app.route("/api/webhooks", webhookRoutes(deps));
  app.route("/api/privacy", privacyRoutes(deps));
  app.route("/api/vectors", vectorRoutes(deps));
  app.route("/api/admin", indexRoutes(deps));
  app.route("/api/sync", ticketRoutes(deps));
  app.route("/", apiKeyRoutes(deps));
  app.route("/", calendarRoutes(deps));
  app.route("/", campaignRoutes(deps));
  app.route("/", restRoutes(deps));
  app.route("/", fileRoutes(deps));
  app.route("/", ingestRoutes(deps));
  app.route("/", segmentRoutes(deps));
  app.route("/", figuresRoutes(deps));
  app.route("/", aiRoutes(deps));
  app.route("/", answerRoutes(deps));
  app.route("/", segmentRuleRoutes(deps));
  app.route("/", campaignAiRoutes(deps));
  app.route("/", assistantRoutes(deps));
  app.route("/", deliveryRoutes(deps));
  app.route("/", hubspotRoutes(deps));
  app.route("/", modelRoutes(deps));
  app.route("/", apiPages());
  app.all("/api/*", (c) => problem(c, "not-found"));
  // The address that some clients at Google were registered with: the same trip.
  for (const way of ["/auth/google", "/auth/google/callback"]) app.get(way, (c) => c.redirect(`/api${way}${new URL(c.req.url).search}`));
  // The app has a page at the same address, for those who come by a link and not by a socket.
  app.all(SYNC_PATH, (c, next) => (c.req.method === "GET" && c.req.header("accept")?.includes("text/html") ? next() : problem(c, "upgrade-required")));
  app.route("/", mailLinkRoutes(deps));
  app.route("/", clientFiles(deps.clientDirectory));
  return app;
};
