// Leans on the lint rules that are walls: purity of shared, browser globals in platform alone, text as text,
// promises awaited, one kind of quotes, nothing switched off by a comment. The linter runs as `npm run check` runs it.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createScratchTree, projectRoot } from "./scratch-tree.ts";

const PURE = "shared/src/kernel";
const PAGE = "client/src/read";

const refused: readonly (readonly [rule: string, path: string, content: string])[] = [
  ...["Date.now()", "new Date(0)", "crypto.randomUUID()", "setTimeout(String, 1)", 'fetch("/")', "performance.now()", "queueMicrotask(String)", "globalThis.name", "process.pid", "localStorage.length", "document.title", "console.log()"]
    .map((code, at) => ["no-restricted-globals", `${PURE}/impure-${at}.ts`, `export const read = () => ${code};\n`] as const),
  ["no-restricted-properties", `${PURE}/random.ts`, "export const read = () => Math.random();\n"],
  ["no-restricted-properties", `${PURE}/locale.ts`, 'export const read = (a: string) => a.localeCompare("b");\n'],
  ...["indexedDB", "navigator", "localStorage", "sessionStorage", "caches", "fetch", "WebSocket", "BroadcastChannel", "Notification"]
    .map((name) => ["no-restricted-globals", `${PAGE}/uses-${name.toLowerCase()}.ts`, `export const read = () => ${name};\n`] as const),
  ["no-restricted-properties", `${PAGE}/markup.ts`, "export const show = (at: HTMLElement, text: string) => {\n  at.innerHTML = text;\n};\n"],
  ["no-danger", `${PAGE}/danger.tsx`, "export const Raw = ({ html }: { html: string }) => <p dangerouslySetInnerHTML={{ __html: html }} />;\n"],
  ["no-restricted-properties", `${PAGE}/written.ts`, "export const show = (text: string) => document.write(text);\n"],
  ["jsx-no-script-url", `${PAGE}/running.tsx`, 'export const Link = () => <a href="javascript:alert(1)">x</a>;\n'],
  ["jsx-no-target-blank", `${PAGE}/opener.tsx`, 'export const Link = ({ to }: { to: string }) => <a href={to} target="_blank">x</a>;\n'],
  ["iframe-missing-sandbox", `${PAGE}/framed.tsx`, 'export const Frame = () => <iframe src="/x" title="x" />;\n'],
  ["no-script-url", `${PAGE}/script-url.ts`, 'export const address = "javascript:alert(1)";\n'],
  ["no-eval", "sync-server/src/feed/evaluates.ts", "export const run = (code: string): unknown => eval(code);\n"],
  ["no-new-func", "sync-server/src/feed/makes-code.ts", 'export const run = (code: string) => new Function("it", code);\n'],
  ["detect-non-literal-regexp", "sync-server/src/feed/pattern.ts", "export const find = (words: string) => new RegExp(words);\n"],
  ["detect-child-process", "sync-server/src/feed/command.ts", 'import { exec } from "node:child_process";\nexport const run = (name: string) => exec(`ls ${name}`);\n'],
  ["detect-bidi-characters", "sync-server/src/feed/turned.ts", 'export const role = "user\u202e // admin\u2066";\n'],
  ["detect-pseudoRandomBytes", "sync-server/src/feed/guessed.ts", 'import * as crypto from "node:crypto";\nexport const id = () => crypto.pseudoRandomBytes(16);\n'],
  ["rules-of-hooks", `${PAGE}/hook.tsx`, 'import { useState } from "react";\nexport const Odd = ({ on }: { on: boolean }) => {\n  if (on) useState(1);\n  return <p />;\n};\n'],
  ["alt-text", `${PAGE}/picture.tsx`, 'export const Picture = () => <img src="/a.png" />;\n'],
  ["no-floating-promises", "sync-server/src/feed/floating.ts", "const work = async () => 1;\nexport const go = () => {\n  work();\n};\n"],
  ["no-explicit-any", "sync-server/src/feed/any.ts", "export const read = (it: any) => String(it);\n"],
  ["ban-ts-comment", "sync-server/src/feed/silenced.ts", '// @ts-ignore\nexport const one: number = "1";\n'],
  ["no-non-null-assertion", "sync-server/src/feed/sure.ts", "export const first = (list: string[]) => list[0]!;\n"],
  ["switch-exhaustiveness-check", "sync-server/src/feed/partial.ts", 'export const say = (kind: "a" | "b") => {\n  switch (kind) {\n    case "a":\n      return 1;\n  }\n  return 0;\n};\n'],
  ["no-disabled-tests", "sync-server/src/feed/skipped.test.ts", 'import { test } from "vitest";\ntest.skip("S1 x", () => {});\n'],
  ["no-focused-tests", "sync-server/src/feed/focused.test.ts", 'import { test } from "vitest";\ntest.only("S1 x", () => {});\n'],
  ["filename-case", "sync-server/src/feed/notKebab.ts", "export const one = 1;\n"],
  ["double-quotes", "sync-server/src/feed/quoted.ts", "export const one = 'one';\n"],
  ["max-lines", "sync-server/src/feed/long.ts", Array.from({ length: 301 }, (_, at) => `export const line${at} = ${at};\n`).join("")],
];

const allowed: Record<string, string> = {
  "shared/src/kernel/pure.ts": "export const largest = (all: readonly number[]) => Math.max(...all);\n",
  "shared/src/kernel/timed.test.ts": "export const now = () => Date.now();\n",
  "client/src/platform/storage.ts": "export const open = () => indexedDB.open(navigator.userAgent);\n",
  "client/src/read/calm.tsx": "export const Calm = ({ text }: { text: string }) => <p>{text}</p>;\n",
  "sync-server/src/feed/quoting.ts": "export const said = '\"one\"';\n",
  "sync-server/src/feed/clock.ts": "export const now = () => Date.now();\n",
};

const tree = createScratchTree({ ...allowed, ...Object.fromEntries(refused.map(([, path, content]) => [path, content])) });
afterAll(() => tree.remove());

const report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });
const run = spawnSync(join(projectRoot, "node_modules/.bin/oxlint"), ["--format", "json"], { cwd: tree.root, encoding: "utf8", maxBuffer: 1 << 26 });
const found = report.parse(JSON.parse(run.stdout)).diagnostics;
const codesIn = (path: string) => found.filter(({ filename }) => filename === path).map(({ code }) => code);

describe("the lint walls", () => {
  test.each(refused)("%s refuses %s", (rule, path) => {
    expect(codesIn(path).join(" ")).toContain(`(${rule})`);
  });

  test("the linter fails when it finds something", () => {
    expect(run.status).toBe(1);
  });

  test("what is allowed passes", () => {
    expect(Object.keys(allowed).flatMap(codesIn)).toEqual([]);
  });
});
