/**
 * The model at work in the server, for devices that cannot run it. The same library and the same files as on a device, one
 * text at a time there and here, so that a text has the same vector wherever it is embedded (within the rounding of two
 * builds of the runtime). It is loaded when it is first needed and takes some 350 MB from then on.
 */
import { basename, dirname } from "node:path";
import { quantised } from "@outrider/shared/search";
import type { FeatureExtractionPipeline } from "@xenova/transformers";

/** Whatever makes vectors of texts. */
export interface Embedder {
  /** The name under which its vectors are kept. */
  readonly model: string;
  /** Texts leave this server: only those that may, and with what is personal in them hidden. */
  readonly outside: boolean;
  /** One vector for each text, in their order; rejects where it cannot. */
  embed(texts: readonly string[]): Promise<readonly Int8Array[]>;
  close(): Promise<void>;
}

/** `folder`: of a model as `readModelFolder` describes it. Rejects where the runtime is not there for this machine. */
export function createNodeEmbedder({ model, folder }: { readonly model: string; readonly folder: string }): Embedder {
  let opening: Promise<FeatureExtractionPipeline> | undefined;
  const open = async (): Promise<FeatureExtractionPipeline> => {
    const { env, pipeline } = await import("@xenova/transformers");
    env.allowRemoteModels = false;
    env.localModelPath = `${dirname(folder)}/`;
    env.useFSCache = false;
    return await pipeline("feature-extraction", basename(folder), { dtype: "q8", device: "cpu" });
  };
  return {
    model, outside: false,
    async embed(texts) {
      opening ??= open();
      const extract = await opening.catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      const vectors: Int8Array[] = [];
      for (const text of texts) vectors.push(quantised((await extract(text, { pooling: "mean", normalize: true })).data as Float32Array));
      return vectors;
    },
    async close() {
      await (await opening?.catch(() => undefined))?.dispose();
      opening = undefined;
    },
  };
}
