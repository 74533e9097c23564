/**
 * What privacy keeps: erasures of persons with what was written down of them, the daily rounds of retention, and how often
 * features are used, by whom nowhere said. Invariant: no row holds a word about a person: ids and counts alone.
 * Times are milliseconds since 1970.
 */
import { sql } from "drizzle-orm";
import { bigint, customType, index, json, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { user } from "./auth.ts";

const key = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' });
const count = (name: string) => bigint(name, { mode: "number" });
const workspaceId = uuid("workspace_id").notNull();

/** One person's erasure: asked for, and done some time after, whatever dies in between. */
export const erasure = pgTable(
  "erasure",
  {
    workspaceId,
    id: key("id").notNull(),
    /** The record that was picked. */
    person: key("person").notNull(),
    askedBy: key("asked_by").notNull(),
    askedAt: count("asked_at").notNull(),
    /** Null: not done yet. */
    doneAt: count("done_at"),
    /** Ids of all that goes, as JSON, once it is known; it only grows. */
    records: json("records").notNull(),
    /** How many of what, as JSON. */
    counts: json("counts").notNull(),
    /** Over the ids. */
    hash: text("hash"),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] }), index("erasure_waiting").on(table.workspaceId).where(sql`done_at is null`)],
);

/** A day's round of retention: one server does it. */
export const retentionRound = pgTable(
  "retention_round",
  { workspaceId, day: key("day").notNull(), claimedAt: count("claimed_at").notNull(), doneAt: count("done_at"), counts: json("counts").notNull() },
  (table) => [primaryKey({ columns: [table.workspaceId, table.day] })],
);

/** How often a feature was used on a day, by all who consented together. */
export const featureUse = pgTable(
  "feature_use",
  { workspaceId, day: key("day").notNull(), feature: key("feature").notNull(), count: count("count").notNull() },
  (table) => [primaryKey({ columns: [table.workspaceId, table.day, table.feature] })],
);

/** Who lets their use be counted; without a row: not. */
export const useConsent = pgTable(
  "use_consent",
  {
    workspaceId,
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    at: count("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.userId] })],
);
