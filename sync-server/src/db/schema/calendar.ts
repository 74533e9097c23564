/** Secret links by which calendar programs read what a person has to do. */
import { index, json, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { user, workspace } from "./auth.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** Only the hash of what is secret is kept: who reads the table cannot read by it. A link that is revoked is gone. */
export const calendarLink = pgTable(
  "calendar_link",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspace.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    /** What is in it, and how tasks are written. */
    shows: json("shows").notNull(),
    createdAt: at("created_at").notNull(),
    lastUsedAt: at("last_used_at"),
  },
  (table) => [index("calendar_link_person").on(table.workspaceId, table.userId)],
);
