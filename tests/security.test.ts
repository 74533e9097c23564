// docs/security.md and its table of requirements are kept true: every requirement of the two levels stands there once, every
// path exists, every test it names is in its file, and what is not met is said on the first page too.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const overview = read("docs/security.md");
const table = read("docs/security/asvs.md");

/** The levels of the requirements of each section in their order, those of level 3 left out; chapter 17 is left out whole. */
const SECTIONS: Readonly<Record<string, readonly number[]>> = {
  "1.1": [2, 2], "1.2": [1, 1, 1, 1, 1, 2, 2, 2, 2], "1.3": [1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2], "1.4": [2, 2, 2], "1.5": [1, 2],
  "2.1": [1, 2, 2], "2.2": [1, 1, 2], "2.3": [1, 2, 2, 2], "2.4": [2],
  "3.2": [1, 1], "3.3": [1, 2, 2, 2], "3.4": [1, 1, 2, 2, 2, 2], "3.5": [1, 1, 1, 2, 2], "3.7": [2, 2],
  "4.1": [1, 2, 2], "4.2": [2], "4.3": [2, 2], "4.4": [1, 2, 2, 2],
  "5.1": [2], "5.2": [1, 1, 2], "5.3": [1, 1], "5.4": [2, 2, 2],
  "6.1": [1, 2, 2], "6.2": [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2], "6.3": [1, 1, 2, 2], "6.4": [1, 1, 2, 2], "6.5": [2, 2, 2, 2, 2], "6.6": [2, 2, 2], "6.8": [2, 2, 2, 2],
  "7.1": [2, 2, 2], "7.2": [1, 1, 1, 1], "7.3": [2, 2], "7.4": [1, 1, 2, 2, 2], "7.5": [2, 2], "7.6": [2, 2],
  "8.1": [1, 2], "8.2": [1, 1, 2], "8.3": [1], "8.4": [2],
  "9.1": [1, 1, 1], "9.2": [1, 2, 2, 2],
  "10.1": [2, 2], "10.2": [2, 2], "10.3": [2, 2, 2, 2], "10.4": [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2], "10.5": [2, 2, 2, 2, 2], "10.6": [2, 2], "10.7": [2, 2, 2],
  "11.1": [2, 2], "11.2": [2, 2, 2], "11.3": [1, 1, 2], "11.4": [1, 2, 2, 2], "11.5": [2], "11.6": [2],
  "12.1": [1, 2, 2], "12.2": [1, 1], "12.3": [2, 2, 2, 2],
  "13.1": [2], "13.2": [2, 2, 2, 2, 2], "13.3": [2, 2], "13.4": [1, 2, 2, 2, 2],
  "14.1": [2, 2], "14.2": [1, 2, 2, 2], "14.3": [1, 2, 2],
  "15.1": [1, 2, 2], "15.2": [1, 2, 2], "15.3": [1, 2, 2, 2, 2, 2, 2],
  "16.1": [2], "16.2": [2, 2, 2, 2, 2], "16.3": [2, 2, 2, 2], "16.4": [2, 2, 2], "16.5": [2, 2, 2],
};
const asked = Object.entries(SECTIONS).flatMap(([section, levels]) => levels.map((level, at) => `${section}.${at + 1} level ${level}`));

const cells = (text: string): readonly (readonly string[])[] => text.split("\n").filter((line) => line.startsWith("| ")).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
const rows = cells(table).flatMap(([id = "", level = "", what = "", met = "", shown = ""]) =>
  /^\d+\.\d+\.\d+$/.test(id) ? [{ id, level, what, met, shown: shown.split(", ").filter((name) => name !== "") }] : []);
const tests = new Map(cells(table).flatMap(([name = "", file = "", title = ""]) => (/^`.+\.(?:test|spec)\.ts`$/.test(file) ? [[name, { file: file.slice(1, -1), title }] as const] : [])));
const paths = (text: string): readonly string[] => [...text.matchAll(/`([^`\s]+)`/g)].map(([, path = ""]) => path).filter((path) => /^(?:client|sync-server|shared|tests|scripts|docs)\//.test(path) || /^\.?\w+ignore$|^Dockerfile$/.test(path));

describe("the pages about security", () => {
  test("every requirement of levels 1 and 2 stands there once, with its level", () => {
    expect(asked).toHaveLength(70 + 183 - 7);
    expect(rows.map(({ id, level }) => `${id} level ${level}`)).toEqual(asked);
  });

  test("each says what is asked and how it is met; what is met here is shown by a test", () => {
    expect(rows.filter(({ what, met }) => what === "" || met === "").map(({ id }) => id)).toEqual([]);
    const unproved = rows.filter(({ met, shown }) => shown.length === 0 && !/^Not here|Operator/.test(met));
    expect(unproved.map(({ id }) => id)).toEqual([]);
  });

  test("every test it names is in its file", () => {
    expect(rows.flatMap(({ id, shown }) => shown.filter((name) => !tests.has(name)).map((name) => `${id} names ${name}`))).toEqual([]);
    const used = new Set(rows.flatMap(({ shown }) => shown));
    expect([...tests.keys()].filter((name) => !used.has(name))).toEqual([]);
    const missing = [...tests.values()].filter(({ file, title }) => !existsSync(join(root, file)) || !["\"", "`"].some((quote) => read(file).includes(`${quote}${title}${quote}`)));
    expect(missing).toEqual([]);
  });

  test("every path it names exists", () => {
    expect(paths(`${table}\n${overview}`).length).toBeGreaterThan(60);
    expect(paths(`${table}\n${overview}`).filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const links = [...`${overview}`.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = ""]) => join("docs", path));
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test("every deviation is told on the first page", () => {
    const deviations = rows.filter(({ met }) => met.includes("Deviation")).map(({ id }) => id);
    expect(deviations).toContain("14.3.3");
    const [, told = ""] = overview.split("## What it does not do");
    expect(deviations.filter((id) => !told.split("\n## ")[0]?.includes(id))).toEqual([]);
  });

  test("the limits it tells are those of the code", () => {
    const told = [
      ["sync-server/src/app.ts", "64 * 1024"], ["sync-server/src/routes/sync-socket.ts", "1024 * 1024"], ["sync-server/src/start.ts", "headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 10_000"],
      ["shared/src/records/change.ts", "MAX_GROUP = 256 * 1024"], ["sync-server/src/feed/feed-session.ts", "MAX_OUTSTANDING = 5000"], ["sync-server/src/auth/sign-in-throttle.ts", "GUESSES = 10"],
      ["sync-server/src/auth/sign-in-throttle.ts", "GUESSES_OF_ADDRESS = 100"], ["sync-server/src/auth/sign-in-throttle.ts", "MAILS_AN_HOUR = 3"], ["sync-server/src/rest/list-query.ts", "MOST_ON_A_PAGE = 200"],
      ["sync-server/src/routes/audit-routes.ts", "MOST_EXPORTED = 10_000"], ["sync-server/src/rooms/scratch-bench.ts", "heapMb: 192, niceness: 0, limitMs: 1_500"],
    ] as const;
    expect(told.filter(([path, text]) => !read(path).includes(text) || !overview.includes(`\`${path}\``))).toEqual([]);
  });
});
