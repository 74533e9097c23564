/**
 * Customers and their orders as they come in from other systems: what was taken and waits to be worked off, how far a
 * request has come, the orders as they stand, and what follows from them for a contact. Times are milliseconds since 1970,
 * amounts exact decimals. Every primary key begins with workspace_id.
 */
import { sql } from "drizzle-orm";
import { bigint, boolean, customType, index, integer, json, numeric, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";

const key = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' });
const count = (name: string) => bigint(name, { mode: "number" });
const amount = (name: string) => numeric(name, { precision: 24, scale: 6 });
const workspaceId = uuid("workspace_id").notNull();

/** What a request was told: how many of its rows were taken, and how far those are worked off. */
export const ingestReceipt = pgTable(
  "ingest_receipt",
  {
    workspaceId,
    id: uuid("id").notNull(),
    /** Whoever asked: rows are worked off as theirs. */
    userId: uuid("user_id").notNull(),
    /** "customers" or "orders". */
    of: key("of").notNull(),
    /** Names the call where its caller gave it a name: two of one name are one. */
    edit: uuid("edit"),
    receivedAt: count("received_at").notNull(),
    /** All of its rows are there; until then it is being received and nothing of it is worked off. */
    ready: boolean("ready").notNull().default(false),
    /** What is done with an order of somebody unknown: "create" or "refuse". */
    unknown: key("unknown").notNull().default("create"),
    accepted: integer("accepted").notNull().default(0),
    refused: integer("refused").notNull().default(0),
    done: integer("done").notNull().default(0),
    failed: integer("failed").notNull().default(0),
    finishedAt: count("finished_at"),
    /** Rows refused at the door, the first of them: [row, field, message]. */
    refusals: json("refusals"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex("ingest_receipt_edit").on(table.workspaceId, table.edit),
    index("ingest_receipt_open").on(table.workspaceId, table.receivedAt, table.id).where(sql`finished_at is null`),
  ],
);

/** The inbox: a row that was taken and not worked off yet, as the door checked it. */
export const ingestRow = pgTable(
  "ingest_row",
  { workspaceId, receiptId: uuid("receipt_id").notNull(), row: integer("row").notNull(), body: json("body").notNull() },
  (table) => [primaryKey({ columns: [table.workspaceId, table.receiptId, table.row] })],
);

/** A row that was taken and could not be worked off, and why. What was in it is in no table any more. */
export const ingestFailure = pgTable(
  "ingest_failure",
  { workspaceId, receiptId: uuid("receipt_id").notNull(), row: integer("row").notNull(), field: text("field").notNull(), message: text("message").notNull() },
  (table) => [primaryKey({ columns: [table.workspaceId, table.receiptId, table.row] })],
);

/** Whose an address is: every contact that has it, as the feed says; of several the one that had it first counts. */
export const customerEmail = pgTable(
  "customer_email",
  { workspaceId, email: key("email").notNull(), contactId: key("contact_id").notNull(), since: count("since").notNull() },
  (table) => [primaryKey({ columns: [table.workspaceId, table.email, table.contactId] }), index("customer_email_contact").on(table.workspaceId, table.contactId)],
);

/** A contact of whom there are orders, or who was posted as a customer. */
export const customer = pgTable(
  "customer",
  {
    workspaceId,
    contactId: key("contact_id").notNull(),
    /** The contact that stands for this one, after merges. */
    survivor: key("survivor").notNull(),
    createdAt: count("created_at").notNull(),
    /** What was there before the first order: orders add to it. The ranks say which posting stands. */
    openingSpend: amount("opening_spend"),
    openingCurrency: key("opening_currency"),
    openingDay: key("opening_day"),
    spendRank: key("spend_rank").notNull().default(""),
    openingVisits: integer("opening_visits"),
    visitsRank: key("visits_rank").notNull().default(""),
    /** The latest that was given. */
    activeAt: count("active_at"),
    /** What it comes to has to be reckoned anew and written to the contact. */
    dirty: boolean("dirty").notNull().default(true),
    /** Sums in currencies that had no rate on their days: [amount, currency]. */
    others: json("others"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.contactId] }),
    index("customer_survivor").on(table.workspaceId, table.survivor),
    index("customer_dirty").on(table.workspaceId, table.contactId).where(sql`dirty`),
  ],
);

/** An order as it stands. `rank` says which of several versions of it does: the highest. */
export const customerOrder = pgTable(
  "customer_order",
  {
    workspaceId,
    key: key("key").notNull(),
    contactId: key("contact_id").notNull(),
    at: count("at").notNull(),
    /** Of `at`, UTC: whose rate it is worth by. */
    day: key("day").notNull(),
    amount: amount("amount").notNull(),
    currency: key("currency").notNull(),
    items: json("items").notNull(),
    /** It counts as a visit: it is no pure return. */
    visit: boolean("visit").notNull(),
    cancelled: boolean("cancelled").notNull(),
    revision: count("revision").notNull(),
    rank: key("rank").notNull(),
    receivedAt: count("received_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.key] }),
    index("customer_order_contact").on(table.workspaceId, table.contactId, table.at, table.key),
    index("customer_order_at").on(table.workspaceId, table.at, table.key),
  ],
);
