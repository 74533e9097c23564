// The server embeds where devices cannot: questions at once, and the texts of a workspace as jobs, ten at a time, only those
// that have no vector of this model yet. A job carries how far it is, so that a server that dies in between loses a page
// at most. Where the server runs no model it says so, and nothing else is different.
import { toBase64 } from "@outrider/shared/kernel";
import { collectionOf, type Collection, EMBEDDED_KINDS, embeddedText, textHash } from "@outrider/shared/search";
import type { Database } from "../db/database.ts";
import type { RecordDoor } from "../feed/record-door.ts";
import type { Jobs } from "../jobs/jobs.ts";
import type { Embedder } from "../models/node-embedder.ts";
import type { Asker, NearRecord, Vectors } from "./vectors.ts";

export interface CloseFound { readonly model: string | null; readonly found: readonly NearRecord[] }

export interface EmbedTexts {
  /** Has every text of the workspace embedded that has no vector yet, soon. The model's name; null where the server runs none. */
  start(workspace: string): Promise<string | null>;
  close(by: Asker, text: string, options: { readonly count: number; readonly collection?: Collection }): Promise<CloseFound>;
  stop(): Promise<void>;
}

export interface EmbedTextsDeps {
  readonly database: Pick<Database, "sql">;
  readonly door: Pick<RecordDoor, "store">;
  readonly vectors: Vectors;
  readonly jobs: Pick<Jobs, "send" | "wake" | "work">;
  /** Asked once; null: this server runs no model. */
  readonly embedder: () => Promise<Embedder | null>;
}

const PAGE = 200;
const BATCH = 10;
const NOTHING: CloseFound = { model: null, found: [] };

const bytesOf = (vector: Int8Array): string => toBase64(new Uint8Array(vector.buffer, vector.byteOffset, vector.length));

export function createEmbedTexts({ database: { sql }, door, vectors, jobs, embedder }: EmbedTextsDeps): EmbedTexts {
  let opened: Promise<Embedder | null> | undefined;
  let stopped = false;
  const model = async (): Promise<Embedder | null> => {
    const found = await (opened ??= embedder());
    // One may be fetched later.
    if (found === null) opened = undefined;
    return found;
  };

  /** Answers the last id that was looked at; null where there are no more. */
  async function page(workspace: string, after: string, by: Embedder): Promise<string | null> {
    const rows = await sql<{ id: string }[]>`
      select id from record where workspace_id = ${workspace} and kind in ${sql([...EMBEDDED_KINDS])} and id > ${after} order by id limit ${PAGE}`;
    const states = await door.store.transact(workspace, (tx) => tx.records(rows.map(({ id }) => id)));
    const known = await vectors.hashes(workspace, by.model, rows.map(({ id }) => id));
    const owed = states.flatMap((state) => {
      const text = embeddedText(state);
      const hash = textHash(text);
      return text === "" || known.get(state.id) === hash ? [] : [{ id: state.id, hash, text, collection: collectionOf(state.kind) }];
    });
    for (let from = 0; from < owed.length && !stopped; from += BATCH) {
      const batch = owed.slice(from, from + BATCH);
      const made = await by.embed(batch.map(({ text }) => text));
      await vectors.keep(workspace, by.model, batch.flatMap(({ id, hash, collection }, at) => {
        const vector = made[at];
        return vector ? [{ shared: { id, hash, vector: bytesOf(vector) }, collection }] : [];
      }));
    }
    return rows.length < PAGE ? null : (rows.at(-1)?.id ?? null);
  }

  jobs.work("embedTexts", async ({ workspace, after }) => {
    const by = await model();
    if (by === null) return;
    const last = await page(workspace, after, by);
    if (stopped) throw new Error("the server stops: the page is done again");
    if (last === null) return;
    await jobs.send("embedTexts", { workspace, after: last });
    jobs.wake("embedTexts");
  });

  return {
    async start(workspace) {
      const by = await model();
      if (by === null) return null;
      await jobs.send("embedTexts", { workspace, after: "" }, { once: { key: workspace, seconds: 60 } });
      jobs.wake("embedTexts");
      return by.model;
    },
    async close(by, text, options) {
      const made = await model();
      if (made === null) return NOTHING;
      const [vector] = await made.embed([text]);
      const found = vector && (await vectors.near(by, made.model, vector, options));
      return found ? { model: made.model, found } : NOTHING;
    },
    async stop() {
      stopped = true;
      await (await opened)?.close();
    },
  };
}
