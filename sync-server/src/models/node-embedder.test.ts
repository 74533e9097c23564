import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cosine } from "@outrider/shared/search";
import { afterAll, expect, it } from "vitest";
import { smallModel, writeModel } from "../../../scripts/model/make-model.ts";
import { createNodeEmbedder } from "./node-embedder.ts";

const home = mkdtempSync(join(tmpdir(), "outrider-node-model-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

it("A6 the server embeds with the model of the devices: what means the same is close, and a text has one vector whatever it comes with", { timeout: 60_000 }, async () => {
  const embedder = createNodeEmbedder({ model: "m@1", folder: writeModel(join(home, "small"), "outrider-test", smallModel) });
  const [price, alike, other, long] = (await embedder.embed(["Too expensive for us", "The cost is above our budget", "We need it before the deadline", "price ".repeat(2_000)])) as [Int8Array, Int8Array, Int8Array, Int8Array];
  expect(price).toHaveLength(384);
  expect(cosine(price, alike)).toBeGreaterThan(cosine(price, other) + 0.2);
  expect(cosine(price, long)).toBeGreaterThan(0.4);
  expect(await embedder.embed(["We need it before the deadline", "Too expensive for us"])).toEqual([other, price]);
  await embedder.close();
  expect(await embedder.embed(["Too expensive for us"])).toEqual([price]);
  await embedder.close();
});

it("A6 a model that is not there is a clear fault, and the next try may find it", async () => {
  const folder = join(home, "later");
  const embedder = createNodeEmbedder({ model: "m@1", folder });
  await expect(embedder.embed(["x"])).rejects.toThrow("config.json");
  writeModel(folder, "outrider-test", smallModel);
  expect(await embedder.embed(["x"])).toHaveLength(1);
  await embedder.close();
});
