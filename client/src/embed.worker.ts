// Composition root of the worker that runs the model of meaning: transformers.js on the files that lie on this device,
// and nothing from anywhere else. One text at a time: with weights of eight bits the numbers that go in are rounded by
// what stands beside them, and a text is to have one vector whatever it is embedded with.
import { env, type FeatureExtractionPipeline, pipeline } from "@xenova/transformers";
import { quantised } from "@outrider/shared/search";
import type { EmbedAsk, EmbedTell } from "./platform/embed-wire.ts";
import { addressOf, MODEL_CACHE, type ModelDescription } from "./platform/model-files.ts";

let model: FeatureExtractionPipeline | undefined;
const tell = (message: EmbedTell): void => self.postMessage(message);

async function open(of: ModelDescription): Promise<void> {
  const { onnx } = env.backends;
  const wanted = onnx.versions?.web ?? "";
  if (wanted !== of.runtime.version) return tell({ t: "other-runtime", wanted });
  const cache = await caches.open(MODEL_CACHE);
  const runtime = await cache.match(addressOf(of, of.runtime));
  if (!runtime || !onnx.wasm) throw new Error("the runtime is not here");
  // Neither is looked for anywhere: the glue is in this file, and the default is an address of somebody else's.
  delete onnx.wasm.wasmPaths;
  onnx.wasm.wasmBinary = await runtime.arrayBuffer();
  onnx.wasm.numThreads = 1;
  env.useWasmCache = false;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = "/models/";
  env.useBrowserCache = false;
  env.useCustomCache = true;
  env.customCache = { match: async (address: string) => cache.match(new URL(address, self.location.origin).pathname), put: () => Promise.resolve() };
  model = await pipeline("feature-extraction", of.version, { dtype: "q8", device: "wasm" });
  tell({ t: "opened" });
}

async function embed(id: number, texts: readonly string[]): Promise<void> {
  if (!model) throw new Error("the model is not open");
  const vectors: Int8Array[] = [];
  for (const text of texts) vectors.push(quantised((await model(text, { pooling: "mean", normalize: true })).data as Float32Array));
  tell({ t: "vectors", id, vectors });
}

self.addEventListener("message", ({ data }: MessageEvent<EmbedAsk>) => {
  const message = (error: unknown): string => (error instanceof Error ? error.message : "unknown");
  if (data.t === "open") open(data.model).catch((error: unknown) => tell({ t: "not-opened", message: message(error) }));
  else embed(data.id, data.texts).catch((error: unknown) => tell({ t: "failed", id: data.id, message: message(error) }));
});
