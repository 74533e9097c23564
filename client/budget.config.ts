// Owns what the app may weigh as it is sent, by Brotli: what runs before the first screen, the heaviest page with all it can
// open, everything a day's work can load, the workers, the styles, and all that is kept on a device for a start with no server. Prints the sums and fails the build
// above a limit. Does not know which routes there are: a page is a chunk whose module lies in features/.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Plugin } from "vite";
import { shrunk } from "./brotli.config.ts";

interface Chunk {
  readonly type: "chunk";
  readonly fileName: string;
  readonly code: string;
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
  readonly isEntry: boolean;
  readonly isDynamicEntry: boolean;
  readonly facadeModuleId: string | null;
}
interface Asset { readonly type: "asset"; readonly fileName: string; readonly source: string | Uint8Array }
type Bundle = Readonly<Record<string, Chunk | Asset>>;

/** Kilobytes (1,024 bytes) as brotli.config.ts makes them, which is what the server sends. */
export interface Weights {
  /** The shell with the heaviest page anybody starts with: main-thread script before first use. */
  readonly firstScreen: number;
  /** All script of the main thread on the heaviest page: the shell, the page, and whatever can be opened on it. */
  readonly page: number;
  /** All that a day's work can load, over all pages. */
  readonly day: number;
  /** What besides only those load who set up a workspace, bring files in or build the app. */
  readonly office: number;
  readonly workers: number;
  /** What runs the model of meaning: of those only who use it. */
  readonly model: number;
  readonly styles: number;
}
/** `precache`: all that is kept on the device. */
export type Limits = Weights & { readonly precache: number };

/** Other pages are gone to, not opened on one. */
const PAGE = /\/src\/features\/.*-page\.tsx$/;
const MODEL = /(?:^|\/)(?:embed\.worker|model)-/;

const kilobytes = (content: string | Uint8Array): number => shrunk(content).length / 1024;

/** Chunks name each other by the keys of the import map where there is one. */
const importMapOf = (map: Chunk | Asset | undefined): ReadonlyMap<string, string> => {
  if (map?.type !== "asset") return new Map();
  const source = typeof map.source === "string" ? map.source : new TextDecoder().decode(map.source);
  const { imports } = JSON.parse(source) as { readonly imports: Readonly<Record<string, string>> };
  return new Map(Object.entries(imports).map(([key, file]) => [key.slice(1), file.slice(1)]));
};

export interface Folders {
  /** Whose pages nobody starts with. */
  readonly notFirst: readonly string[];
  /** Whose pages belong to no day's work. */
  readonly office: readonly string[];
}

/** undefined for a bundle that is not the page's. */
export function weigh(bundle: Bundle, { notFirst, office }: Folders): (Weights & { readonly shell: number; readonly heaviestPage: string; readonly heaviestWhole: string }) | undefined {
  const named = importMapOf(bundle["importmap.json"]);
  const items = Object.values(bundle);
  const chunks = new Map(items.flatMap((item) => (item.type === "chunk" ? [[item.fileName, item] as const] : [])));
  const entry = [...chunks.values()].find(({ isEntry, facadeModuleId }) => isEntry && facadeModuleId?.endsWith("index.html"));
  if (entry === undefined) return undefined;

  const chunkAt = (name: string): Chunk | undefined => chunks.get(named.get(name) ?? name);
  const withImports = (start: string, seen = new Set<string>()): Set<string> => {
    const chunk = chunkAt(start);
    if (chunk === undefined || seen.has(chunk.fileName)) return seen;
    seen.add(chunk.fileName);
    for (const next of chunk.imports) withImports(next, seen);
    return seen;
  };
  const withAllItOpens = (start: string, seen = new Set<string>()): Set<string> => {
    const chunk = chunkAt(start);
    if (chunk === undefined || seen.has(chunk.fileName)) return seen;
    seen.add(chunk.fileName);
    for (const next of chunk.imports) withAllItOpens(next, seen);
    for (const next of chunk.dynamicImports) if (!PAGE.test(chunkAt(next)?.facadeModuleId ?? "")) withAllItOpens(next, seen);
    return seen;
  };
  // Each is asked for once, in however many pages it stands.
  const weights = new Map([...chunks].map(([file, { code }]) => [file, kilobytes(code)]));
  const size = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + (weights.get(file) ?? 0), 0);
  const assets = (end: string, ofModel = false): number => items.reduce((sum, item) => (item.type === "asset" && item.fileName.endsWith(end) && MODEL.test(item.fileName) === ofModel ? sum + kilobytes(item.source) : sum), 0);

  const shell = withImports(entry.fileName);
  const shellOpens = withAllItOpens(entry.fileName);
  let [heaviestPage, firstScreen] = ["none", size(shell)];
  let [heaviestWhole, page] = ["none", size(shellOpens)];
  const day = new Set(shell);
  for (const { fileName, isDynamicEntry, facadeModuleId } of chunks.values()) {
    const module = facadeModuleId ?? "";
    const isOf = (folders: readonly string[]): boolean => folders.some((folder) => module.includes(folder));
    if (isDynamicEntry && !isOf(office)) withImports(fileName, day);
    if (isDynamicEntry && PAGE.test(module)) {
      const whole = size(withAllItOpens(fileName, new Set(shellOpens)));
      if (whole > page) [heaviestWhole, page] = [fileName, whole];
    }
    if (!isDynamicEntry || !module.includes("/src/features/") || isOf(notFirst) || isOf(office)) continue;
    const kb = size(withImports(fileName, new Set(shell)));
    if (kb > firstScreen) [heaviestPage, firstScreen] = [fileName, kb];
  }
  return { firstScreen, page, day: size(day), office: size(chunks.keys()) - size(day), workers: assets(".js"), model: assets(".js", true), styles: assets(".css"), shell: size(shell), heaviestPage, heaviestWhole };
}

interface Size { readonly what: keyof Limits; readonly kb: number; readonly limit: number }

/** `report`: the file, from the root of the client, in which the sums are left as JSON once a build into `dist` is whole. */
export const sizeBudget = ({ limits, report, ...folders }: { readonly limits: Limits; readonly report: string } & Folders) => {
  let directory = "";
  let silent = false;
  let reportAt: string | undefined;
  let sizes: readonly Size[] = [];
  const judge = (what: keyof Limits, kb: number, detail = "") => ({ line: `${what}: ${kb.toFixed(1)} KB, limit ${limits[what]} KB${detail}`, over: kb > limits[what] });

  const plugin: Plugin = {
    name: "size-budget",
    apply: "build",
    enforce: "post",
    configResolved({ root, build, logLevel }) {
      silent = logLevel === "error";
      directory = resolve(root, build.outDir);
      reportAt = directory === resolve(root, "dist") ? resolve(root, report) : undefined;
    },
    // Last of all: what others still write into the chunks is sent too.
    generateBundle: { order: "post", handler(_options, bundle) {
      const found = weigh(bundle, folders);
      if (found === undefined) return;
      sizes = (["firstScreen", "page", "day", "office", "workers", "model", "styles"] as const).map((what) => ({ what, kb: found[what], limit: limits[what] }));
      const judged = [
        judge("firstScreen", found.firstScreen, `; the shell ${found.shell.toFixed(1)} KB, the heaviest page ${found.heaviestPage}`),
        judge("page", found.page, `; the heaviest with all it opens ${found.heaviestWhole}`), judge("day", found.day), judge("office", found.office), judge("workers", found.workers), judge("model", found.model), judge("styles", found.styles),
      ];
      // Also where the build says nothing else.
      if (!silent) for (const { line } of judged) console.log(line);
      const over = judged.filter((each) => each.over).map(({ line }) => line);
      if (over.length > 0) this.error(`Too heavy. ${over.join("; ")}`);
    } },
  };

  /** Weighs the list of what is kept on the device, and leaves it as it is. */
  const precache = async <Entry extends { readonly url: string }>(manifest: Entry[]) => {
    const files = await Promise.all(manifest.map(({ url }) => readFile(join(directory, url))));
    const kb = files.reduce((sum, file) => sum + kilobytes(file), 0);
    const { line, over } = judge("precache", kb, `; ${manifest.length} files`);
    if (over) throw new Error(`Too heavy. ${line}`);
    if (!silent) console.log(line);
    if (reportAt !== undefined) {
      const all: readonly Size[] = [...sizes, { what: "precache", kb, limit: limits.precache }];
      await mkdir(dirname(reportAt), { recursive: true });
      await writeFile(reportAt, `${JSON.stringify(all, null, 2)}\n`);
    }
    return { manifest, warnings: [] };
  };

  return { plugin, precache };
};
