// Tells the first script of the page what the build has called the engine's file, so that the engine starts before the
// page's own files are there, and the files of the pages one starts with most, so that they are asked for beside the
// app's own and not after it has run. In development they have no such names, and come with what imports them.
import type { Plugin } from "vite";

const ENGINE = /^assets\/engine\.worker-[\w-]+\.js$/;
const BOOT = '<script src="/boot.js">';

/** The pages one starts with, by the first part of their address; with a slash at its end: what lies below. */
export const PAGES = {
  "": "home/home", "sign-in": "auth/sign-in", agenda: "agenda/agenda", board: "board/board", dashboard: "dashboard/dashboard", activities: "records/activities",
  deals: "records/deals", leads: "records/leads", contacts: "records/contacts", companies: "records/companies",
  "deals/": "records/deal", "leads/": "records/lead", "contacts/": "records/contact", "companies/": "records/company",
} as const satisfies Record<string, string>;

interface Chunk { readonly type: "chunk"; readonly fileName: string; readonly imports: readonly string[]; readonly isEntry: boolean; readonly facadeModuleId: string | null }
interface Asset { readonly type: "asset"; readonly fileName: string; readonly source: string | Uint8Array }
export type Bundle = Readonly<Record<string, Chunk | Asset>>;

/** Chunks name each other by the keys of the import map. */
function importMapOf({ "importmap.json": map }: Bundle): ReadonlyMap<string, string> {
  if (map?.type !== "asset") return new Map();
  const { imports } = JSON.parse(typeof map.source === "string" ? map.source : new TextDecoder().decode(map.source)) as { readonly imports: Readonly<Record<string, string>> };
  return new Map(Object.entries(imports).map(([key, file]) => [key.slice(1), file.slice(1)]));
}

/** Each file once, and of each page the places in that list of those that the app itself does not bring. Chunks list them no more (vite.config.ts). */
export function filesOfPages(bundle: Bundle): { readonly files: readonly string[]; readonly pages: readonly (readonly [address: string, name: string, places: readonly number[]])[] } {
  const named = importMapOf(bundle);
  const chunks = new Map(Object.values(bundle).flatMap((item) => (item.type === "chunk" ? [[item.fileName, item] as const] : [])));
  const withImports = (start: string, seen = new Set<string>()): Set<string> => {
    const chunk = chunks.get(named.get(start) ?? start);
    if (chunk === undefined || seen.has(chunk.fileName)) return seen;
    seen.add(chunk.fileName);
    for (const next of chunk.imports) withImports(next, seen);
    return seen;
  };
  const app = [...chunks.values()].find(({ isEntry, facadeModuleId }) => isEntry && facadeModuleId?.endsWith("index.html"));
  if (app === undefined) throw new Error("the app's own file is not there");
  const ofTheApp = withImports(app.fileName);
  const files: string[] = [];
  const pages = Object.entries(PAGES).map(([address, name]) => {
    const page = [...chunks.values()].find(({ facadeModuleId }) => facadeModuleId?.replaceAll("\\", "/").endsWith(`/src/features/${name}-page.tsx`));
    if (page === undefined) throw new Error(`the page ${name} has no file of its own`);
    const places = [...withImports(page.fileName, new Set(ofTheApp))].filter((file) => !ofTheApp.has(file)).map((file) => (files.includes(file) ? files.indexOf(file) : files.push(file) - 1));
    return [address, name, places] as const;
  });
  return { files, pages };
}

export const engineFirst = (): Plugin => ({
  name: "engine-first",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler(html, { bundle = {} }) {
      const engine = Object.keys(bundle).find((file) => ENGINE.test(file));
      if (engine === undefined || !html.includes(BOOT)) throw new Error("the page's first script or the engine's file is not there");
      const { files, pages } = filesOfPages(bundle as Bundle);
      return html.replace(BOOT, `<script src="/boot.js" data-engine="/${engine}" data-files="${files.join(" ")}" data-pages='${JSON.stringify(pages)}'>`);
    },
  },
});
