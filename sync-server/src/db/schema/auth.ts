/**
 * Who people are: users, their ways to sign in, their sessions, invitations, workspaces, and the audit log of sign-ins.
 * The first four are better-auth's tables, with its property names. Identity is global; which workspace a person
 * belongs to, and as what, is a record (kind `member`) and not here.
 */
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

export const user = pgTable("user", {
  id: uuid("id").primaryKey().defaultRandom(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text("image"),
  createdAt: at("created_at").notNull().defaultNow(),
  updatedAt: at("updated_at").notNull().defaultNow(),
});

export const session = pgTable(
  "session",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    token: text("token").notNull().unique(),
    expiresAt: at("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (table) => [index("session_user").on(table.userId)],
);

export const account = pgTable(
  "account",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: at("access_token_expires_at"),
    refreshTokenExpiresAt: at("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (table) => [index("account_user").on(table.userId), uniqueIndex("account_sign_in").on(table.providerId, table.accountId)],
);

export const verification = pgTable(
  "verification",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: at("expires_at").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (table) => [index("verification_identifier").on(table.identifier)],
);

export const workspace = pgTable("workspace", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  createdAt: at("created_at").notNull().defaultNow(),
  /** When the sample records were all written; null for other workspaces and while that has not happened. */
  sampledAt: at("sampled_at"),
  /** How long a device that hears nothing from the server still opens what it holds. */
  offlineLeaseDays: integer("offline_lease_days").notNull().default(14),
  /** Whether who has an address may join by himself, as a sales executive. */
  selfRegistration: boolean("self_registration").notNull().default(false),
  /** Whether the use of features is counted, of those who consent. */
  measureUse: boolean("measure_use").notNull().default(false),
  /** Whether everybody here signs in with a second step. */
  requireSecondFactor: boolean("require_second_factor").notNull().default(false),
});

/** Only the hash of the token is kept: who reads the table cannot accept the invitation. */
export const invitation = pgTable(
  "invitation",
  {
    id: uuid("id").primaryKey(),
    workspaceId: uuid("workspace_id")
      .notNull()
      .references(() => workspace.id, { onDelete: "cascade" }),
    email: text("email").notNull(),
    role: text("role").notNull(),
    team: text("team"),
    tokenHash: text("token_hash").notNull().unique(),
    /** null: who it is for asked for it himself. */
    invitedBy: uuid("invited_by"),
    createdAt: at("created_at").notNull().defaultNow(),
    expiresAt: at("expires_at").notNull(),
    usedAt: at("used_at"),
    acceptedBy: uuid("accepted_by"),
    /** When the member record was written; until then it is tried again at each sign-in of who accepted. */
    settledAt: at("settled_at"),
  },
  (table) => [
    index("invitation_workspace").on(table.workspaceId),
    index("invitation_accepted_by").on(table.acceptedBy),
  ],
);

/**
 * What a program shows to get its next access token: once, and then the next one. All of one session are one family;
 * they go with it. Only its hash is kept.
 */
export const refreshToken = pgTable(
  "refresh_token",
  {
    tokenHash: text("token_hash").primaryKey(),
    sessionId: uuid("session_id")
      .notNull()
      .references(() => session.id, { onDelete: "cascade" }),
    expiresAt: at("expires_at").notNull(),
    /** Kept afterwards, so that who shows it again is found out. */
    usedAt: at("used_at"),
  },
  (table) => [index("refresh_token_session").on(table.sessionId)],
);

/** The authenticator app that a person's sign-in asks beside the password. */
export const secondFactor = pgTable("second_factor", {
  userId: uuid("user_id")
    .primaryKey()
    .references(() => user.id, { onDelete: "cascade" }),
  /** Encrypted. */
  secret: text("secret").notNull(),
  /** When the person showed a first code; until then it is asked for nowhere. */
  confirmedAt: at("confirmed_at"),
  /** The half minute of the last code that was taken: each code counts once. */
  lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
});

/** What opens a sign-in when the authenticator is lost: each once. Only its hash is kept. */
export const recoveryCode = pgTable(
  "recovery_code",
  {
    codeHash: text("code_hash").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
  },
  (table) => [index("recovery_code_user").on(table.userId)],
);

/** What a device shows to open its socket: once, within seconds. Only its hash is kept. */
export const syncTicket = pgTable("sync_ticket", {
  tokenHash: text("token_hash").primaryKey(),
  sessionId: uuid("session_id")
    .notNull()
    .references(() => session.id, { onDelete: "cascade" }),
  userId: uuid("user_id").notNull(),
  workspaceId: uuid("workspace_id").notNull(),
  expiresAt: at("expires_at").notNull(),
});

/**
 * What a person sees as a device: a browser that keeps a workspace's data, beside the feed's row of the same id. It
 * outlives the session it was last signed in with, because the data on it does.
 */
export const knownDevice = pgTable(
  "known_device",
  {
    workspaceId: uuid("workspace_id").notNull(),
    deviceId: text("device_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** The last one; it may have ended. */
    sessionId: uuid("session_id").notNull(),
    name: text("name"),
    userAgent: text("user_agent").notNull().default(""),
    firstSeenAt: at("first_seen_at").notNull(),
    lastSeenAt: at("last_seen_at").notNull(),
    revokedAt: at("revoked_at"),
    revokedBy: uuid("revoked_by"),
    /** When it came back and was told to wipe itself. */
    toldAt: at("told_at"),
    /** Encrypted: what opens a lock whose PIN was forgotten, for who has just signed in. */
    recovery: text("recovery"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.deviceId] }),
    index("known_device_user").on(table.userId),
    index("known_device_session").on(table.sessionId),
  ],
);

export const auditLog = pgTable(
  "audit_log",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: at("at").notNull().defaultNow(),
    workspaceId: uuid("workspace_id"),
    userId: uuid("user_id"),
    event: text("event").notNull(),
    remoteAddress: text("remote_address"),
    detail: jsonb("detail").notNull().default({}),
    /** Its place in the chain of its workspace; null: written before there were chains. */
    ordinal: bigint("ordinal", { mode: "number" }),
    /** What the payload (who, from where, the detail) is hashed with; it goes when the payload does. */
    salt: text("salt"),
    payloadHash: text("payload_hash"),
    hash: text("hash"),
    /** When the payload was erased; its hash stays. */
    erasedAt: at("erased_at"),
  },
  // A trigger of the database refuses every other change of a row (migration audit-chain).
  (table) => [index("audit_log_at").on(table.at), index("audit_log_chain").on(table.workspaceId, table.ordinal)],
);

/** Where each chain of the audit log ends: a workspace's id, or "" for what belongs to none. */
export const auditHead = pgTable("audit_head", {
  scope: text("scope").primaryKey(),
  ordinal: bigint("ordinal", { mode: "number" }).notNull(),
  hash: text("hash").notNull(),
});
