// Seeds that once found something, each with what it was (found-seeds.json, from which docs/reliability.md tells them too).
// What a seed does moves with the code: where the cause can be told apart by itself, a test beside the code that was
// mended says so too.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { AS_PINNED } from "./plant.ts";
import { simulate } from "./simulate.ts";

interface Found { readonly seed: number; readonly found: string; readonly beside?: readonly string[] }
const FOUND = JSON.parse(readFileSync(join(import.meta.dirname, "../found-seeds.json"), "utf8")) as readonly Found[];

test.each(FOUND)("S2 seed $seed passes: $found", async ({ seed, beside = [] }) => {
  expect((await simulate(seed, AS_PINNED)).findings).toEqual([]);
  expect(beside.filter((path) => !existsSync(join(import.meta.dirname, "../../..", path)))).toEqual([]);
});
