// Reads the ids that test titles carry out of the test files, without running them. A title's ids are those it
// begins with: "S2 S5 what is refused is kept" carries two. What a template inserts is not read.
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

// At the start of a line, so that a test quoted inside a string is none; the second form ends a table of cases.
const TITLE = /^[ \t]*(?:(?:test|it|describe)(?:\.\w+)*\(?[^'"`\n]*?|[\]}](?: as const)?\))\(\s*(['"`])((?:(?!\1).)*)\1/gm;
const LEADING_IDS = /^(?:[A-Z]\d{1,2}\b[ ,:]*)+/;
const SKIPPED = new Set(["node_modules", "dist", ".git", "coverage", "data"]);

export interface TitledTest {
  readonly file: string;
  readonly title: string;
  readonly ids: readonly string[];
}

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : testFiles(path);
    return /\.(test|spec|contract)\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

export const idsOf = (title: string): string[] => (LEADING_IDS.exec(title)?.[0] ?? "").match(/[A-Z]\d{1,2}/g) ?? [];

export const titlesIn = (source: string): string[] => [...source.matchAll(TITLE)].map(([, , title]) => title ?? "");

export function titledTests(root: string): TitledTest[] {
  return testFiles(root).flatMap((file) =>
    titlesIn(readFileSync(file, "utf8")).map((title) => ({ file: relative(root, file), title, ids: idsOf(title) })),
  );
}
