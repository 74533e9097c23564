/**
 * The description of the API as JSON, and pages on which people read it and try it out, at /api-docs and /docs.
 * Invariant: all of it comes from here, so it works with no other network and under the policy of every other page.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Hono } from "hono";
import { wholeDocument } from "./all-operations.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { problem } from "./problem.ts";

const DESCRIPTION = "/api/openapi.json";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Outrider API</title>
    <link rel="icon" href="/icons/mark.svg">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="api"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

// Whoever is signed in tries it out as themselves; a key is kept in the page only.
const START = `SwaggerUIBundle({
  url: ${JSON.stringify(DESCRIPTION)}, dom_id: "#api", deepLinking: true, docExpansion: "none", filter: true,
  presets: [SwaggerUIBundle.presets.apis], layout: "BaseLayout", validatorUrl: null, persistAuthorization: false,
});
`;

const STYLE = "text/css; charset=utf-8";
const SCRIPT = "text/javascript; charset=utf-8";
const FROM_PACKAGE = { "swagger-ui.css": STYLE, "swagger-ui-bundle.js": SCRIPT } as const;
const fromHere = createRequire(import.meta.url);

/** Read once each, when first asked for. */
const files = new Map<string, Promise<string>>();
const packaged = (name: keyof typeof FROM_PACKAGE): Promise<string> => {
  const found = files.get(name) ?? readFile(fromHere.resolve(`swagger-ui-dist/${name}`), "utf8");
  files.set(name, found);
  return found;
};

const isPackaged = (name: string): name is keyof typeof FROM_PACKAGE => Object.hasOwn(FROM_PACKAGE, name);

const send = (c: Ctx, text: string, type: string): Response => c.body(text, 200, { "Content-Type": type, "Cache-Control": "no-cache" });

export const apiPages = (): Hono<AppEnv> => {
  const page = (c: Ctx): Response => send(c, PAGE, "text/html; charset=utf-8");
  return new Hono<AppEnv>()
    .get(DESCRIPTION, (c) => c.json(wholeDocument() as Record<string, unknown>))
    .get("/docs", page)
    .get("/api-docs", page)
    .get("/docs/start.js", (c) => send(c, START, SCRIPT))
    .get("/docs/:file", async (c) => {
      const name = c.req.param("file");
      return isPackaged(name) ? send(c, await packaged(name), FROM_PACKAGE[name]) : problem(c, "not-found");
    });
};
