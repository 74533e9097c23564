/** By what a workspace reads its HubSpot, for an import. Times are milliseconds since 1970. */
import { bigint, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";

export const hubspotToken = pgTable(
  "hubspot_token",
  {
    workspaceId: uuid("workspace_id").notNull(),
    /** Sealed. */
    token: text("token").notNull(),
    since: bigint("since", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId] })],
);
