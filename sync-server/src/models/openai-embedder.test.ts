import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { OUTSIDE_DIMENSIONS } from "@outrider/shared/search";
import { afterEach, expect, it } from "vitest";
import { createGuardedFetch } from "../platform/guarded-fetch.ts";
import { createOpenAiEmbedder } from "./openai-embedder.ts";

interface Heard { readonly path: string; readonly key: string; readonly body: { readonly model: string; readonly input: readonly string[]; readonly dimensions: number } }
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** An endpoint on this machine; `says` gets what it was asked. */
async function endpoint(says: (heard: Heard) => { readonly status?: number; readonly body: unknown } | null) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (piece: Buffer) => (text += piece.toString()));
    request.on("end", () => {
      const one = { path: request.url ?? "", key: request.headers.authorization ?? "", body: JSON.parse(text) as Heard["body"] };
      heard.push(one);
      const answer = says(one);
      if (answer) response.writeHead(answer.status ?? 200, { "content-type": "application/json" }).end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const place = { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, apiKey: "sk-secret-word", model: "text-embedding-3-small", dimensions: OUTSIDE_DIMENSIONS };
  return { heard, embedder: createOpenAiEmbedder(place, createGuardedFetch({ allowPrivate: true, maxBytes: 8_000_000 }), 500) };
}
type Says = Parameters<typeof endpoint>[0];
const vector = (of: number): readonly number[] => Array.from({ length: OUTSIDE_DIMENSIONS }, (_, at) => (at === of ? 1 : 0));

it("A6 an endpoint gives 1536 numbers a text, in whatever order it answers, under a name with its width", async () => {
  const { heard, embedder } = await endpoint(({ body }) => ({ body: { data: body.input.map((_, index) => ({ object: "embedding", index, embedding: vector(index) })).reverse(), usage: { prompt_tokens: 1, total_tokens: 1 } } }));
  const made = await embedder.embed(["one", "two"]);
  expect(made.map((one) => [one.length, one.indexOf(127)])).toEqual([[OUTSIDE_DIMENSIONS, 0], [OUTSIDE_DIMENSIONS, 1]]);
  expect([embedder.model, embedder.outside]).toEqual(["text-embedding-3-small@1536", true]);
  expect(heard).toEqual([{ path: "/v1/embeddings", key: "Bearer sk-secret-word", body: expect.objectContaining({ model: "text-embedding-3-small", input: ["one", "two"], dimensions: OUTSIDE_DIMENSIONS }) }]);
  expect(await embedder.embed([])).toEqual([]);
});

it.each<readonly [string, Says, string]>([
  ["429", () => ({ status: 429, body: {} }), "answered 429"], ["500 with the text in it", () => ({ status: 500, body: "one sk-secret-word" }), "answered 500"], ["silence", () => null, "in time"], ["a page", () => ({ body: "<html>" }), "something else"],
  ["too few", () => ({ body: { data: [] } }), "something else"], ["too short", () => ({ body: { data: [{ index: 0, embedding: [1] }] } }), "something else"], ["no numbers", () => ({ body: { data: [{ index: 0, embedding: vector(0).map(String) }] } }), "something else"],
])("A6 A9 %s is no vector, and the fault says so without the text or the key", async (_, says, why) => {
  const { embedder, heard } = await endpoint(says);
  const failed = String(await embedder.embed(["one"]).catch((error: unknown) => error));
  expect(failed).toContain(why);
  expect(failed).not.toMatch(/sk-secret|\bone\b(?! text)/);
  expect(heard).toHaveLength(1);
});
