import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sharedFolder } from "@outrider/shared/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine, withoutGuard } from "./csv-line.ts";
import { readLines, separatorOf } from "./read-lines.ts";

const all = (text: string, cuts: readonly number[] = [], separator = ","): readonly (readonly string[])[] => {
  const reader = readLines(separator);
  const ends = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  const pieces = [0, ...ends].map((from, index) => text.slice(from, ends[index] ?? text.length));
  return pieces.flatMap((piece, index) => {
    const { lines, fault } = reader.push(piece, index === pieces.length - 1);
    if (fault) throw new Error(fault.message);
    return lines.map(({ cells }) => cells);
  });
};

test("M2 what was written as CSV is read as it was, wherever the pieces are cut", () => {
  const cell = fc.oneof(fc.string(), fc.stringMatching(/^[",;\r\n ab]{0,6}$/));
  const line = fc.array(cell, { minLength: 2, maxLength: 4 });
  fc.assert(fc.property(fc.array(line, { maxLength: 5 }), fc.array(fc.nat(200), { maxLength: 6 }), (lines, cuts) => {
    expect(all(lines.map((cells) => csvLine(cells)).join(""), cuts).map((cells) => cells.map(withoutGuard))).toEqual(lines);
  }));
});

test("M2 public samples of CSV are read as their own answers have it", () => {
  const folder = sharedFolder("corpora/csv-spectrum");
  if (folder === null) return;
  const [csvs, jsons] = [join(folder, "csvs"), join(folder, "json")];
  // The answer of one sample is another person's telephone number.
  for (const name of readdirSync(csvs).filter((file) => !file.startsWith("location"))) {
    const [header = [], ...rows] = all(readFileSync(join(csvs, name), "utf8"));
    const told = JSON.parse(readFileSync(join(jsons, name.replace(".csv", ".json")), "utf8")) as unknown;
    expect([name, rows.map((cells) => Object.fromEntries(header.map((key, index) => [key, cells[index] ?? ""])))]).toEqual([name, told]);
  }
});

test("M2 a quote that is not closed is told with its line, and costs no more than the line may", () => {
  const reader = readLines(",", 1_000);
  expect(reader.push("a,b\n1,2\n", false).lines).toHaveLength(2);
  expect(reader.push(`"${"x".repeat(2_000)}`, false).fault).toMatchObject({ line: 3 });
  expect(readLines(",").push('a\n"b', true).fault).toEqual({ line: 2, message: "A quote is not closed.", reason: "csv-open-quote" });
  expect(readLines(",").push('"a"b', true).fault?.message).toContain("behind a quote");
});

test("M2 the separator is the one that the first line has most of", () => {
  expect([separatorOf("a,b"), separatorOf("a;b;c,d"), separatorOf("a\tb"), separatorOf('"a;b;c",d'), separatorOf("alone")]).toEqual([",", ";", "\t", ",", ","]);
});
