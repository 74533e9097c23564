// Leans on the search for dead code: a file nobody imports, an export nobody uses, a package nobody names.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { createScratchTree, projectRoot } from "./scratch-tree.ts";

const serverPackages = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .loose()
  .parse(JSON.parse(readFileSync(join(projectRoot, "sync-server/package.json"), "utf8")));

const tree = createScratchTree({
  "sync-server/package.json": JSON.stringify({ ...serverPackages, dependencies: { hono: serverPackages.dependencies["hono"], ws: serverPackages.dependencies["ws"] } }),
  "sync-server/src/main.ts": "import { Hono } from 'hono';\nimport { used } from './used.ts';\n\nconsole.log(new Hono(), used);\n",
  "sync-server/src/used.ts": "export const used = 1;\nexport const unused = 2;\n",
  "sync-server/src/forgotten.ts": "export const forgotten = 1;\n",
});
afterAll(() => tree.remove());

const run = spawnSync(join(projectRoot, "node_modules/.bin/knip"), ["--no-progress", "--workspace", "sync-server"], { cwd: tree.root, encoding: "utf8" });
const lines = run.stdout.split("\n");
const said = (...words: string[]) => lines.some((line) => words.every((word) => line.includes(word)));

test("a file nobody imports is found", () => {
  expect(run.status).toBe(1);
  expect(said("sync-server/src/forgotten.ts")).toBe(true);
  expect(said("sync-server/src/main.ts")).toBe(false);
});

test("an export nobody uses is found", () => {
  expect(said("unused", "sync-server/src/used.ts")).toBe(true);
  expect(lines.filter((line) => line.includes("sync-server/src/used.ts"))).toHaveLength(1);
});

test("a package nobody names is found", () => {
  expect(said("ws", "sync-server/package.json")).toBe(true);
  expect(said("hono", "sync-server/package.json")).toBe(false);
});
