// Puts a copy beside each file of the build that shrinks, as small as it gets: made once, where a server would make a
// larger one anew at each request. A server that does not know of them serves the files themselves.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import type { Plugin } from "vite";

const smallest = promisify(brotliCompress);
const SHRINKS = /\.(js|css)$/;

export const brotliCopies = (): Plugin => {
  let assets = "";
  return {
    name: "brotli-copies",
    // A build that is only weighed needs none, and they take more than a third of its time.
    apply: (_config, { command, mode }) => command === "build" && mode === "production",
    configResolved({ root, build }) {
      assets = resolve(root, build.outDir, build.assetsDir);
    },
    async closeBundle() {
      const files = (await readdir(assets).catch(() => [])).filter((file) => SHRINKS.test(file));
      await Promise.all(files.map(async (file) => {
        const path = join(assets, file);
        await writeFile(`${path}.br`, await smallest(await readFile(path), { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }));
      }));
    },
  };
};
