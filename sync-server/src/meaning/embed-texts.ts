// The server embeds where devices cannot: questions at once, and the texts of a workspace as jobs, ten at a time, only those
// that have no vector of this model yet: all of them when it is asked to, and by itself what was written. A job carries
// how far it is, so that a server that dies in between loses a page at most. Invariant: to an endpoint elsewhere goes only
// what the workspace and the contact agreed to, with what is personal in it hidden. Where the server runs no model it
// says so, and nothing else is different.
import { toBase64 } from "@outrider/shared/kernel";
import type { RecordState } from "@outrider/shared/records";
import { collectionOf, type Collection, EMBEDDED_KINDS, embeddedText, isEmbedded, textHash } from "@outrider/shared/search";
import type { Database } from "../db/database.ts";
import { createFollower } from "../feed/follower.ts";
import type { RecordDoor } from "../feed/record-door.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Embedder } from "../models/node-embedder.ts";
import type { Clock } from "../platform/clock.ts";
import { facetsAround } from "./facets-around.ts";
import type { Leaving } from "./leaving.ts";
import type { Asker, NearRecord, Vectors, Where } from "./vectors.ts";

export interface CloseFound { readonly model: string | null; readonly found: readonly NearRecord[] }
export interface CloseOptions { readonly count: number; readonly collection?: Collection; readonly where?: Where }

export interface EmbedTexts {
  /** Has every text of the workspace embedded that has no vector yet, soon. The models' names; null where the server runs none. */
  start(workspace: string): Promise<string | null>;
  /** By the first model that can be asked now. */
  close(by: Asker, text: string, options: CloseOptions): Promise<CloseFound>;
  /** Something was committed in this workspace. */
  nudge(workspace: string): void;
  /** Has noted all that was written; for tests. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export interface EmbedTextsDeps {
  readonly database: Database;
  readonly door: Pick<RecordDoor, "store">;
  readonly vectors: Vectors;
  readonly jobs: Pick<Jobs, "send" | "wake" | "work">;
  readonly leaving: Leaving;
  readonly clock: Clock;
  /** Asked again while there are none: the first is preferred. */
  readonly embedders: () => Promise<readonly Embedder[]>;
  readonly failed: (error: unknown) => void;
}

const PAGE = 200;
const BATCH = 10;
const NOTHING: CloseFound = { model: null, found: [] };

const bytesOf = (vector: Int8Array): string => toBase64(new Uint8Array(vector.buffer, vector.byteOffset, vector.length));

export function createEmbedTexts({ database, door, vectors, jobs, leaving, clock, embedders, failed }: EmbedTextsDeps): EmbedTexts {
  const { sql } = database;
  let opened: Promise<readonly Embedder[]> | undefined;
  let stopped = false;
  const models = async (): Promise<readonly Embedder[]> => {
    const found = await (opened ??= embedders());
    // One may be fetched later.
    if (found.length === 0) opened = undefined;
    return found;
  };

  async function embedBy(by: Embedder, workspace: string, states: readonly RecordState[]): Promise<void> {
    const known = await vectors.hashes(workspace, by.model, states.map(({ id }) => id));
    const owed = states.flatMap((state) => {
      const text = embeddedText(state);
      const hash = textHash(text);
      return text === "" || known.get(state.id) === hash ? [] : [{ state, hash, text, collection: collectionOf(state.kind) }];
    });
    const sent = by.outside ? await leaving.texts(workspace, owed) : owed;
    for (let from = 0; from < sent.length && !stopped; from += BATCH) {
      const batch = sent.slice(from, from + BATCH);
      const made = await by.embed(batch.map(({ text }) => text));
      await vectors.keep(workspace, by.model, batch.flatMap(({ state: { id }, hash, collection }, at) => {
        const vector = made[at];
        return vector ? [{ shared: { id, hash, vector: bytesOf(vector) }, collection }] : [];
      }));
    }
  }

  async function embed(workspace: string, ids: readonly string[]): Promise<void> {
    const states = (await door.store.transact(workspace, (tx) => tx.records(ids))).filter(({ kind }) => isEmbedded(kind));
    for (const by of await models()) await embedBy(by, workspace, states);
    await vectors.facets(workspace, await facetsAround(database, workspace, states, clock.now()));
  }

  /** Answers the last id that was looked at; null where there are no more. */
  async function page(workspace: string, after: string): Promise<string | null> {
    const rows = await sql<{ id: string }[]>`
      select id from record where workspace_id = ${workspace} and kind in ${sql([...EMBEDDED_KINDS])} and id > ${after} order by id limit ${PAGE}`;
    await embed(workspace, rows.map(({ id }) => id));
    return rows.length < PAGE ? null : (rows.at(-1)?.id ?? null);
  }

  jobs.work("embedTexts", async ({ workspace, after, ids }) => {
    if ((await models()).length === 0) return;
    const last = ids === undefined ? await page(workspace, after) : await embed(workspace, ids).then(() => null);
    if (stopped) throw new Error("the server stops: the page is done again");
    if (last === null) return;
    await jobs.send("embedTexts", { workspace, after: last });
    jobs.wake("embedTexts");
  });

  const follower = createFollower({
    database, clock, name: "meaning", failed, wanted: async () => (await models()).length > 0,
    handle({ workspace, rows }) {
      // What hangs on a record changes what that is filtered by.
      const ids = [...new Set(rows.filter(({ state }) => isEmbedded(state.kind)).flatMap(({ state }) => [state.id, String(state.fields["root"]?.value ?? "")]))].filter((id) => id !== "");
      return Promise.resolve({
        async write(tx) {
          for (let from = 0; from < ids.length; from += PAGE) await jobs.send("embedTexts", { workspace, after: "", ids: ids.slice(from, from + PAGE) }, { within: tx });
        },
        done: () => jobs.wake("embedTexts"),
      });
    },
  });

  return {
    async start(workspace) {
      const by = await models();
      if (by.length === 0) return null;
      await follower.begin(workspace);
      await jobs.send("embedTexts", { workspace, after: "" }, { once: { key: workspace, seconds: 60 } });
      jobs.wake("embedTexts");
      return by.map(({ model }) => model).join(", ");
    },
    nudge: (workspace) => follower.nudge(workspace),
    settle: () => follower.settle(),
    async close(by, text, options) {
      for (const model of await models()) {
        const asked = model.outside ? await leaving.question(by, text) : text;
        if (asked === null) continue;
        const [vector] = await model.embed([asked]).catch((error: unknown) => {
          failed(error);
          return [];
        });
        const found = vector && (await vectors.near(by, model.model, vector, options));
        if (found) return { model: model.model, found };
      }
      return NOTHING;
    },
    async stop() {
      stopped = true;
      await follower.close();
      for (const one of (await opened) ?? []) await one.close();
    },
  };
}
