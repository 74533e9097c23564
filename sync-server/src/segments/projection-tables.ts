// Customers as a database compares them: what rules may ask, typed and folded, one row a contact, in a schema of its own.
// It is made from the feed and can be made anew at any time, so that a backup has no need of it and no migration knows it.
// Texts are folded before they come here and figures are doubles as in JavaScript: the database compares what `match` does.
import type { Sql } from "../db/client.ts";
import { openOwnSchema, type OwnSchema } from "../db/own-schema.ts";

/** Another one, and the tables are made anew. */
const VERSION = 2;
const LOCK = 5_310_027;

const TABLES: readonly string[] = [
  // How far each workspace has been read. `lanes` and `boot` as a reader of the feed has them.
  `create table segments.standing (workspace_id uuid primary key, boot text not null, at bigint not null, lanes text not null, looked bigint not null)`,
  // touched: when somebody was last in touch, of what is past for good; later_at with later_place: what is planned or was with a contact merged
  // into this one, each with the bucket it is seen by ("": whoever sees the contact). stages: of its open deals, each with a
  // bucket of that deal. Sets are null where they are empty. custom: by the names of the fields, the currency of money beside its amount.
  `create table segments.customer (
    workspace_id uuid not null, contact_id uuid not null, owner uuid, company uuid,
    spend float8, spend_currency text, visits float8, last_active float8, created_at float8, updated_at float8, touched float8,
    shared text[], tags text[], mail text, tracking text, later_at float8[], later_place text[], stages text[], stage_places text[],
    received text[], opened text[], clicked text[], custom jsonb,
    primary key (workspace_id, contact_id))`,
  // What rules seldom ask and would make each row of the above wide.
  `create table segments.detail (
    workspace_id uuid not null, contact_id uuid not null, name text, title text, address text, time_zone text, emails text[], phones text[],
    primary key (workspace_id, contact_id))`,
  // Companies, members and stages: what is asked of them through a contact. stands: itself, or what it was merged into.
  `create table segments.linked (workspace_id uuid not null, id uuid not null, kind text not null, merged uuid, stands uuid not null, data jsonb not null, primary key (workspace_id, id))`,
  `create table segments.deal (workspace_id uuid not null, deal_id uuid not null, contact_id uuid not null, stage uuid not null, places text[] not null, primary key (workspace_id, deal_id, contact_id))`,
  `create table segments.touch (workspace_id uuid not null, activity_id uuid not null, contact_id uuid not null, at float8 not null, primary key (workspace_id, activity_id))`,
  // Contacts merged into others.
  `create table segments.loser (workspace_id uuid not null, contact_id uuid not null, stands uuid not null, places text[] not null, primary key (workspace_id, contact_id))`,
  `create index customer_owner on segments.customer (workspace_id, owner)`,
  `create index customer_company on segments.customer (workspace_id, company) where company is not null`,
  `create index customer_spend on segments.customer (workspace_id, spend_currency, spend)`,
  `create index customer_active on segments.customer (workspace_id, last_active)`,
  `create index customer_visits on segments.customer (workspace_id, visits)`,
  `create index customer_tags on segments.customer using gin (tags) where tags is not null`,
  `create index deal_contact on segments.deal (workspace_id, contact_id)`,
  `create index deal_stage on segments.deal (workspace_id, stage)`,
  `create index touch_contact on segments.touch (workspace_id, contact_id)`,
  `create index loser_stands on segments.loser (workspace_id, stands)`,
  `create index linked_kind on segments.linked (workspace_id, kind)`,
];

/** The tables that have rows of a workspace. */
export const PROJECTED = ["standing", "customer", "detail", "linked", "deal", "touch", "loser"] as const;

const SCHEMA: OwnSchema = { name: "segments", version: VERSION, lock: LOCK, makes: TABLES };

/** Makes the tables where they are not there, or are of another version. */
export const openProjection = (sql: Sql): Promise<void> => openOwnSchema(sql, SCHEMA);
