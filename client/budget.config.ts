// Owns the promise that the first screen needs at most so many kilobytes of script: adds up the entry, what it
// imports and what the heaviest first screen imports, gzipped, prints the sum and fails the build above the limit.
// Workers are not counted (they are off the main thread). Does not know which routes there are: a page is a chunk
// whose module lies in features/.
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

type Chunk = { readonly fileName: string; readonly code: string; readonly imports: readonly string[] };

const withImports = (start: string, chunks: ReadonlyMap<string, Chunk>, seen = new Set<string>()): Set<string> => {
  const chunk = chunks.get(start);
  if (chunk === undefined || seen.has(start)) return seen;
  seen.add(start);
  for (const next of chunk.imports) withImports(next, chunks, seen);
  return seen;
};

/** limitKb: kilobytes (1,024 bytes) of gzip level 9 script. notFirst: folders whose pages nobody starts with. */
export const firstScreenBudget = ({ limitKb, notFirst }: { readonly limitKb: number; readonly notFirst: readonly string[] }): Plugin => ({
  name: "first-screen-budget",
  apply: "build",
  generateBundle(_options, bundle) {
    const chunks = new Map<string, Chunk>();
    let entry: string | undefined;
    const pages: string[] = [];
    for (const item of Object.values(bundle)) {
      if (item.type !== "chunk") continue;
      chunks.set(item.fileName, item);
      if (item.isEntry && item.facadeModuleId?.endsWith("index.html")) entry = item.fileName;
      const page = item.isDynamicEntry ? (item.facadeModuleId ?? "") : "";
      if (page.includes("/src/features/") && !notFirst.some((folder) => page.includes(folder))) pages.push(item.fileName);
    }
    if (entry === undefined) return; // A worker's own bundle.
    const size = (files: Iterable<string>): number =>
      [...files].reduce((sum, file) => sum + gzipSync(chunks.get(file)?.code ?? "", { level: 9 }).length, 0) / 1024;
    const base = withImports(entry, chunks);
    let heaviest = { page: "none", kb: size(base) };
    for (const page of pages) {
      const kb = size(withImports(page, chunks, new Set(base)));
      if (kb > heaviest.kb) heaviest = { page, kb };
    }
    const line = `first screen: shell ${size(base).toFixed(1)} KB, with the heaviest page (${heaviest.page}) ${heaviest.kb.toFixed(1)} KB gzip; limit ${limitKb} KB`;
    if (heaviest.kb > limitKb) this.error(line);
    this.info(line);
  },
});
