/**
 * How often somebody asked, where several servers count together. Its rows are worth nothing after their time and are no
 * one's data: the table is not logged, so that counting waits for no disk, is empty after a crash, and is in no backup.
 */
import { bigint, integer, pgTable, text } from "drizzle-orm/pg-core";

export const requestCount = pgTable("request_count", {
  /** What is counted, and a hash of by whom. */
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  /** Milliseconds since 1970. */
  expire: bigint("expire", { mode: "number" }),
});
