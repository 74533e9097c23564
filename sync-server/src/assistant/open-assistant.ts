// The assistant's model on a running server, put together.
import type { Database } from "../db/database.ts";
import type { Clock, Random } from "../platform/clock.ts";
import { createGuardedFetch } from "../platform/guarded-fetch.ts";
import type { GuardedRequestDeps } from "../platform/guarded-request.ts";
import type { Log } from "../platform/logger.ts";
import { createSealer } from "../platform/sealed-text.ts";
import { createAiUse, type ReadAiUse } from "./ai-use.ts";
import { createAnswerCache } from "./answer-cache.ts";
import { type Assistant, createAssistant } from "./assistant.ts";
import { createCallBook, type NoteWithin } from "./call-book.ts";
import { createModelSettings, type ModelSettings, type ServerModel } from "./model-settings.ts";
import { createOpenAiModel, type Tempo } from "./openai-model.ts";
import { PRESETS } from "./presets.ts";
import { createQuota } from "./quota.ts";
import type { Unusual } from "./unusual-use.ts";

export interface AssistantRoom {
  readonly assistant: Assistant;
  readonly settings: ModelSettings;
  readonly use: ReadAiUse;
  /** Requests a person a day, at the most. */
  readonly perDay: number;
  askedToday(workspace: string, user: string): Promise<number>;
  /** Throws away what is too old, up to `limit` of each; answers the most of one. */
  dropOld(limit: number): Promise<number>;
}

export interface AssistantRoomDeps extends GuardedRequestDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Pick<Log, "warn" | "error">;
  readonly derive: (purpose: string) => Buffer;
  /** Puts a line into the audit log, within a transaction. */
  readonly note: NoteWithin;
  readonly unusual: (workspace: string, user: string, what: Unusual) => Promise<void>;
  readonly perDay: number;
  readonly server: ServerModel | null;
  readonly tempo?: Tempo | undefined;
}

const MOST_ANSWER = 2_000_000;

export function openAssistant({ database, clock, random, log, derive, note, unusual, perDay, server, tempo, ...guard }: AssistantRoomDeps): AssistantRoom {
  const key = derive("assistant");
  const settings = createModelSettings({ database, sealer: createSealer(key, "model-key"), clock, server, allowPrivate: guard.allowPrivate });
  const quota = createQuota(database);
  const cache = createAnswerCache({ database, sealer: createSealer(key, "answer"), key });
  const book = createCallBook({ database, sealer: createSealer(key, "call"), key, note, clock, random });
  const createModel = createOpenAiModel(createGuardedFetch({ ...guard, maxBytes: MOST_ANSWER }), tempo);
  const failed = (error: unknown, what: string): void => log.warn({ error, model: what }, "the language model did not answer");
  return {
    assistant: createAssistant({ settings, createModel, quota, cache, book, unusual, failed, perDay, clock, random }),
    settings, use: createAiUse(database), perDay,
    askedToday: (workspace, user) => quota.askedToday(workspace, user, clock.now()),
    async dropOld(limit) {
      const now = clock.now();
      return Math.max(await quota.dropOld(now, limit), await cache.dropOld(now, limit), await book.dropOld(limit));
    },
  };
}

/** What the environment names: any endpoint by OPENAI_BASE_URL, OpenAI's own by its key alone, or Google's. */
export function serverModel({ OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model, GOOGLE_API_KEY: google }: { readonly OPENAI_API_KEY: string | undefined; readonly OPENAI_BASE_URL: string | undefined; readonly OPENAI_MODEL: string | undefined; readonly GOOGLE_API_KEY: string | undefined }): ServerModel | null {
  if (baseUrl !== undefined) return { preset: "other", place: { baseUrl, model: model ?? PRESETS.openai.model, apiKey: key ?? null } };
  if (key !== undefined) return { preset: "openai", place: { baseUrl: PRESETS.openai.baseUrl, model: model ?? PRESETS.openai.model, apiKey: key } };
  return google === undefined ? null : { preset: "gemini", place: { baseUrl: PRESETS.gemini.baseUrl, model: model ?? PRESETS.gemini.model, apiKey: google } };
}
