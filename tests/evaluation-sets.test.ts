// The evaluation sets are what they were when they were written, before the code that is measured on them.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "../shared/evaluation");

test("A3 the evaluation sets are those that were written before the code", () => {
  const lines = readFileSync(join(folder, "sha256.txt"), "utf8").trim().split("\n");
  expect(lines.map((line) => line.split(/\s+/)[1])).toEqual(["objections.tsv", "answers.tsv", "questions.tsv", "personas.txt", "segment-sentences-open.tsv"]);
  for (const line of lines) {
    const [hash, file = ""] = line.split(/\s+/);
    expect([file, createHash("sha256").update(readFileSync(join(folder, file))).digest("hex")]).toEqual([file, hash]);
  }
});
