// Leans on the type projects: shared knows neither Node, nor the browser, nor its users, and the strict options hold.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createScratchTree, projectRoot } from "./scratch-tree.ts";

const refused: readonly (readonly [what: string, code: string, path: string, content: string])[] = [
  ["Node in shared", "TS2591", "shared/src/kernel/node.ts", "export const here = process.cwd();\n"],
  ["the DOM in shared", "TS2584", "shared/src/kernel/page.ts", "export const here = document.title;\n"],
  ["a timer in shared", "TS2304", "shared/src/kernel/timer.ts", "export const later = setTimeout;\n"],
  ["the client in shared", "TS6307", "shared/src/kernel/client.ts", "export * from '../../../client/src/read/one.ts';\n"],
  ["a file of a room that is no entry of it", "TS2307", "client/src/read/side-door.ts", "export * from '@outrider/shared/kernel/one.ts';\n"],
  ["an unchecked index", "TS2322", "sync-server/src/index-access.ts", "export const first = (all: string[]): string => all[0];\n"],
  ["undefined for an optional property", "TS2375", "sync-server/src/optional.ts", "export const it: { a?: string } = { a: undefined };\n"],
  ["an enum", "TS1294", "sync-server/src/enumerated.ts", "export enum Kind {\n  One,\n}\n"],
  ["a type imported as a value", "TS1484", "sync-server/src/imported.ts", "import { AddressInfo } from 'node:net';\nexport type It = AddressInfo;\n"],
  ["the DOM in a worker", "TS2304", "client/src/page.worker.ts", "export const here = window;\n"],
];

const tree = createScratchTree({
  "shared/src/kernel/index.ts": "export const one = 1;\n",
  "shared/src/kernel/one.ts": "export const two = 2;\n",
  "client/src/read/one.ts": "export { one } from '@outrider/shared/kernel';\n",
  ...Object.fromEntries(refused.map(([, , path, content]) => [path, content])),
});
afterAll(() => tree.remove());

const projects = ["shared", "client", "client/tsconfig.worker.json", "sync-server"];
const run = spawnSync(join(projectRoot, "node_modules/.bin/tsc"), ["-b", ...projects, "--pretty", "false"], { cwd: tree.root, encoding: "utf8" });
const errorsIn = (path: string) => run.stdout.split("\n").filter((line) => line.startsWith(`${path}(`));

describe("the walls of the type projects", () => {
  test.each(refused)("%s is refused by %s", (_what, code, path) => {
    expect(errorsIn(path).join("\n")).toContain(`error ${code}:`);
  });

  test("what is allowed passes", () => {
    expect(errorsIn("client/src/read/one.ts")).toEqual([]);
    expect(errorsIn("shared/src/kernel/index.ts")).toEqual([]);
  });
});
