// Owns what search by meaning costs: embedding texts with a model of the real shape (its weights are random, which
// changes neither size nor speed), and looking through all vectors of a device. In Node, one text at a time as devices do.
import { join } from "node:path";
import { createRandom } from "@outrider/shared/kernel";
import { DIMENSIONS } from "@outrider/shared/search";
import { createVectorTable } from "../../client/src/engine/meaning/vector-table.ts";
import { realShaped, writeModel } from "../../scripts/model/make-model.ts";
import { createNodeEmbedder } from "../../sync-server/src/models/node-embedder.ts";
import type { Metric, Row } from "../metric.ts";
import { median } from "../statistics.ts";

const row = (metric: Metric, of: string, values: readonly number[]): Row => ({ id: "meaning", metric, of, peer: "outrider", ours: true, value: median(values), worst: Math.max(...values), runs: values.length });

const MEGABYTE = 1024 * 1024;
const SCANS = 20;

/** A text of so many words of the vocabulary, its two marks included. */
const textOf = (tokens: number): string => Array.from({ length: tokens - 2 }, () => "price").join(" ");

async function embedding(folder: string, texts: number, runs: number): Promise<Row[]> {
  const before = process.memoryUsage().rss;
  const embedder = createNodeEmbedder({ model: "real-shape@1", folder: writeModel(folder, "real-shape", realShaped) });
  const opening = performance.now();
  await embedder.embed(["price"]);
  const rows = [row("modelOpened", "weights of the real shape", [performance.now() - opening])];
  for (const tokens of [20, 128]) {
    const some = Array.from({ length: texts }, () => textOf(tokens));
    const rates: number[] = [];
    for (let run = 0; run < runs; run++) {
      const started = performance.now();
      await embedder.embed(some);
      rates.push((texts * 1_000) / (performance.now() - started));
    }
    rows.push({ ...row("embedded", `${tokens} tokens, in Node`, rates), worst: Math.min(...rates) });
  }
  rows.push(row("modelRss", "weights of the real shape, in Node", [(process.memoryUsage().rss - before) / MEGABYTE]));
  await embedder.close();
  return rows;
}

function scanning(vectors: number): Row[] {
  const random = createRandom(`scan ${vectors}`);
  const draw = (): Int8Array => Int8Array.from({ length: DIMENSIONS }, () => random.int(255) - 127);
  const table = createVectorTable(DIMENSIONS);
  for (let at = 0; at < vectors; at++) table.set(`r${at}`, draw());
  const times = Array.from({ length: SCANS }, () => {
    const question = draw();
    const started = performance.now();
    table.closest(question, 20);
    return performance.now() - started;
  });
  return [row("scanned", `${vectors.toLocaleString("en")} vectors`, times)];
}

/** `folder`: for the model, some 23 MB. */
export async function runMeaning(quick: boolean, folder: string): Promise<Row[]> {
  return [...[10_000, ...(quick ? [] : [100_000])].flatMap(scanning), ...(await embedding(join(folder, "real-shape"), quick ? 5 : 40, quick ? 1 : 5))];
}
