// The evaluation sets are what they were when they were written, before the code that is measured on them.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Once it is there. */
const HELD = "segment-sentences-held.tsv";
const folder = join(import.meta.dirname, "../shared/evaluation");

test("A3 the evaluation sets are those that were written before the code", () => {
  const lines = readFileSync(join(folder, "sha256.txt"), "utf8").trim().split("\n");
  expect(lines.map((line) => line.split(/\s+/)[1])).toEqual(["objections.tsv", "answers.tsv", "questions.tsv", "personas.txt", "segment-sentences-open.tsv"]);
  for (const line of lines) {
    const [hash, file = ""] = line.split(/\s+/);
    expect([file, createHash("sha256").update(readFileSync(join(folder, file))).digest("hex")]).toEqual([file, hash]);
  }
});

test("M4 the sentences that were kept sealed are those that were written", () => {
  const [hash, file = ""] = readFileSync(join(folder, "sealed.txt"), "utf8").trim().split(/\s+/);
  expect([hash?.length, file]).toEqual([64, HELD]);
  if (existsSync(join(folder, HELD))) expect(createHash("sha256").update(readFileSync(join(folder, HELD))).digest("hex")).toBe(hash);
});
