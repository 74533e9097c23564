// What a workspace has at HubSpot comes page by page through the token that an admin gave, which nobody reads again.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestPlace, testPlaces } from "../db/testing/each-database.ts";
import { STAND_IN_TOKEN, type StandIn, startHubspot } from "../hubspot/testing/hubspot-stand-in.ts";
import { at, type Browser, setUp, startTestServer, type TestServer } from "../testing/test-server.ts";

describe("HubSpot", () => {
  let hubspot: StandIn;
  let server: TestServer;
  let admin: Browser;
  let made: TestPlace | undefined;
  beforeAll(async () => {
    hubspot = await startHubspot();
    made = await testPlaces[0]?.[1]();
    if (made === undefined) throw new Error("there is no database to test on");
    server = await startTestServer(made.place, { HUBSPOT_URL: `${hubspot.url}/`, PRIVATE_TARGETS: "on" });
    admin = await setUp(server);
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    await made?.remove();
    await hubspot.stop();
  });

  it("I4 a token is kept only where HubSpot takes it, lies sealed, and stands in no answer and no log", async () => {
    expect((await admin.send("GET", "/api/hubspot")).body.data).toEqual({ since: null });
    expect((await admin.send("GET", "/api/hubspot/contacts")).status).toBe(404);
    expect(await admin.send("PUT", "/api/hubspot", { token: "pat-of-somebody-else" })).toMatchObject({ status: 422, body: { errors: [{ field: "token" }] } });
    expect(await admin.send("PUT", "/api/hubspot", { token: "two words and a\nline" })).toMatchObject({ status: 422, body: { errors: [{ field: "token" }] } });
    hubspot.fail({ status: 500 });
    expect(await admin.send("PUT", "/api/hubspot", { token: STAND_IN_TOKEN })).toMatchObject({ status: 409, body: { code: "not-now" } });
    expect(at(await admin.send("GET", "/api/hubspot"), "since")).toBe(null);
    const kept = await admin.send("PUT", "/api/hubspot", { token: ` ${STAND_IN_TOKEN} ` });
    expect([kept.status, typeof at(kept, "since")]).toEqual([200, "string"]);
    const answers = [kept.text, (await admin.send("GET", "/api/hubspot")).text, (await admin.send("GET", "/api/audit")).text, server.logLines.join()];
    for (const text of answers) expect(text).not.toContain(STAND_IN_TOKEN);
    expect(answers[2]).toContain("hubspot-token-changed");
  });

  it("I4 every list comes page by page, cut to what is imported, with what it hangs on", async () => {
    const ids: string[] = [];
    for (let after: unknown = ""; after !== null;) {
      const page = await admin.send("GET", `/api/hubspot/companies${after === "" ? "" : `?after=${String(after)}`}`);
      const { items, next } = page.body.data as { items: { id: string }[]; next: string | null };
      ids.push(...items.map(({ id }) => id));
      after = next;
    }
    expect([ids.length, new Set(ids).size]).toEqual([230, 230]);
    expect((await admin.send("GET", "/api/hubspot/contacts")).body.data).toMatchObject({ next: null, items: [{ id: "501", values: { firstname: "Ida", email: "ida@byron.example" }, companies: ["9000"] }, { id: "502", values: { lastname: "", email: "" }, companies: [] }] });
    expect((await admin.send("GET", "/api/hubspot/deals")).body.data).toMatchObject({ next: null, items: [{ id: "701", values: { amount: "12500.50", dealstage: "s2" }, companies: ["9000"], contacts: ["501"] }] });
    expect((await admin.send("GET", "/api/hubspot/stages")).body.data).toMatchObject({ next: null, items: [{ id: "s1" }, { id: "s2", values: { name: "Proposal", pipeline: "Sales" } }] });
    expect((await admin.send("GET", "/api/hubspot/owners")).body.data).toMatchObject({ next: null, items: [{ id: "11", values: { email: "ann@example.com", name: "Ann Example" } }] });
    expect((await admin.send("GET", "/api/hubspot/notes")).body.data).toMatchObject({ next: null, items: [{ id: "801", contacts: ["501"], deals: ["701"] }] });
    expect(hubspot.asked.some((path) => path.includes("/contacts?") && path.includes("associations=companies"))).toBe(true);
    expect((await admin.send("GET", "/api/hubspot/tickets")).status).toBe(404);
  });

  it("I4 what HubSpot does not do is told: too much at once with its wait, a token withdrawn, an answer that is none", async () => {
    hubspot.fail({ status: 429, retryAfter: "7" });
    const busy = await admin.send("GET", "/api/hubspot/deals");
    expect([busy.status, busy.headers.get("retry-after")]).toEqual([409, "7"]);
    hubspot.fail({ status: 403 }, { status: 200, body: "<html>" }, { status: 200, body: '{"results":{}}' }, { status: 302 });
    for (let times = 0; times < 4; times += 1) expect(await admin.send("GET", "/api/hubspot/deals")).toMatchObject({ status: 409, body: { code: "not-now" } });
    expect((await admin.send("DELETE", "/api/hubspot")).status).toBe(200);
    expect((await admin.send("GET", "/api/hubspot/deals")).status).toBe(404);
  });
});
