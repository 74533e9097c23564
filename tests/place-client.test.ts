// The built client, made ready for another host than the server.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientElsewhere } from "../scripts/place-client.ts";

let folder = "";
let built = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "outrider-place-"));
  built = join(folder, "dist");
  await mkdir(join(built, "assets"), { recursive: true });
  await writeFile(join(built, "index.html"), '<!doctype html><head><meta charset="utf-8" /><script type="importmap">{"imports":{}}</script></head>');
  await writeFile(join(built, "service-worker.js"), 'a([{"revision":null,"url":"assets/a-1.js"},{"revision":"0123456789abcdef0123456789abcdef","url":"index.html"},{"revision":"fedcba9876543210fedcba9876543210","url":"boot.js"}])');
  await writeFile(join(built, "assets/a-1.js"), "export {}");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("O6 the page names its server, the service worker knows that page by what is in it, and the host is told what to send", async () => {
  const out = join(folder, "placed");
  expect(await clientElsewhere({ server: "https://api.example.com", out, built })).toEqual({ server: "https://api.example.com", files: 4 });
  const page = await readFile(join(out, "index.html"), "utf8");
  expect(page).toContain('<meta name="outrider-server" content="https://api.example.com" />');
  const worker = await readFile(join(out, "service-worker.js"), "utf8");
  expect(worker).toContain(`{"revision":"${createHash("md5").update(page).digest("hex")}","url":"index.html"}`);
  expect(worker).toContain('{"revision":"fedcba9876543210fedcba9876543210","url":"boot.js"}');
  const headers = await readFile(join(out, "_headers"), "utf8");
  expect(headers).toContain("connect-src 'self' https://api.example.com wss://api.example.com;");
  expect(headers).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'sha256-[\w+/=]+';/);
  expect(headers).toContain("/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n");
  // No header is named by two blocks that fit one file.
  const named = headers.split("\n").filter((line) => line.startsWith("  ")).map((line) => line.slice(0, line.indexOf(":")));
  expect(new Set(named).size).toBe(named.length);
});

test("O6 what cannot be done is said, and leaves nothing behind", async () => {
  for (const server of ["api.example.com", "ftp://api.example.com", "https://api.example.com/crm", "https://api.example.com/?a=1"]) {
    await expect(clientElsewhere({ server, out: join(folder, "none"), built })).rejects.toThrow("is no address of a server");
  }
  await expect(clientElsewhere({ server: "https://a.example", out: built, built })).rejects.toThrow("is there already");
  await expect(clientElsewhere({ server: "https://a.example", out: join(folder, "none"), built: join(folder, "nowhere") })).rejects.toThrow("not built");
  const strange = join(folder, "strange");
  await mkdir(strange);
  await writeFile(join(strange, "index.html"), '<meta charset="utf-8" />');
  await writeFile(join(strange, "service-worker.js"), "nothing");
  await expect(clientElsewhere({ server: "https://a.example", out: join(folder, "none"), built: strange })).rejects.toThrow("does not know the page");
  expect([existsSync(join(folder, "none")), (await readdir(folder)).filter((name) => name.includes("unfinished"))]).toEqual([false, []]);
});
