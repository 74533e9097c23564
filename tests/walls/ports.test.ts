// Servers of tests that run side by side listen at ports of their own: two that share one fail now and then, and seldom where one looks.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const world = /describeOnEachRestWorld\("[^"]*", (\d+_?\d+)/g;

test("O1 no two files of tests listen at one port", () => {
  const files = ["sync-server/src", "tests"].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".db.test.ts")).map((name) => join(folder, name)));
  const taken = files.flatMap((file) => [...readFileSync(join(root, file), "utf8").matchAll(world)].flatMap(([, first = ""]) => {
    const port = Number(first.replace("_", ""));
    // One for each of the two databases.
    return [port, port + 1].map((each) => ({ each, file }));
  }));
  expect(taken.length).toBeGreaterThan(10);
  expect(taken.filter(({ each }, at) => taken.findIndex((other) => other.each === each) !== at)).toEqual([]);
});
