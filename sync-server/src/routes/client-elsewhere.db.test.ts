// A server whose client is opened at another address: who may read its answers, what its cookie says, and where it sends people.
import { afterAll, beforeAll, expect, it } from "vitest";
import WebSocket from "ws";
import { type TestPlace, testPlaces } from "../db/testing/each-database.ts";
import { type TestServer, startTestServer } from "../testing/test-server.ts";

const APP = "https://app.example.com";
const ELSEWHERE = "https://crm.example.net";
let place: TestPlace;
let server: TestServer;

beforeAll(async () => {
  const [first] = testPlaces;
  if (first === undefined) throw new Error("no database to test with");
  place = await first[1]();
  server = await startTestServer(place.place, {
    FRONTEND_URL: `${APP},${ELSEWHERE}`, SERVER_URL: "https://api.example.com", COOKIE_SAME_SITE: "none",
    OIDC_ISSUER: "https://login.invalid", OIDC_CLIENT_ID: "outrider", UPLOAD_PATH: "/srv/uploads",
  });
});
afterAll(async () => {
  await server.stop();
  await place.remove();
});

const ask = (path: string, origin: string, init: RequestInit = {}) =>
  fetch(server.url + path, { redirect: "manual", ...init, headers: { origin, "content-type": "application/json", ...(init.headers as Record<string, string>) } });
const body = JSON.stringify({ workspaceName: "Acme", name: "Ann", email: "ann@example.com", password: "correct horse battery" });

it("O6 S5 a page of any origin but FRONTEND_URL is refused: no change, no answer that it can read, no socket", async () => {
  for (const origin of ["https://evil.example", "https://app.example.com.evil.example", "http://app.example.com", "null"]) {
    const changed = await ask("/api/auth/setup", origin, { method: "POST", body });
    expect([origin, changed.status, changed.headers.get("access-control-allow-origin")]).toEqual([origin, 403, null]);
    const read = await ask("/api/auth/state", origin);
    expect(read.headers.get("access-control-allow-origin")).toBeNull();
    const asked = await ask("/api/auth/state", origin, { method: "OPTIONS", headers: { "access-control-request-method": "POST" } });
    expect(asked.headers.get("access-control-allow-origin")).toBeNull();
    const status = await new Promise((resolve) => {
      const socket = new WebSocket(`${server.url.replace("http", "ws")}/sync`, ["outrider.1", "ticket.x"], { origin });
      socket.on("unexpected-response", (_request, response) => resolve(response.statusCode)).on("error", () => undefined).on("open", () => resolve("open"));
    });
    expect([origin, status]).toEqual([origin, 403]);
  }
});

it("O6 a page of FRONTEND_URL signs in from there, by a cookie for this pair of sites alone, and gets a socket's answer", async () => {
  const made = await ask("/api/auth/setup", APP, { method: "POST", body });
  expect([made.status, made.headers.get("access-control-allow-origin"), made.headers.get("access-control-allow-credentials")]).toEqual([200, APP, "true"]);
  const cookie = made.headers.getSetCookie()[0] ?? "";
  for (const part of [/^__Host-outrider_session=/, /Secure/i, /HttpOnly/i, /SameSite=None/i, /Partitioned/i]) expect(cookie).toMatch(part);
  const sent = cookie.split(";")[0] ?? "";
  const ticket = await ask("/api/sync/ticket", ELSEWHERE, { method: "POST", headers: { cookie: sent }, body: "{}" });
  expect(ticket.headers.get("access-control-allow-origin")).toBe(ELSEWHERE);
  const left = await ask("/api/auth/logout", APP, { method: "DELETE", headers: { cookie: sent } });
  expect(left.headers.getSetCookie()[0]).toMatch(/Max-Age=0.*SameSite=None/i);
});

it("O6 who comes back from another sign-in service is sent to the app, not to the server", async () => {
  const refused = await ask("/api/auth/oidc/callback?error=access_denied", APP, { headers: { accept: "text/html" } });
  expect([refused.status, refused.headers.get("location")?.split("#")[0]]).toEqual([302, `${APP}/sign-in`]);
});

it("O2 UPLOAD_PATH is said to have no effect", () => {
  expect(server.logLines.some((line) => line.includes("UPLOAD_PATH has no effect"))).toBe(true);
});
