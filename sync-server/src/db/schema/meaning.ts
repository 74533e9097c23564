/**
 * Vectors of texts, which somebody's device has computed and the team shares.
 * Invariant: a vector counts only while its record has the text that `hash` names; vectors of two models never meet.
 */
import { bigint, customType, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";

const key = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' });

export const textVector = pgTable(
  "text_vector",
  {
    workspaceId: uuid("workspace_id").notNull(),
    recordId: key("record_id").notNull(),
    model: key("model").notNull(),
    hash: text("hash").notNull(),
    /** 384 numbers of eight bits, as base64. */
    vector: text("vector").notNull(),
    /** Milliseconds since 1970. */
    at: bigint("at", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.recordId, table.model] })],
);
