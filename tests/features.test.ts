// docs/features.md and the tests keep each other honest: no rule without a row, no claim without a test that
// carries its id, no test that carries an id nobody knows.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { idsOf, titledTests, titlesIn } from "./test-titles.ts";

const root = join(import.meta.dirname, "..");

const series = { R: 16, S: 14, A: 12, M: 8, U: 7, D: 3, P: 4, I: 5, O: 6, W: 5 };
const rules = Object.entries(series).flatMap(([letter, count]) => Array.from({ length: count }, (_, at) => `${letter}${at + 1}`));

interface Row {
  readonly id: string;
  readonly where: string;
  readonly provedBy: string;
}

const rows: Row[] = readFileSync(join(root, "docs/features.md"), "utf8").split("\n").flatMap((line) => {
  const [, id = "", , where = "", provedBy = ""] = line.split("|").map((cell) => cell.trim());
  return /^[A-Z]\d+$/.test(id) ? [{ id, where, provedBy }] : [];
});
const claimed = rows.filter(({ where }) => where !== "not yet");
const tests = titledTests(root);
const paths = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? "");

describe("docs/features.md", () => {
  test("has exactly one row for every rule, in order", () => {
    expect(rows.map(({ id }) => id)).toEqual(rules);
  });

  test.each(claimed)("$id is claimed, so tests carry its id and it names them", ({ id, where, provedBy }) => {
    const carrying = new Set(tests.filter(({ ids }) => ids.includes(id)).map(({ file }) => file));
    expect(paths(where).length).toBeGreaterThan(0);
    expect(paths(provedBy).length).toBeGreaterThan(0);
    expect(paths(where).filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(paths(provedBy).filter((path) => !carrying.has(path))).toEqual([]);
  });

  test("what is not yet there names no test", () => {
    expect(rows.filter(({ where, provedBy }) => where === "not yet" && provedBy !== "")).toEqual([]);
  });

  test("no test carries an id that has no row", () => {
    const unknown = tests.flatMap(({ file, title, ids }) => ids.filter((id) => !rules.includes(id)).map((id) => `${id} in ${file}: ${title}`));
    expect(unknown).toEqual([]);
  });
});

describe("the pictures of docs/screens", () => {
  const folder = join(root, "docs/screens");
  const [page, without] = ["README.md", "no-picture.md"].map((name) => readFileSync(join(folder, name), "utf8")) as [string, string];
  const idsIn = (text: string): readonly string[] => [...text.matchAll(/^\| ((?:[A-Z]\d+(?:, )?)+) \|/gm)].flatMap(([, ids = ""]) => ids.split(", "));

  test("every rule has a picture, or a reason why it has none", () => {
    const told = [...idsIn(page), ...idsIn(without)];
    expect([rules.filter((id) => !told.includes(id)), told.filter((id) => !rules.includes(id))]).toEqual([[], []]);
  });

  test("every picture that is named is there, and every picture is named", () => {
    const named = [...page.matchAll(/src="([^"]+)"|\]\(([^)]+\.webp)\)/g)].map(([, src, link]) => src ?? link ?? "");
    expect([...new Set(named)].sort()).toEqual(readdirSync(folder).filter((name) => name.endsWith(".webp")).sort());
  });

  test("they are small", () => {
    expect(readdirSync(folder).filter((name) => name.endsWith(".webp")).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)).toBeLessThan(1_600_000);
  });
});

describe("reading test titles", () => {
  test("finds the ids a title begins with, in every way a test is written", () => {
    const source = [
      "test('S2 one', f);",
      "  test.each([1, 2])('S3 S5 two %s', f);",
      'it("R1: three", f);',
      "describe(`O2 four`, f);",
      "test.each(rows)('U1, U2 five', f);",
      "test.each([",
      "  1,",
      "])('W1 six %s', f);",
    ].join("\n");
    expect(titlesIn(source).map(idsOf)).toEqual([["S2"], ["S3", "S5"], ["R1"], ["O2"], ["U1", "U2"], ["W1"]]);
  });

  test("takes nothing else for an id", () => {
    expect(["a test of S2", "ESM loads", "S loads", "http 404"].flatMap(idsOf)).toEqual([]);
  });
});
