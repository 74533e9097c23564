/**
 * Serves the built client.
 * Invariant: what has a hash in its name is immutable, everything else is asked for again each time; an unknown
 * asset is a true 404, because a page stored by a service worker in an asset's place would break it for good.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { compress } from "hono/compress";
import type { AppEnv, Ctx } from "./context.ts";
import { problem } from "./problem.ts";
import { allowImportMaps, allowWebAssembly } from "./security-headers.ts";

const HASHED = "/assets/";
const PAGE = "index.html";
/** Or the copy of it that lies beside it smaller. */
const WORKER = /\.worker-[\w-]+\.js(?:\.\w+)?$/;

/** Read each time: a new build may lie there by now. */
const sayPolicy = async (path: string, c: Ctx): Promise<void> => {
  for (const [name, value] of Object.entries(allowImportMaps(await readFile(path, "utf8")))) c.header(name, value);
};

export const clientFiles = (directory: string): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();
  if (!existsSync(directory)) {
    app.get("*", (c) => (isNavigation(c) ? notBuilt(c) : problem(c, "not-found")));
    return app;
  }
  app.use(compress());
  app.use(
    serveStatic<AppEnv>({
      root: directory,
      precompressed: true,
      onFound: async (path, c) => {
        if (path.endsWith(PAGE)) await sayPolicy(path, c);
        if (WORKER.test(path)) for (const [name, value] of Object.entries(allowWebAssembly)) c.header(name, value);
        const hashed = path.slice(directory.length).replaceAll("\\", "/").startsWith(HASHED);
        c.header("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    }),
  );
  const page = serveStatic<AppEnv>({
    path: PAGE,
    root: directory,
    onFound: async (path, c) => {
      await sayPolicy(path, c);
      c.header("Cache-Control", "no-cache");
    },
  });
  app.get("*", async (c, next) => {
    if (!isNavigation(c)) return problem(c, "not-found");
    return page(c, next);
  });
  return app;
};

const notBuilt = (c: Ctx): Response =>
  c.text("The app is not built. Run: npm run build, and start the server again.\n", 503, { "Retry-After": "10" });

/** A person going to a page of the app, not a program fetching a file that is not there. */
const isNavigation = (c: Ctx): boolean => {
  const mode = c.req.header("Sec-Fetch-Mode");
  const wantsPage = mode === undefined || mode === "navigate";
  const lastPart = c.req.path.slice(c.req.path.lastIndexOf("/") + 1);
  const isFile = lastPart.includes(".") || c.req.path.startsWith(HASHED);
  return wantsPage && !isFile && (c.req.header("Accept") ?? "").includes("text/html");
};
