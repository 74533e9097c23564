import { Hono } from "hono";
import { expect, it } from "vitest";
import type { AppEnv } from "./context.ts";
import { crossOrigin } from "./cross-origin.ts";

const app = new Hono<AppEnv>().use("/api/*", crossOrigin(["https://crm.example.com", "https://cdn.example.net"])).all("/api/thing", (c) => c.json({ success: true }));
const ask = (origin: string, method = "GET", more: Record<string, string> = {}) => app.request("/api/thing", { method, headers: { origin, ...more } });
const named = (answer: Response) => ["access-control-allow-origin", "access-control-allow-credentials"].map((name) => answer.headers.get(name));

it.each(["https://crm.example.com", "https://cdn.example.net"])("O6 a page of FRONTEND_URL at %s reads answers with its cookie, and may send what the app sends", async (origin) => {
  const answer = await ask(origin);
  expect(named(answer)).toEqual([origin, "true"]);
  expect(answer.headers.get("vary")).toBe("Origin");
  expect(answer.headers.get("access-control-expose-headers")).toContain("Retry-After");
  const asked = await ask(origin, "OPTIONS", { "access-control-request-method": "PUT", "access-control-request-headers": "content-type,content-digest,idempotency-key" });
  expect([asked.status, named(asked), asked.headers.get("access-control-allow-methods")]).toEqual([204, [origin, "true"], "GET,HEAD,POST,PUT,PATCH,DELETE"]);
  expect(asked.headers.get("access-control-allow-headers")).toBe("Content-Type,Content-Digest,Idempotency-Key");
});

it.each([
  "https://evil.example", "http://crm.example.com", "https://crm.example.com:8443", "https://crm.example.com.evil.example", "https://evil.example/https://crm.example.com", "null", "https://CRM.example.com", "*", "",
])("O6 S5 any other origin is named in no answer: %s", async (origin) => {
  for (const method of ["GET", "POST", "OPTIONS"]) {
    const answer = await ask(origin, method, { "access-control-request-method": "POST" });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  }
});
