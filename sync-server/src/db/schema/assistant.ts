/**
 * What the language model costs and says: how each workspace reaches one, how often each person asked it today, its answers
 * for a quarter of an hour, and every request with what came back. Times are milliseconds since 1970.
 * Invariant: the key of a model and all words lie sealed.
 */
import { bigint, boolean, customType, index, integer, pgTable, primaryKey, real, text, uuid } from "drizzle-orm/pg-core";

const key = customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' });
const count = (name: string) => bigint(name, { mode: "number" });
const workspaceId = uuid("workspace_id").notNull();

/** The model of a workspace; without a row there is none, unless the environment names one. */
export const assistantModel = pgTable(
  "assistant_model",
  {
    workspaceId,
    preset: key("preset").notNull(),
    baseUrl: text("base_url").notNull(),
    model: text("model").notNull(),
    /** Sealed; null: the endpoint asks for none. */
    apiKey: text("api_key"),
    temperature: real("temperature").notNull(),
    suggestionTokens: integer("suggestion_tokens").notNull(),
    analysisTokens: integer("analysis_tokens").notNull(),
    /** Names, addresses and numbers of people are replaced before anything is sent. */
    masks: boolean("masks").notNull(),
    /** Requests a person a day; null: the server's. */
    perDay: integer("per_day"),
    /** Of a million tokens, in thousandths of the workspace's base currency. */
    priceIn: count("price_in").notNull().default(0),
    priceOut: count("price_out").notNull().default(0),
    changedAt: count("changed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId] })],
);

/** How often somebody asked on a day (UTC): what the limit is counted by. */
export const assistantDay = pgTable(
  "assistant_day",
  { workspaceId, userId: uuid("user_id").notNull(), day: key("day").notNull(), asked: integer("asked").notNull() },
  (table) => [primaryKey({ columns: [table.workspaceId, table.userId, table.day] })],
);

/** An answer that may be given again to whoever asks with the very same evidence. */
export const assistantAnswer = pgTable(
  "assistant_answer",
  {
    workspaceId,
    /** A keyed hash over all that was asked. */
    id: key("id").notNull(),
    /** Sealed. */
    answer: text("answer").notNull(),
    expires: count("expires").notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] }), index("assistant_answer_old").using("brin", table.expires)],
);

/** One request and its answer. */
export const assistantCall = pgTable(
  "assistant_call",
  {
    workspaceId,
    id: key("id").notNull(),
    userId: uuid("user_id").notNull(),
    at: count("at").notNull(),
    purpose: key("purpose").notNull(),
    /** What it was about: erased with it. */
    recordId: key("record_id"),
    model: text("model").notNull(),
    /** model, cache, fallback or refused. */
    outcome: key("outcome").notNull(),
    /** Why not the model; null where it answered. */
    why: key("why"),
    tokensIn: integer("tokens_in").notNull(),
    tokensOut: integer("tokens_out").notNull(),
    /** In millionths of the workspace's base currency. */
    cost: count("cost").notNull(),
    latencyMs: integer("latency_ms").notNull(),
    /** Statements that the check took out. */
    dropped: integer("dropped").notNull(),
    /** What was sent, sealed; null once it is old. */
    request: text("request"),
    /** What came back, sealed. */
    answer: text("answer"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index("assistant_call_at").on(table.workspaceId, table.at),
    index("assistant_call_record").on(table.workspaceId, table.recordId),
    index("assistant_call_user").on(table.workspaceId, table.userId, table.at),
  ],
);
