/**
 * Headers that every answer carries, errors and files too.
 * Invariant: no inline script or style but the map of the page's own files, nothing from another origin, never in a frame.
 */
import { createHash } from "node:crypto";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./context.ts";

const policy = (script: string): string => [
  "default-src 'none'",
  script,
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "media-src 'self' blob:",
  // PDFs in the browser's own viewer, from bytes that the page itself has.
  "frame-src blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const POLICY_HEADER = "Content-Security-Policy";
const IMPORT_MAP = /<script type="importmap">([\s\S]*?)<\/script>/g;

/** The policy of a page: the import maps it carries are allowed by what is in them, and nothing else inline; `more` beside them. */
export const allowImportMaps = (html: string, ...more: readonly string[]): Readonly<Record<string, string>> => {
  const hashes = [...html.matchAll(IMPORT_MAP)].map(([, map = ""]) => `'sha256-${createHash("sha256").update(map).digest("base64")}'`);
  return { [POLICY_HEADER]: policy(["script-src 'self'", ...more, ...hashes].join(" ")) };
};

/** The policy of a worker's file, which is that of the worker: vectors are compared, and a model run, in WebAssembly. */
export const allowWebAssembly: Readonly<Record<string, string>> = { [POLICY_HEADER]: policy("script-src 'self' 'wasm-unsafe-eval'") };

/** On every answer, and on every file where another host serves them. */
export const always: Readonly<Record<string, string>> = {
  [POLICY_HEADER]: policy("script-src 'self'"),
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
};

/** A page of the app has said its own policy, and a picture in a mail that it may be shown in one. */
const SAID_BY_ROUTES: ReadonlySet<string> = new Set([POLICY_HEADER, "Cross-Origin-Resource-Policy"]);

export const securityHeaders = (secure: boolean) =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(always)) if (!SAID_BY_ROUTES.has(name) || !c.res.headers.has(name)) c.header(name, value);
    if (secure) c.header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    if (c.req.path.startsWith("/api/")) c.header("Cache-Control", "no-store");
  });
