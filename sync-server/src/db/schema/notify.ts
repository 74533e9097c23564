/**
 * What is told outside of the feed: how far its followers have read, what people were told already, how they want to be
 * told, which browsers asked to be, and webhooks with their deliveries. Times are milliseconds since 1970.
 */
import { sql } from "drizzle-orm";
import { bigint, boolean, customType, index, integer, json, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { session, user } from "./auth.ts";

const key = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' });
const count = (name: string) => bigint(name, { mode: "number" });
const workspaceId = uuid("workspace_id").notNull();

/** Up to which sequence somebody who reads the feed has worked it off. */
export const followCursor = pgTable(
  "follow_cursor",
  {
    workspaceId,
    name: key("name").notNull(),
    seq: count("seq").notNull(),
    /** When it began to follow: what happened before is nothing to it. */
    since: count("since").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.name] })],
);

/** What somebody was told, so that nobody is told twice. The words are in no row: they are made when it is sent. */
export const notice = pgTable(
  "notice",
  {
    workspaceId,
    id: key("id").notNull(),
    userId: uuid("user_id").notNull(),
    what: key("what").notNull(),
    about: key("about"),
    by: key("by"),
    text: text("text"),
    at: count("at").notNull(),
    /** Waits for the next mail that tells of many. */
    digest: boolean("digest").notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("notice_at").using("brin", table.at),
    index("notice_digest").on(table.workspaceId, table.userId).where(sql`digest`),
  ],
);

/** How a person wants to be told; who has no row has the defaults. */
export const noticePreference = pgTable(
  "notice_preference",
  {
    workspaceId,
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    settings: json("settings").notNull(),
    /** The day, in the person's time zone, of the last mail that told of many. */
    digestDay: text("digest_day"),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.userId] })],
);

/** A browser that asked to be told by its push service; for as long as its sign-in lives. */
export const pushSubscription = pgTable(
  "push_subscription",
  {
    workspaceId,
    id: key("id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => session.id, { onDelete: "cascade" }),
    endpoint: text("endpoint").notNull(),
    p256dh: text("p256dh").notNull(),
    auth: text("auth").notNull(),
    createdAt: count("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] }), index("push_subscription_user").on(table.workspaceId, table.userId), index("push_subscription_session").on(table.sessionId)],
);

export const webhook = pgTable(
  "webhook",
  {
    workspaceId,
    id: key("id").notNull(),
    name: text("name").notNull(),
    url: text("url").notNull(),
    /** Names of events, as JSON. */
    events: json("events").$type<readonly string[]>().notNull(),
    /** Sealed: it is shown once, when it is made. */
    secret: text("secret").notNull(),
    active: boolean("active").notNull().default(true),
    /** Since when every delivery has failed; null: the last one did not. */
    failingSince: count("failing_since"),
    /** Why it was switched off by itself, or null. */
    stoppedWhy: text("stopped_why"),
    createdAt: count("created_at").notNull(),
    createdBy: key("created_by").notNull(),
    /** What its receiver reads: `json`, signed, or `slack`. */
    shape: key("shape").notNull().default("json"),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

/** A segment that a webhook asks about: how far it has been looked at. Its rule by a hash: a new one is begun anew. */
export const segmentWatch = pgTable(
  "segment_watch",
  {
    workspaceId,
    segmentId: key("segment_id").notNull(),
    rule: key("rule").notNull(),
    /** Whether all that were in it at the beginning are noted: only then is anything told. */
    begun: boolean("begun").notNull(),
    /** The workspace's sequence at the last look, when that was, and how long it took, ms. */
    seq: count("seq").notNull(),
    lookedAt: count("looked_at").notNull(),
    took: count("took").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.segmentId] })],
);

/** Who was in it at the last look. */
export const segmentMember = pgTable(
  "segment_member",
  { workspaceId, segmentId: key("segment_id").notNull(), contactId: uuid("contact_id").notNull() },
  (table) => [primaryKey({ columns: [table.workspaceId, table.segmentId, table.contactId] }), index("segment_member_contact").on(table.workspaceId, table.contactId)],
);

/** One event for one webhook, and what came of it. */
export const webhookDelivery = pgTable(
  "webhook_delivery",
  {
    workspaceId,
    id: key("id").notNull(),
    webhookId: key("webhook_id").notNull(),
    event: key("event").notNull(),
    /** The record it tells of: erased with it. */
    recordId: key("record_id"),
    /** JSON text as it is sent and signed. */
    body: text("body").notNull(),
    at: count("at").notNull(),
    state: key("state").notNull().default("waiting"),
    tries: integer("tries").notNull().default(0),
    status: integer("status"),
    latencyMs: integer("latency_ms"),
    /** The beginning of the answer, or what went wrong. */
    excerpt: text("excerpt"),
    triedAt: count("tried_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("webhook_delivery_of").on(table.workspaceId, table.webhookId, table.at),
    index("webhook_delivery_record").on(table.workspaceId, table.recordId),
    index("webhook_delivery_waiting").on(table.workspaceId).where(sql`state = 'waiting'`),
  ],
);
