/**
 * The bytes of files that hang on records, in pieces, beside the record that says what each is. They lie in the database so
 * that every server of a workspace has them, and a backup, a restore and an erasure take them along.
 * Invariant: a file's pieces are whole up to `received`; `finished_at` stands once their checksum was the record's.
 * Times are milliseconds since 1970.
 */
import { bigint, customType, index, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";

const key = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' });
const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });
const count = (name: string) => bigint(name, { mode: "number" });
const workspaceId = uuid("workspace_id").notNull();

/** One row a file whose upload has begun, by the id of its record. */
export const file = pgTable(
  "file",
  {
    workspaceId,
    id: key("id").notNull(),
    /** As its record says, in bytes. */
    size: integer("size").notNull(),
    /** How many of them are here, from the first on. */
    received: integer("received").notNull(),
    by: key("by").notNull(),
    begunAt: count("begun_at").notNull(),
    /** Null: not whole yet. */
    finishedAt: count("finished_at"),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] }), index("file_begun").using("brin", table.begunAt)],
);

/** `place`: of several, from 0; all but the last are of one size. */
export const filePiece = pgTable(
  "file_piece",
  { workspaceId, fileId: key("file_id").notNull(), place: integer("place").notNull(), content: bytes("content").notNull() },
  (table) => [primaryKey({ columns: [table.workspaceId, table.fileId, table.place] })],
);
