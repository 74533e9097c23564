// Receipts, and what admins are told of delivery, over the whole server.
import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { type SentMessages, sentMessages } from "../campaigns/testing/sent-messages.ts";
import { simulatedReceipts } from "../campaigns/vendors/simulated-vendor.ts";
import { SIGNATURE_HEADER, signatureOf } from "../platform/signature.ts";
import { describeOnEachRestWorld, type RestWorld } from "../testing/rest-world.ts";
import { at, type Reply } from "../testing/test-server.ts";

const SECRET = "s".repeat(40);
const HTTP = { CAMPAIGN_VENDOR: "http", CAMPAIGN_HTTP_URL: "https://vendor.example/v1", CAMPAIGN_HTTP_KEY: "k", CAMPAIGN_HTTP_SECRET: SECRET, CAMPAIGN_FROM: "Acme <acme@example.com>" };

const bring = (world: RestWorld, value: unknown, { secret = SECRET, type = "application/json", address = "" }: { secret?: string; type?: string; address?: string } = {}): Promise<Reply> => {
  const body = typeof value === "string" ? value : JSON.stringify(value);
  return world.call(null, "POST", "/api/delivery-receipt", body, { "content-type": type, [SIGNATURE_HEADER]: signatureOf(secret, Math.floor(Date.now() / 1000), body), ...(address !== "" && { "x-forwarded-for": address }) });
};

/** On a connection of its own, which the server closes. */
const bringTooMuch = (world: RestWorld): Promise<number> =>
  new Promise((done, failed) => {
    const asked = request(`${world.server.url}/api/delivery-receipt`, { method: "POST", agent: false, headers: { "content-type": "application/json", "content-length": 1024 * 1024 + 1 } }, (response) => done(response.resume().statusCode ?? 0));
    asked.on("error", failed);
    asked.write("{");
  });

describeOnEachRestWorld("receipts over HTTP", 22_330, (world) => {
  let sent: SentMessages;
  const messages = async (): Promise<SentMessages> => (sent ??= await sentMessages(world().platform.database, { count: 10, at: Date.now() - 60_000 }));

  it("M7 U7 a vendor's receipts are taken by their signature alone, however much others have asked", async () => {
    const { nameOf } = await messages();
    for (let n = 0; n < 6; n++) await world().call(null, "GET", "/api/auth/state");
    expect((await world().call(null, "GET", "/api/auth/state")).status).toBe(429);
    const one = await bring(world(), { id: "r1", vendor_message_id: nameOf(1), event: "delivered" });
    expect([one.status, one.body]).toEqual([202, { success: true, data: { taken: 1, repeated: 0, uncounted: 0, unknown: 0, unknown_messages: [] }, meta: {} }]);
    const many = await bring(world(), { receipts: [{ id: "r1", vendor_message_id: nameOf(1), event: "delivered" }, { id: "r2", vendor_message_id: nameOf(2), status: "FAILED" }, { vendor_message_id: "nobody", event: "sent" }] });
    expect([many.status, many.body.data]).toEqual([202, { taken: 1, repeated: 1, uncounted: 0, unknown: 1, unknown_messages: ["nobody"] }]);
    expect(one.headers.get("ratelimit")).toBeNull();
  });

  it("M7 forged, misshapen, too large or of nobody: refused, by name, and nothing changes", async () => {
    const { nameOf } = await messages();
    const good = { id: "r9", vendor_message_id: nameOf(9), event: "delivered" };
    const codes = [
      await bring(world(), good, { secret: "x".repeat(40) }), await world().call(null, "POST", "/api/delivery-receipt", good), await bring(world(), good, { type: "text/plain" }), await bring(world(), "{"),
      await bring(world(), { ...good, event: "exploded" }), await bring(world(), { ...good, vendor_message_id: "nobody" }),
    ].map(({ status, body }) => [status, body.code]);
    expect(codes).toEqual([[401, "bad-signature"], [401, "bad-signature"], [415, "not-json"], [400, "bad-json"], [422, "invalid-fields"], [404, "not-found"]]);
    expect(await bringTooMuch(world())).toBe(413);
    expect(await world().platform.database.sql`select delivered_at from campaign_message where vendor_message_id = ${nameOf(9)}`).toEqual([{ delivered_at: null }]);
  });

  it("M7 D3 admins see by whom it is delivered and what was refused, here, in the audit log and as figures to scrape", async () => {
    const { ann } = world().people;
    world().server.advance(61_000);
    await bring(world(), "{}", { secret: "x".repeat(40) });
    const report = await world().call(null, "GET", "/api/delivery", undefined, { cookie: ann.browser.cookieHeader() });
    expect([report.status, report.body.data]).toEqual([200, expect.objectContaining({ vendor: "http", simulated: false, tellsLater: true, dead: 0 })]);
    expect(Number(at(report, "receipts", "forged"))).toBeGreaterThan(0);
    // It is written down after the answer.
    await expect.poll(async () => at(await ann.browser.send("GET", "/api/audit?event=receipts-refused"), 0, "detail"), { timeout: 30_000 }).toMatchObject({ forged: expect.any(String) as string });
    expect((await ann.browser.send("POST", "/api/mock-send", { message: "Hello" })).status).toBe(404);
    const metrics = await world().call("m".repeat(32), "GET", "/metrics");
    expect(metrics.text).toMatch(/outrider_campaign_receipts_total\{outcome="forged"\} [1-9]/);
    expect(JSON.stringify(world().server.logLines)).not.toContain(SECRET);
  });
}, { ...HTTP, RATE_LIMIT_MAX_REQUESTS: "12", RATE_LIMIT_MAX_REQUESTS_SIGNED_IN: "100000", METRICS_TOKEN: "m".repeat(32) });

describeOnEachRestWorld("a flood of receipts", 22_332, (world) => {
  it("M7 U7 receipts have a limit of their own", async () => {
    const answers: number[] = [];
    for (let n = 0; n < 6; n++) answers.push((await bring(world(), "{}", { secret: "x".repeat(40) })).status);
    expect(answers).toEqual([401, 401, 401, 401, 429, 429]);
    expect((await world().call(null, "GET", "/api/auth/state")).status).toBe(200);
  });
}, { ...HTTP, RATE_LIMIT_RECEIPTS: "4" });

describeOnEachRestWorld("the simulated vendor", 22_334, (world) => {
  it("M7 where nothing else is said campaigns are simulated, and it is said so", async () => {
    const { ann } = world().people;
    expect(at(await ann.browser.send("GET", "/api/delivery"), "simulated")).toBe(true);
    expect(at(await ann.browser.send("POST", "/api/mock-send", { message: "Hello", customer_id: "1" }), "status")).toMatch(/^(?:SENT|FAILED)$/);
    expect(JSON.stringify(world().server.logLines)).toContain("campaigns are simulated");
  });
});

describe("what is simulated", () => {
  it("M7 a key fares the same each time", () => expect(simulatedReceipts({ keys: ["a"], at: 1, round: 0 })).toEqual(simulatedReceipts({ keys: ["a"], at: 1, round: 0 })));
});
