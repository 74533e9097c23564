// Owns how the client is built: one page, one service worker, vendor chunks that stay the same between releases,
// and the limit on what the first screen may cost. Knows nothing of the server but its address in development.
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { firstScreenBudget } from "./budget.config.ts";

const server = process.env["OUTRIDER_SERVER"] ?? "http://127.0.0.1:8787";

// Named chunks: a release that changes one line of ours must not make every device fetch React again.
const groups = [
  { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
  { name: "router", test: /node_modules[\\/]@tanstack[\\/](react-router|router-core|history|react-store|store)[\\/]/, priority: 30 },
  { name: "virtual", test: /node_modules[\\/]@tanstack[\\/](react-virtual|virtual-core)[\\/]/, priority: 30 },
  { name: "radix", test: /node_modules[\\/](@radix-ui|radix-ui|@floating-ui|aria-hidden|react-remove-scroll)/, priority: 30 },
  { name: "workbox", test: /node_modules[\\/]workbox-window[\\/]/, priority: 30 },
];

export default defineConfig({
  root: import.meta.dirname,
  publicDir: "../public",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // light-dark() must reach the browser as written; older targets rewrite it and nested themes stop working.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  worker: { format: "es" },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": { target: server }, "/sync": { target: server, ws: true, bypass: ({ headers }) => (headers.accept?.includes("text/html") ? "/index.html" : undefined) } },
  },
  plugins: [
    react(),
    tailwindcss(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src",
      filename: "service-worker.ts",
      registerType: "prompt",
      injectRegister: false,
      injectManifest: {
        globPatterns: ["**/*.{js,css,html,svg,png,webmanifest,wasm}"],
        globIgnores: ["**/screenshots/**"],
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
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
        icons: [
          { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icons/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
        shortcuts: [
          { name: "Deals", url: "/deals" },
          { name: "Leads", url: "/leads" },
          { name: "Search", url: "/search" },
        ],
      },
    }),
    firstScreenBudget({ limitKb: 150, notFirst: ["/src/features/design/", "/src/features/import/"] }),
  ],
});
