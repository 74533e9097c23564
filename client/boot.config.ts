// Tells the first script of the page what the engine's file is called in this build, so that the engine starts before
// the page's own files are there. In development it has no such name, and starts with them.
import type { Plugin } from "vite";

const ENGINE = /^assets\/engine\.worker-[\w-]+\.js$/;
const BOOT = '<script src="/boot.js">';

export const engineFirst = (): Plugin => ({
  name: "engine-first",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler(html, { bundle }) {
      const engine = Object.keys(bundle ?? {}).find((file) => ENGINE.test(file));
      if (engine === undefined || !html.includes(BOOT)) throw new Error("the page's first script or the engine's file is not there");
      return html.replace(BOOT, `<script src="/boot.js" data-engine="/${engine}">`);
    },
  },
});
