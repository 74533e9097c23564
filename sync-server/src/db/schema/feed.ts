/**
 * The feed: records as they stand, where each lies in which bucket at which sequence, and what the sync keeps of
 * devices and their edits. Every primary key begins with workspace_id and no key reaches across workspaces, so that
 * the tables can be spread by workspace. Times are milliseconds since 1970.
 */
import { sql } from "drizzle-orm";
import { bigint, boolean, customType, index, integer, json, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";

/** Ids and buckets: compared byte by byte, whatever the database's language. */
const key = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' });
const count = (name: string) => bigint(name, { mode: "number" });
const workspaceId = uuid("workspace_id").notNull();

/** One row a workspace: its last sequence. Who writes to the feed locks this row first. */
export const feedHead = pgTable("feed_head", {
  workspaceId: uuid("workspace_id").primaryKey(),
  seq: count("seq").notNull().default(0),
  membersSeq: count("members_seq").notNull().default(0),
  /** From this sequence on REMOVE rows are all still there. */
  horizon: count("horizon").notNull().default(0),
});

/** How far each workspace had come on a day: what is older than so many days is told by it. */
export const feedMark = pgTable(
  "feed_mark",
  {
    workspaceId,
    at: count("at").notNull(),
    seq: count("seq").notNull(),
    /** When devices began to be told that nothing before this can be read on from; null: not yet. */
    announcedAt: count("announced_at"),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.at] })],
);

/** Starts of the server, in order. */
export const feedBoot = pgTable(
  "feed_boot",
  {
    workspaceId,
    boot: key("boot").notNull(),
    ordinal: integer("ordinal").notNull(),
    firstSeq: count("first_seq").notNull(),
    at: count("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.boot] })],
);

export const record = pgTable(
  "record",
  {
    workspaceId,
    id: key("id").notNull(),
    kind: key("kind").notNull(),
    /** The record this one hangs on, or null. */
    root: key("root"),
    /** Of the group that wrote it last. */
    seq: count("seq").notNull(),
    /** The packed form of shared/records: it only ever travels as text, and json keeps the text it is given. */
    state: json("state").notNull(),
    /** The words of its name, to be found by; null: it is not looked for. */
    name: text("name"),
    /** A deal's stage, "task" for one that is not done; null: it is not open whatever its stage is. */
    open: key("open"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("record_root").on(table.workspaceId, table.root).where(sql`root is not null`),
    index("record_member").on(table.workspaceId).where(sql`kind = 'member'`),
    // No index has the sequence in it: an edit that changes neither name nor stage writes to none of them.
    index("record_open").on(table.workspaceId, table.open).where(sql`open is not null`),
    index("record_name").using("gin", sql`to_tsvector('simple', name)`).where(sql`name is not null`),
    index("record_definition").on(table.workspaceId).where(sql`kind in ('pipeline', 'stage', 'customField', 'team', 'settings', 'rate')`),
  ],
);

/**
 * Values that gave way, one row an edit and field (or set); what stands is in the record. Of one that is no more nothing is
 * told, and housekeeping takes it away: a foreign key would ask for the record at each edit (measured: 10 % of its cost).
 */
export const fieldHistory = pgTable(
  "field_history",
  {
    workspaceId,
    recordId: key("record_id").notNull(),
    field: key("field").notNull(),
    at: count("at").notNull(),
    origin: key("origin").notNull(),
    by: key("by").notNull(),
    how: key("how").notNull(),
    value: json("value"),
  },
  (table) => [
    // In the order in which they are read; an edit has one time, so its name says the row.
    primaryKey({ columns: [table.workspaceId, table.recordId, table.field, table.at, table.origin] }),
  ],
);

/** One row a record and bucket, at its latest sequence there; removed: the record has left the bucket. */
export const feed = pgTable(
  "feed",
  {
    workspaceId,
    recordId: key("record_id").notNull(),
    bucket: key("bucket").notNull(),
    seq: count("seq").notNull(),
    removed: boolean("removed").notNull(),
    /** Where facts alone have come to it since: the sequence of the last of them. */
    factsSeq: count("facts_seq"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.recordId, table.bucket] }),
    index("feed_facts").on(table.workspaceId, table.bucket, table.factsSeq).where(sql`facts_seq is not null`),
    index("feed_bucket").on(table.workspaceId, table.bucket, table.seq),
    index("feed_removed").on(table.workspaceId, table.seq).where(sql`removed`),
  ],
);

/** Rows and checksum of a bucket, kept up with the feed. */
export const bucketSum = pgTable(
  "bucket_sum",
  { workspaceId, bucket: key("bucket").notNull(), rows: count("rows").notNull(), sum: count("sum").notNull() },
  (table) => [primaryKey({ columns: [table.workspaceId, table.bucket] })],
);

export const device = pgTable(
  "device",
  {
    workspaceId,
    id: key("id").notNull(),
    userId: key("user_id").notNull(),
    rotation: integer("rotation").notNull(),
    applied: count("applied").notNull(),
    lastContact: count("last_contact").notNull(),
    lastEdit: count("last_edit").notNull(),
    revoked: boolean("revoked").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] }), index("device_user").on(table.workspaceId, table.userId)],
);

/** What became of each group of edits: so that none is applied twice. */
export const verdict = pgTable(
  "verdict",
  {
    workspaceId,
    groupId: key("group_id").notNull(),
    deviceId: key("device_id").notNull(),
    counter: count("counter").notNull(),
    refused: boolean("refused").notNull(),
    seq: count("seq").notNull(),
    at: count("at").notNull(),
    /** JSON text, because it may quote what a device sent, which jsonb may refuse. Null: the device has kept it. */
    body: text("body"),
    /** JSON text of the records that a refused group would have made, or null. */
    creates: text("creates"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.groupId] }),
    index("verdict_refused").on(table.workspaceId, table.deviceId, table.counter).where(sql`refused`),
    // Rows come in order of time, so a few bytes for many of them find the old ones.
    index("verdict_at").using("brin", table.at),
    index("verdict_unconfirmed").on(table.workspaceId, table.deviceId, table.counter).where(sql`body is not null and not refused`),
  ],
);

/** Records erased for ever, which must not come back out of a device. */
export const erased = pgTable(
  "erased",
  { workspaceId, recordId: key("record_id").notNull(), at: count("at").notNull() },
  (table) => [primaryKey({ columns: [table.workspaceId, table.recordId] })],
);

/** Of each rich text: whose each client of its document is, and the clock it comes to next, as {client: [clock, author]}. */
export const body = pgTable(
  "body",
  { workspaceId, id: key("id").notNull(), clients: json("clients").notNull() },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

/** What was typed into rich texts and is not in their records yet: one row an update (Yjs V1, as base64). */
export const typed = pgTable(
  "typed",
  { workspaceId, bodyId: key("body_id").notNull(), seq: count("seq").notNull(), update: text("update").notNull() },
  (table) => [primaryKey({ columns: [table.workspaceId, table.bodyId, table.seq] })],
);

/**
 * What edits are to say in the audit log: written with the edits themselves, by the same statement, and moved into the
 * log's chain soon after. `place`: of several of one edit.
 */
export const auditDue = pgTable(
  "audit_due",
  {
    workspaceId,
    seq: count("seq").notNull(),
    place: integer("place").notNull(),
    body: json("body").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.seq, table.place] })],
);
