// Owns how the client is built: one page, one engine, one service worker, in files that stay the same between releases
// where nothing in them changed, and the limits on what they weigh. Knows nothing of the server but its address in
// development.
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { engineFirst } from "./boot.config.ts";
import { brotliCopies } from "./brotli.config.ts";
import { leanIcons } from "./icons.config.ts";
import { withoutRuntime } from "./model.config.ts";
import { sizeBudget } from "./budget.config.ts";

const server = process.env["OUTRIDER_SERVER"] ?? "http://127.0.0.1:8787";

type Info = { readonly isEntry: boolean; readonly importers: readonly string[] } | null;
interface Graph { readonly getModuleInfo: (id: string) => Info }

/** Whether the frame itself imports it, through whatever else. */
const ofTheFrame = (id: string, graph: Graph, seen = new Set<string>()): boolean => {
  if (seen.has(id)) return false;
  seen.add(id);
  const info = graph.getModuleInfo(id);
  return info !== null && (info.isEntry || info.importers.some((importer) => ofTheFrame(importer, graph, seen)));
};

// Named chunks: a release that changes one line of ours must not make every device fetch React again.
const groups = [
  { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
  { name: "router", test: /node_modules[\\/]@tanstack[\\/](react-router|router-core|history|react-store|store)[\\/]/, priority: 30 },
  { name: "virtual", test: /node_modules[\\/]@tanstack[\\/](react-virtual|virtual-core)[\\/]/, priority: 30 },
  { name: "radix", test: /node_modules[\\/](@radix-ui|radix-ui|@floating-ui|aria-hidden|react-remove-scroll)/, priority: 30 },
  // What changes in a release of one line, apart from what does not: the words, and the name of the engine's file.
  // What the words are written with is apart from them, or it would come with them.
  { name: "formats", test: /client[\\/]src[\\/]app[\\/](format|own-clock)\.ts$/, priority: 21 },
  { name: "words", test: /src[\\/]app[\\/]text\.ts$/, priority: 20 },
  { name: "engine-port", test: /src[\\/]platform[\\/]engine-port\.ts$/, priority: 20 },
  // What is small and shared comes together: each file of its own costs a phone some milliseconds, however small it is.
  // First what the frame has, then what most pages have besides; not what a dialog brings when it is opened.
  { name: (id: string, graph: Graph) => (ofTheFrame(id, graph) ? "frame" : null), test: /node_modules[\\/]lucide-react[\\/](?!.*[\\/]icons[\\/])|client[\\/]src[\\/](ui|read|act)[\\/]|shared[\\/]src[\\/](?!icalendar[\\/](repeat|moment|read-calendar|expand)\.ts$|kernel[\\/]zone-offset\.ts$)/, priority: 17 },
  // What is imported goes where its first importer goes unless it is named itself: so the frame's own is.
  { name: (id: string, graph: Graph) => (ofTheFrame(id, graph) ? "app" : null), test: /client[\\/]src[\\/](app|platform|engine|features)[\\/]/, priority: 14 },
  { name: (id: string, graph: Graph) => (ofTheFrame(id, graph) ? null : "shared"), test: /node_modules[\\/]lucide-react[\\/]|client[\\/]src[\\/](ui[\\/](?!dialog|select|text-field|small-form|checkbox|segmented|text-area)|app[\\/]|read|act)/, minShareCount: 12, priority: 10 },
  // What is typed in, and what the pages of records have in common: a record alone had twenty files of a few hundred bytes.
  { name: (id: string, graph: Graph) => (ofTheFrame(id, graph) ? null : "forms"), test: /client[\\/]src[\\/]ui[\\/](dialog|select|text-field|small-form|checkbox|segmented|text-area)/, minShareCount: 8, priority: 9 },
  { name: (id: string, graph: Graph) => (ofTheFrame(id, graph) ? null : "records"), test: /client[\\/]src[\\/](features[\\/]records[\\/](?!parse-input|panel-texts|page-texts|choice-chips|mentions)|app[\\/](use-base-currency|close-dialog|leading-proposals))/, minShareCount: 10, priority: 9 },
  // Of icons those that several pages have, in one; the package names all of them in one file, so that each looks as if
  // the frame had it, which has few.
  { name: "icons", test: /node_modules[\\/]lucide-react[\\/].*[\\/]icons[\\/]/, minShareCount: 8, priority: 8 },
  // Hashes name rich texts and colour people: what has neither does without.
  { name: "hashes", test: /node_modules[\\/]@noble[\\/]|shared[\\/]src[\\/]kernel[\\/](derived-id|hash32)\.ts$/, priority: 30 },
  // Rules by which tasks repeat are for their form, and files of calendars for the import: the frame only counts days, and
  // has what they share with it, for which it and the days come before them.
  { name: "days", test: /shared[\\/]src[\\/]icalendar[\\/]civil\.ts$/, priority: 17 },
  { name: "repeats", test: /shared[\\/]src[\\/]icalendar[\\/]repeat\.ts$/, priority: 16 },
  { name: "zones", test: /shared[\\/]src[\\/]kernel[\\/]zone-offset\.ts$/, priority: 16 },
  { name: "calendars", test: /shared[\\/]src[\\/]icalendar[\\/](moment|read-calendar|expand)\.ts$/, priority: 16 },
  // What is typed or imported is checked, and money is reckoned: a list does neither.
  { name: "checks", test: /shared[\\/]src[\\/]schema[\\/](check-value|currency)\.ts$/, priority: 12 },
  { name: "workbox", test: /node_modules[\\/]workbox-window[\\/]/, priority: 30 },
];

// The engine's worker has no import map: only what it imports stays the same when its own code changes.
const engineGroups = [
  // Of the worker that runs the model of meaning, and of no other.
  { name: "model", test: /node_modules[\\/](@xenova|@huggingface|onnxruntime-)/, priority: 70 },
  // In this order, because a group takes along whatever it imports that none before it has: with two small files of the
  // records in it, all of the texts' was read at every start.
  { name: "engine-vendor", test: /node_modules[\\/](?!yjs[\\/]|lib0[\\/])/, priority: 60 },
  { name: "engine-rules", test: /shared[\\/]src[\\/](?!bodies[\\/]|sales[\\/](?!consent|lead-score|line-total))/, priority: 50 },
  // Apart from the engine's other files, so that a line of those does not make every device fetch these anew; the largest that lean on few of the others.
  { name: "engine-parts", test: /client[\\/]src[\\/]engine[\\/](meaning[\\/]|files[\\/]|(haystacks|twins|past|orders|result-set)\.ts$)/, priority: 42 },
  // Fetched when the assistant is first asked.
  { name: "engine-evidence", test: /shared[\\/]src[\\/]sales[\\/]/, priority: 45 },
  // Fetched when a rich text is first needed: a start reads none of it.
  { name: "engine-text", test: /node_modules[\\/](yjs|lib0)[\\/]|shared[\\/]src[\\/]bodies[\\/]/, priority: 40 },
];

const cardTypes = ["text/vcard", "text/x-vcard", "text/directory", ".vcf", ".vcard"];
/** What is attached to a record: pictures and the documents that people send one another. */
const fileTypes = [
  "image/*", "application/pdf", ".pdf", "application/zip", ".zip", "application/msword", ".doc", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx",
  "application/vnd.ms-excel", ".xls", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", "application/vnd.ms-powerpoint", ".ppt",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx", "application/vnd.oasis.opendocument.text", ".odt", "application/vnd.oasis.opendocument.spreadsheet", ".ods",
];
const calendarTypes = ["text/calendar", ".ics"];
const tableTypes = ["text/csv", "text/tab-separated-values", ".csv", ".tsv"];

const shortcutIcons = [{ src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" }];

// Taken of the sample workspace by scripts/app-screenshots.ts.
const screenshot = (name: string, size: string, form_factor: "wide" | "narrow", label: string) => ({
  src: `/screenshots/${name}.png`, sizes: size, type: "image/png", form_factor, label,
});
const screenshots = [
  screenshot("deals-wide", "1280x800", "wide", "All deals, with what they are worth"),
  screenshot("deal-wide", "1280x800", "wide", "A deal with everything that happened on it"),
  screenshot("deals-narrow", "780x1688", "narrow", "Deals on a phone"),
  screenshot("deal-narrow", "780x1688", "narrow", "A deal on a phone"),
];

const budget = sizeBudget({
  report: "../node_modules/.cache/outrider/client-sizes.json",
  limits: { firstScreen: 150, page: 500, day: 610, office: 150, workers: 160, model: 190, styles: 20, precache: 950 },
  notFirst: ["/src/features/records/notes/", "/src/features/records/presence/", "/src/features/records/views/filter-dialog", "/src/features/records/views/filter-chips", "/src/features/records/views/columns-dialog", "/src/features/records/views/view-dialog", "/src/features/records/bulk/", "/src/features/records/peek/peek-panel", "/src/features/segments/words-box"],
  office: ["/src/features/admin/", "/src/features/import/", "/src/features/design/", "/src/features/system/", "/src/features/api-keys/", "/src/features/webhooks/", "/src/features/privacy/", "/src/features/campaigns/"],
});

export default defineConfig({
  root: import.meta.dirname,
  // The model runs on the processor: the other build of the runtime is 12 MB larger.
  // And of Dexie the build for browsers of this decade.
  resolve: { alias: [{ find: "onnxruntime-web/webgpu", replacement: "onnxruntime-web/wasm" }, { find: /^dexie$/, replacement: "dexie/dist/modern/dexie.mjs" }] },
  publicDir: "../public",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // light-dark() must reach the browser as written; older targets rewrite it and nested themes stop working.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // Chunks name each other by the page's import map and not by each other's hashes: a changed line changes the chunk
    // it is in and the page, and no device fetches the rest again.
    chunkImportMap: true,
    // What a chunk imports is not named again beside each place that loads it: those lists were 11 KB of the app, 3 of them
    // before the first screen. The files of a start are asked for by boot.js, and all later ones are in the copy.
    modulePreload: { polyfill: false, resolveDependencies: () => [] },
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  worker: { format: "es", plugins: () => [withoutRuntime()], rolldownOptions: { output: { codeSplitting: { groups: engineGroups } } } },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": { target: server }, "/models": { target: server }, "/ort": { target: server }, "/sync": { target: server, ws: true, bypass: ({ headers }) => (headers.accept?.includes("text/html") ? "/index.html" : undefined) } },
  },
  plugins: [
    react(),
    leanIcons(),
    tailwindcss(),
    brotliCopies(),
    engineFirst(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src",
      filename: "service-worker.ts",
      registerType: "prompt",
      injectRegister: false,
      includeManifestIcons: false,
      injectManifest: {
        globPatterns: ["**/*.{js,css,html,svg,png,webmanifest,wasm}"],
        // What runs a model is kept by those who use it (see the service worker); large icons are the system's, which fetches them when the app is installed.
        globIgnores: ["**/screenshots/**", "icons/icon-*512.png", "assets/embed.worker-*.js", "assets/model-*.js"],
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
        manifestTransforms: [budget.precache],
      },
      manifest: {
        id: "/",
        name: "Outrider",
        short_name: "Outrider",
        description: "A CRM with a sales assistant that works with no network.",
        start_url: "/",
        scope: "/",
        display: "standalone",
        background_color: "#f6f7f6",
        theme_color: "#0b6b5b",
        categories: ["business", "productivity"],
        screenshots,
        icons: [
          { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icons/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
        share_target: {
          action: "/share-target", method: "POST", enctype: "multipart/form-data",
          params: { title: "title", text: "text", url: "url", files: [{ name: "files", accept: [...cardTypes, ...tableTypes, ...calendarTypes, "text/plain", ".txt", ...fileTypes] }] },
        },
        file_handlers: [
          { action: "/import", accept: { "text/csv": [".csv"], "text/tab-separated-values": [".tsv"], "text/calendar": [".ics"] } },
          { action: "/share", accept: { "text/vcard": [".vcf", ".vcard"] } },
        ],
        launch_handler: { client_mode: ["navigate-existing", "auto"] },
        shortcuts: [
          { name: "Deals", url: "/deals", icons: shortcutIcons },
          { name: "Leads", url: "/leads", icons: shortcutIcons },
          { name: "Search", url: "/search", icons: shortcutIcons },
        ],
      },
    }),
    budget.plugin,
  ],
});
