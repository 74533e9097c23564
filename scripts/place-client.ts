// Copies the built client to a folder and makes it the client of a server at another origin. Invariant: the folder is whole
// or not there; a release is known to its service worker by the page it really has.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { allowImportMaps, always } from "../sync-server/src/routes/security-headers.ts";

const BUILT = join(import.meta.dirname, "../client/dist");
const HEAD = '<meta charset="utf-8" />';

export interface Placed { /** `https://host` */ readonly server: string; readonly files: number }

function originOf(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname !== "/" || url.search !== "") throw new Error(`${given} is no address of a server: give it as https://host, with no path.`);
  return url.origin;
}

/** The policy lets the page reach that server, over HTTP and over its socket, and nothing else besides its own address. */
const reaching = (headers: Readonly<Record<string, string>>, server: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace("connect-src 'self'", `connect-src 'self' ${server} ${server.replace(/^http/, "ws")}`)]));

const block = (path: string, headers: Readonly<Record<string, string>>): string => `${path}\n${Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`).join("")}`;

/**
 * What a host is to send with each file, as `_headers`. No two blocks that fit one file name the same header, since hosts
 * differ in what they make of it: so the workers' right to WebAssembly is the page's as well. What is not said to be kept for
 * ever is asked for each time by itself at those hosts.
 */
const headersFile = (page: string, server: string): string => [
  block("/*", reaching({ ...always, ...allowImportMaps(page, "'wasm-unsafe-eval'") }, server)),
  block("/assets/*", { "Cache-Control": "public, max-age=31536000, immutable" }),
].join("\n");

/** Throws with a sentence where the address is none, the folder is there already, or there is no build (in `built`). */
export async function clientElsewhere({ server: given, out, built = BUILT }: { readonly server: string; readonly out: string; readonly built?: string }): Promise<Placed> {
  const server = originOf(given);
  const folder = resolve(out);
  if (existsSync(folder)) throw new Error(`${folder} is there already: give one that is not, so that no file of another release stays in it.`);
  if (!existsSync(join(built, "index.html"))) throw new Error("The client is not built. Run: npm run build");
  const unfinished = `${folder}.unfinished`;
  try {
    await cp(built, unfinished, { recursive: true });
    const page = join(unfinished, "index.html");
    const html = await readFile(page, "utf8");
    if (!html.includes(HEAD)) throw new Error("The page has no head to name the server in.");
    const named = html.replace(HEAD, `${HEAD}\n    <meta name="outrider-server" content="${server}" />`);
    await writeFile(page, named);
    // What the service worker keeps is named by what is in it.
    const worker = join(unfinished, "service-worker.js");
    const revision = createHash("md5").update(named).digest("hex");
    let renamed = 0;
    const script = (await readFile(worker, "utf8")).replace(/\{[^{}]*"?url"?:"index\.html"[^{}]*\}/, (entry) => {
      renamed += 1;
      return entry.replace(/"[0-9a-f]{32}"/, `"${revision}"`);
    });
    if (renamed !== 1) throw new Error("The service worker does not know the page.");
    await writeFile(worker, script);
    await writeFile(join(unfinished, "_headers"), headersFile(named, server));
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  return { server, files: (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length };
}
