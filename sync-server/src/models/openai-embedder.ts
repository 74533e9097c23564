/**
 * Vectors from any endpoint that speaks OpenAI's protocol (`/embeddings`). Invariants: what comes is checked number by
 * number before it is kept; the model's name has the width in it, so that two settings never meet; no text and no key is in a
 * message of ours. Whoever calls decides what may leave.
 */
import { quantised } from "@outrider/shared/search";
import OpenAI, { APIError } from "openai";
import { z } from "zod";
import type { GuardedFetch } from "../platform/guarded-fetch.ts";
import type { Embedder } from "./node-embedder.ts";

const WITHIN_MS = 20_000;

export interface EmbeddingPlace { readonly baseUrl: string; readonly apiKey: string | null; readonly model: string; readonly dimensions: number }

const answerOf = (count: number, dimensions: number) =>
  z.object({ data: z.array(z.object({ index: z.int().min(0).max(count - 1), embedding: z.array(z.number()).length(dimensions) })).length(count) });

export function createOpenAiEmbedder({ baseUrl, apiKey, model, dimensions }: EmbeddingPlace, fetch: GuardedFetch, withinMs = WITHIN_MS): Embedder {
  const client = new OpenAI({
    baseURL: baseUrl, apiKey: apiKey ?? "none", maxRetries: 0, timeout: withinMs, logLevel: "off", organization: null, project: null,
    fetch: (url, init) => fetch(url instanceof Request ? url.url : String(url), init),
  });
  return {
    model: `${model}@${dimensions}`, outside: true,
    async embed(texts) {
      if (texts.length === 0) return [];
      const told: unknown = await client.embeddings.create({ model, input: [...texts], dimensions, encoding_format: "float" }).catch((error: unknown) => {
        // It is no JSON: what it is is told below.
        if (error instanceof SyntaxError) return null;
        throw new Error(error instanceof APIError && error.status !== undefined ? `the endpoint for vectors answered ${error.status}` : "the endpoint for vectors could not be reached in time");
      });
      const answer = answerOf(texts.length, dimensions).safeParse(told);
      if (!answer.success) throw new Error(`the endpoint for vectors answered something else: ${texts.length} vectors of ${dimensions} numbers were wanted`);
      const placed = new Map(answer.data.data.map(({ index, embedding }) => [index, embedding]));
      if (placed.size !== texts.length) throw new Error("the endpoint for vectors answered one text twice");
      return texts.map((_, at) => quantised(placed.get(at) ?? []));
    },
    close: () => Promise.resolve(),
  };
}
