/**
 * /models and /ort: the model of meaning and the runtime it needs, for devices, from our own origin. Public: there is
 * nothing of anybody in it. Invariant: an address with a version in it says the same for ever; what is not there is a true
 * 404 and never a page.
 */
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { Hono } from "hono";
import { type Models, RUNTIME_FILE } from "../models/models.ts";
import { answer } from "./answer.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { problem } from "./problem.ts";

const FOR_EVER = { "Cache-Control": "public, max-age=31536000, immutable", "Accept-Ranges": "none" } as const;
const typeOf = (path: string): string => (path.endsWith(".json") ? "application/json" : "application/octet-stream");

export const modelRoutes = ({ models }: { readonly models: Models }): Hono<AppEnv> => {
  const app = new Hono<AppEnv>();
  app.get("/models/current", async (c) => {
    const [manifest, runtime] = await Promise.all([models.current(), models.runtime()]);
    c.header("Cache-Control", "no-cache");
    if (manifest === null || runtime === null) return problem(c, "not-found");
    return answer(c, { ...manifest, runtime: { ...runtime.file, version: runtime.version } });
  });
  app.get("/models/:version/:file{.+}", async (c) => {
    const found = await models.pathOf(c.req.param("version"), c.req.param("file"));
    if (found === undefined) return problem(c, "not-found");
    // The type of Node's streams and that of the web's are the same thing under two names.
    const body = Readable.toWeb(createReadStream(found.path)) as ReadableStream;
    return c.body(body, 200, { ...FOR_EVER, "Content-Type": typeOf(found.path), "Content-Length": String(found.size) });
  });
  app.get(`/ort/:version/${RUNTIME_FILE}`, async (c) => {
    const runtime = await models.runtime();
    if (runtime === null || runtime.version !== c.req.param("version")) return problem(c, "not-found");
    const zipped = /\bgzip\b/.test(c.req.header("Accept-Encoding") ?? "");
    return c.body(zipped ? runtime.zipped : runtime.plain, 200, { ...FOR_EVER, Vary: "Accept-Encoding", "Content-Type": "application/wasm", ...(zipped && { "Content-Encoding": "gzip" }) });
  });
  const none = (c: Ctx) => problem(c, "not-found");
  for (const path of ["/models", "/models/*", "/ort", "/ort/*"]) app.all(path, none);
  return app;
};
