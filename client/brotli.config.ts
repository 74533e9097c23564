// Puts a copy beside each file of the build that shrinks, as small as it gets: made once, where a server would make a
// larger one anew at each request. A server that does not know of them serves the files themselves.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { Plugin } from "vite";

const SHRINKS = /\.(js|css)$/;

const made = new Map<string, Uint8Array>();

/** As the server sends it. The same content is shrunk once in a build: it is weighed as a part of the app and of what a device keeps, and written beside itself. */
export function shrunk(content: string | Uint8Array): Uint8Array {
  const mark = createHash("sha256").update(content).digest("base64");
  const known = made.get(mark) ?? brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } });
  made.set(mark, known);
  return known;
}

export const brotliCopies = (): Plugin => {
  let assets = "";
  return {
    name: "brotli-copies",
    // A build that is only weighed needs none.
    apply: (_config, { command, mode }) => command === "build" && mode === "production",
    configResolved({ root, build }) {
      assets = resolve(root, build.outDir, build.assetsDir);
    },
    async closeBundle() {
      const files = (await readdir(assets).catch(() => [])).filter((file) => SHRINKS.test(file));
      await Promise.all(files.map(async (file) => {
        const path = join(assets, file);
        await writeFile(`${path}.br`, shrunk(await readFile(path)));
      }));
    },
  };
};
