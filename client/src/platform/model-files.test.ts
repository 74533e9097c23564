import { createHash, webcrypto } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createModelFiles, type ModelDescription, ModelFault, sizeOf } from "./model-files.ts";

/** As much of the browser's cache storage as is used. */
function memoryCaches() {
  const kept = new Map<string, Response>();
  const full = { now: false };
  const path = (of: RequestInfo | URL): string => new URL(of instanceof Request ? of.url : String(of), "http://app").pathname;
  const cache = {
    match: (of: RequestInfo) => Promise.resolve(kept.get(path(of))?.clone()),
    put(of: RequestInfo, response: Response) {
      if (full.now) return Promise.reject(new DOMException("full", "QuotaExceededError"));
      kept.set(path(of), response);
      return Promise.resolve();
    },
    delete: (of: RequestInfo) => Promise.resolve(kept.delete(path(of))),
    keys: () => Promise.resolve([...kept.keys()].map((each) => new Request(`http://app${each}`))),
  };
  return { caches: { open: () => Promise.resolve(cache as unknown as Cache) }, kept, full };
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const part = (path: string, text: string) => ({ path, size: bytes(text).length, sha256: createHash("sha256").update(text).digest("hex") });
const FILES: Record<string, string> = { "config.json": "{}", "tokenizer.json": "a tokenizer", "onnx/model_quantized.onnx": "weights ".repeat(500) };
const model: ModelDescription = {
  model: "m@1", version: "v1", name: "m", licence: "MIT", dimensions: 384, files: Object.entries(FILES).map(([path, text]) => part(path, text)), runtime: { ...part("ort.wasm", "runtime"), version: "9" },
};

function scene(answers: (path: string) => string | number = (path) => (path.startsWith("/ort/9/") ? "runtime" : (FILES[path.replace("/models/v1/", "")] ?? 404))) {
  const storage = memoryCaches();
  const asked: string[] = [];
  const files = createModelFiles({
    caches: storage.caches,
    digest: (of) => webcrypto.subtle.digest("SHA-256", of),
    fetch: ((path: string, { signal }: RequestInit) => {
      asked.push(path);
      if (signal?.aborted === true) return Promise.reject(new DOMException("off", "AbortError"));
      const answer = answers(path);
      return Promise.resolve(typeof answer === "number" ? new Response("<!doctype html>", { status: answer }) : new Response(bytes(answer)));
    }) as typeof globalThis.fetch,
  });
  const told: number[] = [];
  const get = (off = new AbortController()) => files.fetch(model, { signal: off.signal, progress: (have) => void told.push(have) });
  return { ...storage, asked, files, told, get };
}
const fault = (work: Promise<unknown>): Promise<unknown> => work.then(() => "none", (error: unknown) => (error instanceof ModelFault ? error.why : error));

describe("the model's files on a device", () => {
  it("A6 they are fetched once, and are there for the next start with no network", async () => {
    const { files, asked, told, get } = scene();
    expect(await files.held()).toEqual([]);
    await get();
    expect(told.at(-1)).toBe(sizeOf(model));
    expect([...told]).toEqual([...told].sort((a, b) => a - b));
    expect(await files.held()).toEqual([model]);
    const before = asked.length;
    await get();
    expect(asked).toHaveLength(before);
  });

  it("A6 a page answered in a file's place, or another file, is not kept, and the next try mends it", async () => {
    let poisoned = true;
    const { files, kept, get } = scene((path) => (path.endsWith("tokenizer.json") && poisoned ? "<!doctype html>" : path.startsWith("/ort/") ? "runtime" : (FILES[path.replace("/models/v1/", "")] ?? 404)));
    expect(await fault(get())).toBe("damaged");
    expect([...kept.keys()]).toEqual(["/models/v1/config.json"]);
    expect(await files.held()).toEqual([]);
    poisoned = false;
    await get();
    expect(await files.held()).toEqual([model]);
  });

  it("A6 says why it could not be kept: no network, no room, called off; and goes on from there", async () => {
    expect(await fault(scene(() => 404).get())).toBe("offline");
    const { files, full, asked, get } = scene();
    full.now = true;
    expect(await fault(get())).toBe("no-room");
    full.now = false;
    const off = new AbortController();
    off.abort();
    expect(await fault(get(off))).toBe("cancelled");
    expect(await files.held()).toEqual([]);
    await get();
    expect(new Set(asked).size).toBe(4);
  });

  it("A6 what is let go of is gone; a model of which the browser lost a file is not here", async () => {
    const { files, kept, get } = scene();
    await get();
    kept.set("/assets/model-1.js", new Response(""));
    kept.delete("/models/v1/config.json");
    expect(await files.held()).toEqual([]);
    await get();
    await files.keepOnly([model]);
    expect(await files.held()).toEqual([model]);
    await files.keepOnly([]);
    expect([...kept.keys()]).toEqual(["/assets/model-1.js"]);
  });
});
