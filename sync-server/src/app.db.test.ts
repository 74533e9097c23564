import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestPlace } from "./db/testing/each-database.ts";
import { testPlaces } from "./db/testing/each-database.ts";
import { type TestServer, setUp, startTestServer } from "./testing/test-server.ts";

let place: TestPlace;
let server: TestServer;
let client = "";
const MAP = '{"imports":{"/assets/main.js":"/assets/main-1a2b3c.js"}}';

beforeAll(async () => {
  const [first] = testPlaces;
  if (first === undefined) throw new Error("no database to test with");
  place = await first[1]();
  client = await mkdtemp(join(tmpdir(), "outrider-client-"));
  await mkdir(join(client, "assets"));
  await writeFile(join(client, "index.html"), `<!doctype html><script type="importmap">${MAP}</script><title>Outrider</title><script>alert(1)</script>`);
  await writeFile(join(client, "sw.js"), "// worker");
  await writeFile(join(client, "assets", "main-1a2b3c.js"), "export {}");
  server = await startTestServer(place.place, { CLIENT: client, RATE_LIMIT_MAX_REQUESTS: "60" });
});
afterAll(async () => {
  await server.stop();
  await place.remove();
  await rm(client, { recursive: true, force: true });
});

const page = { accept: "text/html,*/*", "sec-fetch-mode": "navigate" };
/** Over node:http, because fetch() writes its own Sec-Fetch-Mode and mends paths. */
const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  new Promise<{ status: number; headers: Headers; text: string; body: unknown }>((resolve, reject) => {
    const { port } = server;
    request({ host: "127.0.0.1", port, path, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("end", () => {
        const known = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]);
        const body: unknown = response.headers["content-type"]?.includes("json") ? JSON.parse(text) : undefined;
        resolve({ status: response.statusCode ?? 0, headers: new Headers(known), text, body });
      });
    })
      .on("error", reject)
      .end();
  });

describe("the HTTP edge", () => {
  it("O3 health and readiness answer, with a request id", async () => {
    expect((await get("/health")).body).toMatchObject({ success: true, data: { status: "ok" } });
    const ready = await get("/ready");
    expect(ready.body).toMatchObject({ data: { status: "ready", vectorSearch: true } });
    const id = ready.headers.get("x-request-id") ?? "";
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(server.logLines.some((line) => line.includes(id))).toBe(true);
  });

  it.each(["/", "/health", "/api/auth/me", "/api/nothing", "/assets/main-1a2b3c.js", "/assets/gone.js"])(
    "S5 %s carries every security header",
    async (path) => {
      const { headers } = await get(path, page);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-powered-by")).toBeNull();
    },
  );

  it("S5 the map of a page's own files is the one thing inline that may run, and only in the page", async () => {
    const hash = `'sha256-${createHash("sha256").update(MAP).digest("base64")}'`;
    for (const path of ["/", "/deals", "/index.html"]) {
      expect((await get(path, page)).headers.get("content-security-policy")).toContain(`script-src 'self' ${hash};`);
    }
    for (const path of ["/health", "/assets/main-1a2b3c.js", "/sw.js"]) {
      expect((await get(path)).headers.get("content-security-policy")).toContain("script-src 'self';");
    }
  });

  it("S1 pages of the app are index.html, asked for again each time; hashed files are immutable", async () => {
    for (const path of ["/", "/deals/1", "/invitation", "/index.html"]) {
      const reply = await get(path, page);
      expect(reply.status).toBe(200);
      expect(reply.text).toContain("<title>Outrider</title>");
      expect(reply.headers.get("cache-control")).toBe("no-cache");
    }
    expect((await get("/sw.js")).headers.get("cache-control")).toBe("no-cache");
    expect((await get("/assets/main-1a2b3c.js")).headers.get("cache-control")).toContain("immutable");
  });

  it("W4 a file that was made smaller beforehand goes so to who can read it, and as it is to others", async () => {
    await writeFile(join(client, "assets/main-1a2b3c.js.br"), "smaller");
    const small = await get("/assets/main-1a2b3c.js", { "accept-encoding": "gzip, br" });
    expect(small.headers.get("content-encoding")).toBe("br");
    expect(small.headers.get("vary")).toContain("Accept-Encoding");
    expect(small.headers.get("content-type")).toContain("javascript");
    expect(small.headers.get("cache-control")).toContain("immutable");
    expect(small.text).toBe("smaller");
    const plain = await get("/assets/main-1a2b3c.js");
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(plain.text).not.toBe("smaller");
  });

  it.each(["/assets/gone-123.js", "/missing.js", "/api/nothing", "/models/none.onnx"])(
    "S1 %s is a true 404, even for a navigation",
    async (path) => {
      const reply = await get(path, page);
      expect(reply).toMatchObject({ status: 404, body: { success: false, code: "not-found" } });
      expect(reply.headers.get("content-type")).toContain("application/problem+json");
    },
  );

  it.each(["/..%2f..%2fpackage.json", "/%2e%2e/%2e%2e/etc/passwd", "/.env", "/assets/..%5c..%5cx"])(
    "S5 %s leaves the folder of the client in no spelling",
    async (path) => {
      const reply = await get(path);
      expect(reply.status).toBeGreaterThanOrEqual(400);
      expect(reply.text).not.toContain("root:");
    },
  );

  it.each(["TRACE", "PROPFIND"])("S5 a method that no route takes is answered with nothing: %s", async (method) => {
    const answered = await new Promise<{ readonly status: number | undefined; readonly text: string }>((resolve, reject) => {
      const asking = request(`${server.url}/`, { method, headers: { "x-told": "a-secret-of-the-caller" } });
      asking.on("response", (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => (text += part)).on("end", () => resolve({ status: response.statusCode, text }));
      });
      asking.on("error", reject);
      asking.end();
    });
    expect(answered.status).toBeGreaterThanOrEqual(400);
    expect(answered.status).toBeLessThan(500);
    expect(answered.text).not.toContain("a-secret-of-the-caller");
  });

  it("S5 a body over 64 KiB is refused with 413, announced or not", async () => {
    const reply = await server.browser().send("POST", "/api/auth/login", { email: "x".repeat(70_000), password: "y" });
    expect(reply).toMatchObject({ status: 413, body: { code: "too-large", success: false } });
    const chunked = await new Promise<number | undefined>((resolve, reject) => {
      const sending = request(`${server.url}/api/auth/login`, {
        method: "POST",
        headers: { origin: server.url, "content-type": "application/json", "transfer-encoding": "chunked" },
      });
      sending.on("response", (response) => {
        resolve(response.statusCode);
        response.resume();
      });
      sending.on("error", reject);
      for (let i = 0; i < 10; i++) sending.write(" ".repeat(10_000));
      sending.end();
    });
    expect(chunked).toBe(413);
  });

  it.each([
    ["text/plain", "{}", 415, "not-json"],
    ["application/json", '{"email":', 400, "bad-json"],
    ["application/json", "[]", 422, "invalid-fields"],
    ["application/json", '{"__proto__":{"email":"a@b.co"},"password":"x"}', 422, "invalid-fields"],
  ])("S5 a %s body %s is refused with %i", async (type, body, status, code) => {
    const reply = await server.browser().send("POST", "/api/auth/login", body, { "content-type": type });
    expect(reply).toMatchObject({ status, body: { code } });
  });

  it("S5 a change asked for by a page of another site is refused before anything else", async () => {
    const login = { email: "a@example.com", password: "some password" };
    for (const origin of ["https://evil.example", "null", `${server.url}0`]) {
      const reply = await server.browser().send("POST", "/api/auth/login", login, { origin });
      expect(reply).toMatchObject({ status: 403, body: { code: "wrong-origin" } });
    }
  });

  it("U7 too many requests without a session: 429 with Retry-After; who is signed in goes on", async () => {
    const admin = await setUp(server);
    const replies = [];
    for (let i = 0; i < 70; i++) replies.push(await get("/api/auth/state"));
    const last = replies.at(-1);
    expect(last).toMatchObject({ status: 429, body: { code: "too-many-requests" } });
    expect(Number(last?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await get("/api/auth/state", { "x-forwarded-for": "203.0.113.7" })).status).toBe(429);
    expect((await admin.send("GET", "/api/auth/me")).status).toBe(200);
    expect((await get("/", page)).status).toBe(200);
  });
});
