import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { afterAll, describe, expect, it } from "vitest";
import { smallModel, writeModel } from "../../../scripts/model/make-model.ts";
import { modelRoutes } from "../routes/model-routes.ts";
import type { AppEnv } from "../routes/context.ts";
import { fetchModel, MINILM, type PinnedModel } from "./fetch-model.ts";
import { readModelFolder } from "./model-folder.ts";
import { createModels } from "./models.ts";

const home = mkdtempSync(join(tmpdir(), "outrider-models-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const small = writeModel(join(home, "small"), "outrider-test", smallModel);
const silent = { warn: () => undefined };
const site = (folder: string) => {
  const models = createModels({ folder, log: silent });
  const app = new Hono<AppEnv>();
  app.route("/", modelRoutes({ models }));
  return { models, ask: (path: string, headers: Record<string, string> = {}) => app.request(path, { headers }) };
};
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");

describe("the model that the server hands out", () => {
  it("A6 is named by what is in it, and each of its files is there for ever as it was named", async () => {
    const { ask } = site(small);
    const answered = await ask("/models/current");
    expect(answered.headers.get("cache-control")).toBe("no-cache");
    const { data } = (await answered.json()) as { data: { model: string; version: string; dimensions: number; files: { path: string; size: number; sha256: string }[]; runtime: { path: string; version: string; sha256: string } } };
    expect(data).toMatchObject({ dimensions: 384, model: `outrider-test@${data.version.slice(0, 12)}` });
    for (const { path, size, sha256: named } of data.files) {
      const file = await ask(`/models/${data.version}/${path}`);
      const bytes = new Uint8Array(await file.arrayBuffer());
      expect([path, bytes.length, sha256(bytes)]).toEqual([path, size, named]);
      expect(file.headers.get("cache-control")).toContain("immutable");
    }
    const runtime = await ask(`/ort/${data.runtime.version}/${data.runtime.path}`);
    expect(runtime.headers.get("content-type")).toBe("application/wasm");
    expect(sha256(new Uint8Array(await runtime.arrayBuffer()))).toBe(data.runtime.sha256);
    const zipped = await ask(`/ort/${data.runtime.version}/${data.runtime.path}`, { "Accept-Encoding": "gzip, br" });
    expect(zipped.headers.get("content-encoding")).toBe("gzip");
    expect((await zipped.arrayBuffer()).byteLength).toBeLessThan(5_000_000);
  });

  it("A6 S5 what is not there, of another version or outside the folder is a true 404 and never a page", async () => {
    writeFileSync(join(home, "secret.json"), "{}");
    const { ask, models } = site(small);
    const { version } = (await models.current()) as { version: string };
    for (const path of [
      "/models", "/models/", "/ort/", `/models/${version}`, `/models/${version}/model.json`, "/models/0000/config.json", `/models/${version}/../secret.json`, `/models/${version}/..%2fsecret.json`,
      `/models/${version}/%2e%2e/secret.json`, `/models/${version}/onnx/../config.json/x`, "/ort/9.9.9/ort-wasm-simd-threaded.wasm", "/ort/1/..%2f..%2fpackage.json", `/models/${version}/onnx/`,
    ]) {
      const answered = await ask(path, { Accept: "text/html" });
      expect([path, answered.status]).toEqual([path, 404]);
      expect(answered.headers.get("content-type")).toContain("json");
    }
  });

  it("A6 a server without a model says so, and one with half a model hands out nothing", async () => {
    expect((await site(join(home, "none")).ask("/models/current")).status).toBe(404);
    const half = join(home, "half");
    mkdirSync(half);
    writeFileSync(join(half, "model.json"), readFileSync(join(small, "model.json")));
    await expect(readModelFolder(half)).rejects.toThrow("config.json is missing");
    expect((await site(half).ask("/models/current")).status).toBe(404);
    writeFileSync(join(half, "model.json"), "not json");
    await expect(readModelFolder(half)).rejects.toThrow("model.json");
  });

  it("A6 the same model has the same name wherever it was made", async () => {
    const [one, other] = [await readModelFolder(small), await readModelFolder(writeModel(join(home, "again"), "outrider-test", smallModel))];
    expect(one).toEqual(other);
  });
});

describe("fetching the model", () => {
  const files: Record<string, Uint8Array> = { "/onnx/model_quantized.onnx": readFileSync(join(small, "onnx/model_quantized.onnx")), "/tokenizer.json": readFileSync(join(small, "tokenizer.json")) };
  const pinned: PinnedModel = { ...MINILM, fetched: Object.entries(files).map(([path, bytes]) => ({ path: path.slice(1), size: bytes.length, sha256: sha256(bytes) })) };

  async function standIn(answer: (path: string) => Uint8Array | number) {
    const server = createServer((request, response) => {
      const given = answer(request.url ?? "");
      response.writeHead(typeof given === "number" ? given : 200).end(typeof given === "number" ? "" : given);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return { source: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
  }

  it("A6 what was pinned is fetched whole, and is then the model", async () => {
    const { source, close } = await standIn((path) => files[path] ?? 404);
    const folder = join(home, "fetched");
    const told: number[] = [];
    await fetchModel({ folder, source, model: pinned, progress: (have, all) => void told.push(have / all) });
    close();
    expect(told.at(-1)).toBe(1);
    expect(await readModelFolder(folder)).toMatchObject({ name: "all-MiniLM-L6-v2-q8", licence: "Apache-2.0", dimensions: 384 });
  });

  it.each([
    ["is not there", (): number => 404, "the server answered 404"],
    ["is another", (path: string): Uint8Array => (files[path] as Uint8Array).map((byte, at) => (at === 9 ? byte ^ 1 : byte)), "it is not the file it should be"],
    ["is a page", (): Uint8Array => new TextEncoder().encode("<!doctype html>"), "it has only 15 bytes"],
    ["is larger", (path: string): Uint8Array => Buffer.concat([files[path] as Uint8Array, Buffer.alloc(100)]), "it has more than"],
  ])("A6 a file that %s is not taken, the fault says which and from where, and what was there stays", async (_, answer, why) => {
    const { source, close } = await standIn(answer);
    const folder = writeModel(join(home, "kept"), "outrider-test", smallModel);
    const before = await readModelFolder(folder);
    const failed = await fetchModel({ folder, source, model: pinned }).catch((error: unknown) => error);
    close();
    expect(String(failed)).toContain(`onnx/model_quantized.onnx could not be fetched from ${source}/onnx/model_quantized.onnx: ${why}`);
    expect(await readModelFolder(folder)).toEqual(before);
    expect(readdirSync(home).filter((name) => name.includes(".part-"))).toEqual([]);
  });

  it("A6 with no network the fault says so", async () => {
    await expect(fetchModel({ folder: join(home, "never"), source: "http://127.0.0.1:9", model: pinned })).rejects.toThrow(/could not be fetched from http:\/\/127\.0\.0\.1:9.*Nothing was changed/);
  });
});
