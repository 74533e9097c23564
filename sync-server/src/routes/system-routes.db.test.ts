// /api/system and /metrics: who is told how the server does, and what they are told.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestPlace } from "../db/testing/each-database.ts";
import { testPlaces } from "../db/testing/each-database.ts";
import { setUp, startTestServer, type TestServer } from "../testing/test-server.ts";

const TOKEN = "a-scraper-of-the-tests-has-this-token";

describe.each(testPlaces)("the system (%s)", (_kind, make) => {
  let place: TestPlace;
  let server: TestServer;
  beforeAll(async () => {
    place = await make();
    server = await startTestServer(place.place, { METRICS_TOKEN: TOKEN });
  });
  afterAll(async () => {
    await server.stop();
    await place.remove();
  });

  it("D3 an admin is told how the server does; nobody else is", async () => {
    expect((await server.browser().send("GET", "/api/system")).status).toBe(401);
    const browser = await setUp(server);
    server.feed.load = { devices: 3, programs: 1, lagMs: 120_000 };
    const { status, body } = await browser.send("GET", "/api/system");
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ devices: 3, programs: 1, lagMs: 120_000, waiting: 0, database: true, limits: { lagMs: 30_000 }, alarms: [{ of: "lagMs", value: 120_000 }] });
    expect(server.logLines.some((line) => line.includes("a limit of the system is passed"))).toBe(true);
    for (const member of server.feed.members.values()) server.feed.members.set(member.userId, { ...member, role: "exec" });
    expect(await browser.send("GET", "/api/system")).toMatchObject({ status: 403, body: { code: "not-allowed" } });
  });

  it("D3 who scrapes needs the token; what is told has no address, no id and no name in it", async () => {
    const browser = server.browser();
    expect((await browser.send("GET", "/metrics")).status).toBe(404);
    expect((await browser.send("GET", "/metrics", undefined, { authorization: `Bearer ${TOKEN}x` })).status).toBe(404);
    await browser.send("GET", "/api/records/11111111-1111-4111-8111-111111111111/history");
    const { status, text } = await browser.send("GET", "/metrics", undefined, { authorization: `Bearer ${TOKEN}` });
    expect(status).toBe(200);
    expect(text).toContain("outrider_devices_connected 3");
    expect(text).toContain("outrider_sync_lag_seconds 120");
    expect(text).toContain("outrider_process_resident_memory_bytes");
    expect(text).toMatch(/outrider_http_request_seconds_count\{method="GET",route="\/api\/[^"]*:id[^"]*",status="4xx"\}/);
    expect(text).not.toContain("11111111");
    expect(text).not.toContain("@");
  });
});

describe("without a token", () => {
  it("D3 there is no /metrics", async () => {
    const [first] = testPlaces;
    if (first === undefined) throw new Error("no database to test with");
    const place = await first[1]();
    const server = await startTestServer(place.place);
    try {
      expect((await server.browser().send("GET", "/metrics", undefined, { authorization: "Bearer undefined" })).status).toBe(404);
    } finally {
      await server.stop();
      await place.remove();
    }
  });
});
