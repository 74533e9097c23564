/**
 * Campaigns as they are sent: what was frozen when one began, one row for each customer of its audience, receipts of vendors,
 * and addresses that are written to no more. Who changes rows of `campaign_message` adds one to `changes` of their
 * `campaign_run` in the same transaction: by that the counts people see are known to be behind. Times are milliseconds since 1970.
 */
import { sql } from "drizzle-orm";
import { bigint, boolean, customType, doublePrecision, index, integer, json, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";

const key = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' });
const count = (name: string) => bigint(name, { mode: "number" });
const workspaceId = uuid("workspace_id").notNull();

/** One campaign that was started: a copy of what it says, which no later edit of the campaign changes. */
export const campaignRun = pgTable(
  "campaign_run",
  {
    workspaceId,
    campaignId: key("campaign_id").notNull(),
    /** scheduled | sending | paused | sent | cancelled */
    state: key("state").notNull(),
    name: text("name").notNull(),
    subject: text("subject").notNull(),
    message: text("message").notNull(),
    /** Of the segment, as JSON; null: all contacts. */
    rule: json("rule"),
    /** Hours, pace, tracking: as JSON (campaigns/settings.ts). */
    settings: json("settings").notNull(),
    startedBy: key("started_by").notNull(),
    startedAt: count("started_at").notNull(),
    /** When its audience is gathered; null once it was. */
    gatherAt: count("gather_at"),
    gatheredAt: count("gathered_at"),
    endedAt: count("ended_at"),
    /** Not to be looked at before this. */
    wakeAt: count("wake_at").notNull(),
    /** Messages that may go out now under its pace, and as of when: one bucket for all servers. */
    tokens: doublePrecision("tokens").notNull().default(0),
    tokensAt: count("tokens_at").notNull().default(0),
    /** Changes of its messages or of itself, and up to which of them its facts were written to the feed. */
    changes: count("changes").notNull().default(1),
    told: count("told").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.campaignId] }),
    index("campaign_run_due").on(table.wakeAt).where(sql`state in ('scheduled', 'sending')`),
    index("campaign_run_untold").on(table.workspaceId).where(sql`changes <> told`),
  ],
);

/** One customer of one campaign: at most one message, whatever crashes. */
export const campaignMessage = pgTable(
  "campaign_message",
  {
    workspaceId,
    campaignId: key("campaign_id").notNull(),
    contactId: key("contact_id").notNull(),
    /** What vendors know it by: the same whenever it is handed over again. */
    key: key("key").notNull(),
    /** QUEUED | HANDING | SENT | FAILED | UNKNOWN | SKIPPED (shared/src/campaigns/message-state.ts) */
    status: key("status").notNull(),
    /** Address and capabilities of its links, sealed; null once it needs them no more. */
    sealed: text("sealed"),
    /** Of the address, as in `suppression`; null where there was none. One message an address. */
    addressHash: key("address_hash"),
    /** Hash of what its unsubscribe link holds, and of what its pixel and links hold; null: it is not counted. */
    tokenHash: key("token_hash"),
    trackHash: key("track_hash"),
    /** IANA name; null: as the workspace. */
    zone: text("zone"),
    /** Not before this: its hour, the end of quiet hours, the next try. */
    nextAt: count("next_at").notNull(),
    tries: integer("tries").notNull().default(0),
    handedAt: count("handed_at"),
    /** The server that has it in hand. */
    handedBy: key("handed_by"),
    vendorMessageId: key("vendor_message_id"),
    sentAt: count("sent_at"),
    deliveredAt: count("delivered_at"),
    openedAt: count("opened_at"),
    clickedAt: count("clicked_at"),
    bouncedAt: count("bounced_at"),
    unsubscribedAt: count("unsubscribed_at"),
    complainedAt: count("complained_at"),
    /** Why it failed, was left out, or is unknown. */
    why: text("why"),
    updatedAt: count("updated_at").notNull(),
    /** What of it was written to its contact: 1 received, 2 opened, 4 clicked, 8 unsubscribed. */
    told: integer("told").notNull().default(0),
    /** What of it other systems were told (campaigns/announce.ts). */
    announced: integer("announced").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.campaignId, table.contactId] }),
    uniqueIndex("campaign_message_address").on(table.workspaceId, table.campaignId, table.addressHash),
    index("campaign_message_due").on(table.workspaceId, table.campaignId, table.nextAt).where(sql`status = 'QUEUED'`),
    index("campaign_message_handing").on(table.workspaceId, table.campaignId).where(sql`status = 'HANDING'`),
    index("campaign_message_contact").on(table.workspaceId, table.contactId),
    index("campaign_message_vendor").on(table.vendorMessageId).where(sql`vendor_message_id is not null`),
    index("campaign_message_token").on(table.tokenHash).where(sql`token_hash is not null`),
    index("campaign_message_track").on(table.trackHash).where(sql`track_hash is not null`),
    index("campaign_message_untold")
      .on(table.workspaceId, table.campaignId)
      .where(sql`told <> (case when status = 'SENT' then 1 else 0 end) + (case when opened_at is null then 0 else 2 end) + (case when clicked_at is null then 0 else 4 end) + (case when unsubscribed_at is null then 0 else 8 end)`),
  ],
);

/** A receipt of a vendor that was taken: told twice it is one. */
export const campaignReceipt = pgTable(
  "campaign_receipt",
  {
    workspaceId,
    /** The vendor's own name of it. */
    id: key("id").notNull(),
    campaignId: key("campaign_id").notNull(),
    contactId: key("contact_id").notNull(),
    event: key("event").notNull(),
    /** When it happened, as the vendor says. */
    at: count("at").notNull(),
    receivedAt: count("received_at").notNull(),
    why: text("why"),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] }), index("campaign_receipt_of").on(table.workspaceId, table.contactId), index("campaign_receipt_at").using("brin", table.receivedAt)],
);

/** An address that is written to no more. The hash stays when the person is erased, so that they are not written to again. */
export const suppression = pgTable(
  "suppression",
  {
    workspaceId,
    addressHash: key("address_hash").notNull(),
    /** As it was written; null: only the hash is known. */
    address: text("address"),
    /** unsubscribed | bounced | complained | added */
    why: key("why").notNull(),
    note: text("note"),
    at: count("at").notNull(),
    by: key("by"),
    /** The vendor's receipts say so, not a person. */
    automatic: boolean("automatic").notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.addressHash] }), index("suppression_at").on(table.workspaceId, table.at)],
);
