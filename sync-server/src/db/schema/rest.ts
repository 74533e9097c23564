/**
 * What programs bring: the keys they call with, and the answers they were given to calls that they may make again.
 * Times are as in the neighbours: a person reads those of keys, a machine those of answers (milliseconds since 1970).
 */
import { bigint, index, integer, json, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { user, workspace } from "./auth.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** Only the hash of the key is kept: who reads the table cannot call with it. */
export const apiKey = pgTable(
  "api_key",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspace.id, { onDelete: "cascade" }),
    /** Who made it: it may do no more than they may, and nothing once they may nothing. */
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** Its beginning, by which people tell it from others. */
    prefix: text("prefix").notNull(),
    keyHash: text("key_hash").notNull().unique(),
    scopes: json("scopes").notNull(),
    createdAt: at("created_at").notNull(),
    expiresAt: at("expires_at"),
    lastUsedAt: at("last_used_at"),
    revokedAt: at("revoked_at"),
    revokedBy: uuid("revoked_by"),
  },
  (table) => [index("api_key_workspace").on(table.workspaceId)],
);

/** A call that its caller gave a name: what it asked for, and what it was answered. */
export const idempotency = pgTable(
  "idempotency",
  {
    workspaceId: uuid("workspace_id").notNull(),
    userId: uuid("user_id").notNull(),
    keyHash: text("key_hash").notNull(),
    /** Hash of method, address and body: another call may not go by the same name. */
    fingerprint: text("fingerprint").notNull(),
    /** Names the edit at the door, so that it is applied once whatever is cut off in between. */
    edit: uuid("edit").notNull(),
    at: bigint("at", { mode: "number" }).notNull(),
    /** Null: not answered yet. */
    status: integer("status"),
    answer: text("answer"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.keyHash] }),
    // Rows come in order of time, so a few bytes for many of them find the old ones.
    index("idempotency_at").using("brin", table.at),
  ],
);
