/**
 * The folder that holds the model of meaning, as devices are to fetch it: which files, how large, by what name they are
 * known. Invariant: nothing of the folder is reached but the files of this list, and a model is named by what is in it,
 * so that two models never have one name.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** What a model consists of. */
export const MODEL_FILES = ["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model_quantized.onnx"] as const;
const MOST_BYTES = 200 * 1024 * 1024;
const MOST_ABOUT = 64 * 1024;

export interface ModelFile { readonly path: string; /** Bytes. */ readonly size: number; readonly sha256: string }

export interface ModelManifest {
  /** Its name with what is in it: vectors of two of these are never compared. */
  readonly model: string;
  /** The part of its addresses that changes with what is in it. */
  readonly version: string;
  readonly name: string;
  readonly licence: string;
  readonly source: string;
  /** Numbers in a vector. */
  readonly dimensions: number;
  readonly files: readonly ModelFile[];
}

const about = z.object({ name: z.string().regex(/^[\w.-]{1,80}$/), licence: z.string().max(80), source: z.string().max(300), dimensions: z.number().int().min(16).max(4_096) });

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest("hex");
}

/** Null where there is no model; rejects, saying which file and why, where there is half of one. */
export async function readModelFolder(folder: string): Promise<ModelManifest | null> {
  const description = await readFile(join(folder, "model.json"), "utf8").catch(() => null);
  if (description === null) return null;
  if (description.length > MOST_ABOUT) throw new Error("model.json is too large");
  const parsed = about.safeParse(jsonOf(description));
  if (!parsed.success) throw new Error(`model.json: ${z.prettifyError(parsed.error)}`);
  const files: ModelFile[] = [];
  for (const path of MODEL_FILES) {
    const { size } = await stat(join(folder, path)).catch(() => ({ size: 0 }));
    if (size === 0) throw new Error(`${path} is missing`);
    if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes; at most ${MOST_BYTES}`);
    files.push({ path, size, sha256: await sha256Of(join(folder, path)) });
  }
  const version = createHash("sha256").update(files.map(({ sha256 }) => sha256).join("")).digest("hex").slice(0, 16);
  return { model: `${parsed.data.name}@${version.slice(0, 12)}`, version, ...parsed.data, files };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
