/**
 * Fetches the model of meaning from where it is published: all-MiniLM-L6-v2 with weights of eight bits, under the Apache
 * licence 2.0. Invariant: a file is taken only if it is byte for byte the one that was pinned here, and the folder holds a
 * whole model or none.
 */
import { createHash } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

export interface PinnedFile { readonly path: string; readonly sha256: string; /** Bytes. */ readonly size: number }
export interface PinnedModel {
  readonly name: string;
  readonly licence: string;
  readonly dimensions: number;
  readonly fetched: readonly PinnedFile[];
  /** What is written beside them. */
  readonly written: Readonly<Record<string, unknown>>;
}

export const MINILM: PinnedModel = {
  name: "all-MiniLM-L6-v2-q8",
  licence: "Apache-2.0",
  dimensions: 384,
  fetched: [
    { path: "onnx/model_quantized.onnx", sha256: "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1", size: 22_972_370 },
    { path: "tokenizer.json", sha256: "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0", size: 711_661 },
  ],
  written: {
    "config.json": {
      architectures: ["BertModel"], model_type: "bert", hidden_size: 384, num_hidden_layers: 6, num_attention_heads: 12, intermediate_size: 1_536, hidden_act: "gelu",
      max_position_embeddings: 512, type_vocab_size: 2, vocab_size: 30_522, pad_token_id: 0, layer_norm_eps: 1e-12, position_embedding_type: "absolute",
    },
    "tokenizer_config.json": { tokenizer_class: "BertTokenizer", do_lower_case: true, model_max_length: 256, pad_token: "[PAD]", unk_token: "[UNK]", cls_token: "[CLS]", sep_token: "[SEP]", mask_token: "[MASK]" },
  },
};

/** It could not be fetched; the message says which file, from where, and why. */
export class NotFetched extends Error {}

export interface FetchOptions {
  readonly folder: string;
  /** Without the slash at its end. */
  readonly source: string;
  readonly model?: PinnedModel;
  readonly fetch?: typeof globalThis.fetch;
  /** Bytes so far, and in all. */
  readonly progress?: (have: number, all: number) => void;
  readonly signal?: AbortSignal;
}

/** Resolves when the whole model lies in the folder; what was there before is replaced. Rejects with `NotFetched`. */
export async function fetchModel({ folder, source, model = MINILM, fetch = globalThis.fetch, progress, signal }: FetchOptions): Promise<void> {
  const parts = `${folder}.part-${process.pid}`;
  const all = model.fetched.reduce((sum, { size }) => sum + size, 0);
  let have = 0;
  try {
    for (const file of model.fetched) {
      const bytes = await fetched(`${source}/${file.path}`, file, { fetch, signal, grown: (by) => progress?.((have += by), all) });
      await put(join(parts, file.path), bytes);
    }
    for (const [path, content] of Object.entries(model.written)) await put(join(parts, path), JSON.stringify(content));
    // Last: a folder with it is whole.
    await put(join(parts, "model.json"), JSON.stringify({ name: model.name, licence: model.licence, source, dimensions: model.dimensions }));
    await rm(folder, { recursive: true, force: true });
    await rename(parts, folder);
  } finally {
    await rm(parts, { recursive: true, force: true });
  }
}

async function put(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

interface Fetching { readonly fetch: typeof globalThis.fetch; readonly signal: AbortSignal | undefined; readonly grown: (by: number) => void }

async function fetched(url: string, { path, sha256, size }: PinnedFile, { fetch, signal, grown }: Fetching): Promise<Uint8Array> {
  const failed = (why: string): NotFetched => new NotFetched(`${path} could not be fetched from ${url}: ${why}. Nothing was changed.`);
  const response = await fetch(url, { ...(signal && { signal }) }).catch((error: unknown) => {
    throw failed(causeOf(error));
  });
  if (!response.ok || response.body === null) throw failed(`the server answered ${response.status}`);
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of response.body) {
      length += piece.length;
      // More than it may be is not read to its end.
      if (length > size) break;
      pieces.push(piece);
      grown(piece.length);
    }
  } catch (error) {
    throw failed(causeOf(error));
  }
  if (length !== size) throw failed(`it has ${length > size ? "more than" : "only"} ${Math.min(length, size)} bytes instead of ${size}`);
  const bytes = Buffer.concat(pieces);
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sha256) throw failed(`it is not the file it should be (sha256 ${found})`);
  return bytes;
}

const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "no connection";
  const { cause } = error;
  return cause instanceof Error ? cause.message : error.message;
};
