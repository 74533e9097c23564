// Search by meaning on a server, put together: the vectors that the team shares, and the models that this server may ask itself.
import type { Database } from "../db/database.ts";
import type { RecordDoor } from "../feed/record-door.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Models } from "../models/models.ts";
import { createNodeEmbedder, type Embedder } from "../models/node-embedder.ts";
import { createOpenAiEmbedder, type EmbeddingPlace } from "../models/openai-embedder.ts";
import type { Clock } from "../platform/clock.ts";
import { createGuardedFetch } from "../platform/guarded-fetch.ts";
import type { Log } from "../platform/logger.ts";
import { createEmbedTexts, type EmbedTexts } from "./embed-texts.ts";
import { createLeaving } from "./leaving.ts";
import { createVectors, type Vectors } from "./vectors.ts";

export interface MeaningDeps {
  readonly database: Database;
  readonly feed: { readonly door: RecordDoor; readonly afterCommit: (heard: (workspace: string) => void) => void };
  readonly jobs: Jobs;
  readonly models: Models;
  /** Whether it runs the model that it hands out itself. */
  readonly runs: boolean;
  /** An endpoint elsewhere; null: none. */
  readonly outside: EmbeddingPlace | null;
  readonly allowPrivate: boolean;
  readonly clock: Clock;
  readonly log: Pick<Log, "error">;
}

/** A batch of ten texts of 1536 numbers each, as text. */
const MOST_ANSWER = 4_000_000;

export async function openMeaning({ database, feed, jobs, models, runs, outside, allowPrivate, clock, log }: MeaningDeps): Promise<{ readonly vectors: Vectors; readonly embedTexts: EmbedTexts; readonly close: () => Promise<void> }> {
  const vectors = createVectors({ database, door: feed.door, now: clock.now });
  await vectors.open();
  const failed = (error: unknown): void => log.error({ error }, "texts could not be embedded");
  const embedTexts = createEmbedTexts({
    database, door: feed.door, vectors, jobs, leaving: createLeaving(database), clock, failed,
    async embedders() {
      const manifest = runs ? await models.current() : null;
      const found: Embedder[] = outside === null ? [] : [createOpenAiEmbedder(outside, createGuardedFetch({ allowPrivate, maxBytes: MOST_ANSWER }))];
      return manifest ? [...found, createNodeEmbedder({ model: manifest.model, folder: models.folder })] : found;
    },
  });
  feed.afterCommit((workspace) => embedTexts.nudge(workspace));
  // What was there before this server had a model.
  const begun = database.sql<{ workspace: string }[]>`select id as workspace from workspace`.then(async (rows) => {
    for (const { workspace } of rows) await embedTexts.start(workspace);
  }).catch(failed);
  return {
    vectors, embedTexts,
    async close() {
      await begun;
      await embedTexts.stop();
    },
  };
}
