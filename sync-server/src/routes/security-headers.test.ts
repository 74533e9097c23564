import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { AppEnv } from "./context.ts";
import { securityHeaders } from "./security-headers.ts";

const ask = async (path: string, secure: boolean): Promise<Headers> => {
  const app = new Hono<AppEnv>();
  app.use(securityHeaders(secure));
  app.get("/", (c) => c.html("<p>A page</p>"));
  app.get("/api/deals", (c) => c.json({}));
  app.get("/broken", () => {
    throw new Error("unexpected");
  });
  app.onError((_error, c) => c.text("broken", 500));
  return (await app.request(path)).headers;
};
const everywhere = ["/", "/api/deals", "/nothing", "/broken"];

/** A policy as its directives. */
const directives = (policy: string | null): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries((policy ?? "").split("; ").map((each) => {
    const [name = "", ...sources] = each.split(" ");
    return [name, sources];
  }));

describe("what every answer says for its safety", () => {
  it.each(everywhere)("S5 every answer says what a page may load, and that it is in no frame, opener or other page: %s", async (path) => {
    const headers = await ask(path, true);
    const policy = directives(headers.get("content-security-policy"));
    for (const nothing of ["default-src", "object-src", "base-uri", "frame-ancestors"]) expect([nothing, policy[nothing]]).toEqual([nothing, ["'none'"]]);
    for (const own of ["script-src", "style-src", "connect-src", "worker-src", "form-action"]) expect([own, policy[own]]).toEqual([own, ["'self'"]]);
    // Nothing inline, no code made of text, no other host, no whole scheme but of what is no code.
    const sources = Object.entries(policy).flatMap(([name, from]) => from.map((source) => `${name} ${source}`));
    expect(sources.filter((source) => /unsafe|\*|https?:|eval|strict-dynamic/.test(source))).toEqual([]);
    expect(sources.filter((source) => /(?:data|blob):/.test(source))).toEqual(["img-src data:", "img-src blob:", "media-src blob:", "frame-src blob:"]);
    expect(Object.fromEntries(["x-content-type-options", "x-frame-options", "referrer-policy", "cross-origin-opener-policy", "cross-origin-resource-policy"].map((name) => [name, headers.get(name)]))).toEqual({
      "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "no-referrer", "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin",
    });
    expect(headers.get("permissions-policy")).toContain("camera=()");
    for (const telling of ["x-powered-by", "server", "access-control-allow-origin"]) expect(headers.get(telling)).toBeNull();
  });

  it.each(everywhere)("S5 behind TLS every answer says that this host is to be asked over TLS alone, for a year: %s", async (path) => {
    const [, seconds] = /^max-age=(\d+); includeSubDomains$/.exec((await ask(path, true)).get("strict-transport-security") ?? "") ?? [];
    expect(Number(seconds)).toBeGreaterThanOrEqual(365 * 86_400);
    expect((await ask(path, false)).get("strict-transport-security")).toBeNull();
  });

  it("S5 answers of the API are kept nowhere", async () => {
    expect((await ask("/api/deals", true)).get("cache-control")).toBe("no-store");
    expect((await ask("/api/nothing", false)).get("cache-control")).toBe("no-store");
  });
});
