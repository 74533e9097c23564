// No check is switched off by a comment in the code, no test is set aside, nothing is left for later in a comment.
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "./scratch-tree.ts";

const SKIPPED = new Set(["node_modules", "dist", ".git", "coverage", "data"]);

const ways = {
  "lint switched off": /\b(?:oxlint|eslint|biome)-(?:disable|ignore)/,
  "types switched off": /@ts-(?:ignore|expect-error|nocheck)/,
  "coverage switched off": /\b(?:v8|c8|istanbul) ignore/,
  "left for later": /\b(?:TODO|FIXME|XXX|HACK)\b/,
  "a test set aside": /\b(?:test|it|describe)(?:\.\w+)*\.(?:skip|todo|only|fixme|fails)\(/,
} satisfies Record<string, RegExp>;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sources(path);
    return /\.(?:[cm]?[jt]s|tsx|sh|css|html)$/.test(entry.name) ? [path] : [];
  });
}

// The tests of the walls quote what they look for.
const files = sources(projectRoot).filter((path) => !path.startsWith(join(projectRoot, "tests/walls")));

const found = (way: RegExp, lines: readonly string[]) => lines.flatMap((line, at) => (way.test(line) ? [at + 1] : []));

describe("nothing is switched off", () => {
  test.each(Object.entries(ways))("%s", (_what, way) => {
    expect(files.length).toBeGreaterThan(50);
    const places = files.flatMap((path) =>
      found(way, readFileSync(path, "utf8").split("\n")).map((line) => `${relative(projectRoot, path)}:${line}`),
    );
    expect(places).toEqual([]);
  });

  test("each way of switching off is recognised", () => {
    const quotes = ["// oxlint-disable-next-line", "// @ts-expect-error", "/* v8 ignore next */", "// TODO later", "test.skip('S2 x', f)"];
    expect(Object.values(ways).map((way, at) => way.test(quotes[at] ?? ""))).toEqual(quotes.map(() => true));
    expect(Object.values(ways).some((way) => way.test("test('S2 a todo list', f)"))).toBe(false);
  });
});
