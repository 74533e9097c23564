/**
 * The model that this server hands out to devices, and the runtime that it runs in there. It is read when it is first
 * asked for and again when it was fetched; nothing of it is needed for a start.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Log } from "../platform/logger.ts";
import { packageFolder } from "../platform/package-folder.ts";
import { type ModelFile, type ModelManifest, readModelFolder, sha256Of } from "./model-folder.ts";

export interface Runtime { readonly version: string; readonly file: ModelFile; /** As it is sent to whoever reads gzip. */ readonly zipped: Uint8Array<ArrayBuffer>; readonly plain: Uint8Array<ArrayBuffer> }

export interface Models {
  readonly folder: string;
  /** Null where there is none. */
  current(): Promise<ModelManifest | null>;
  /** Where a file of the current model lies; undefined for any other. */
  pathOf(version: string, file: string): Promise<{ readonly path: string; readonly size: number } | undefined>;
  /** Null where the package is not installed. */
  runtime(): Promise<Runtime | null>;
  /** It was fetched meanwhile. */
  look(): void;
}

export const RUNTIME_FILE = "ort-wasm-simd-threaded.wasm";

async function readRuntime(): Promise<Runtime> {
  const own = createRequire(join(packageFolder, "package.json"));
  const folder = dirname(createRequire(own.resolve("@xenova/transformers")).resolve("onnxruntime-web"));
  const { version } = JSON.parse(await readFile(join(folder, "../package.json"), "utf8")) as { version: string };
  const plain = Uint8Array.from(await readFile(join(folder, RUNTIME_FILE)));
  const zipped = Uint8Array.from(await promisify(gzip)(plain));
  return { version, plain, zipped, file: { path: RUNTIME_FILE, size: plain.length, sha256: await sha256Of(join(folder, RUNTIME_FILE)) } };
}

export function createModels({ folder, log }: { readonly folder: string; readonly log: Pick<Log, "warn"> }): Models {
  let manifest: Promise<ModelManifest | null> | undefined;
  let runtime: Promise<Runtime | null> | undefined;
  const current = (): Promise<ModelManifest | null> =>
    (manifest ??= readModelFolder(folder).catch((error: unknown) => {
      log.warn({ error, folder }, "the model of meaning cannot be read");
      return null;
    }));
  return {
    folder,
    current,
    async pathOf(version, file) {
      const known = await current();
      const found = known?.version === version ? known.files.find(({ path }) => path === file) : undefined;
      return found && { path: join(folder, found.path), size: found.size };
    },
    runtime: () =>
      (runtime ??= readRuntime().catch((error: unknown) => {
        log.warn({ error }, "the runtime for models is not installed: devices search by words");
        return null;
      })),
    look: () => void (manifest = undefined),
  };
}
