// Records over HTTP on a whole server: what programs send and get, page by page, and what they are told when it is not right.
import { randomUUID } from "node:crypto";
import { textOf } from "@outrider/shared/records";
import { expect, it } from "vitest";
import { describeOnEachRestWorld } from "../testing/rest-world.ts";
import { at, type Reply } from "../testing/test-server.ts";

const idsIn = ({ body }: Reply): readonly string[] => (body.data as readonly { readonly id: string }[]).map(({ id }) => id);
const metaOf = ({ body }: Reply) => body["meta"] as { readonly total: number; readonly page: number; readonly pages: number; readonly next: string | null; readonly proposed: readonly string[] };

describeOnEachRestWorld("records over HTTP", 21_400, (world) => {
  const ann = () => world().people.ann.browser;
  const eva = () => world().people.eva.browser;

  it("I2 a record is made, read, changed, given away and put in the bin, of each kind there is", async () => {
    const lead = await eva().send("POST", "/api/leads", { name: "Ada Lovelace", email: "ada@example.com", tags: ["maths"] });
    expect(lead).toMatchObject({ status: 201, body: { success: true, data: { name: "Ada Lovelace", email: "ada@example.com", tags: ["maths"], ownerId: world().people.eva.id, company: null }, meta: {} } });
    const id = String(at(lead, "id"));
    expect(await eva().send("GET", `/api/leads/${id}`)).toMatchObject({ status: 200, body: { data: { id, name: "Ada Lovelace", deletedAt: null } } });
    expect(await eva().send("PUT", `/api/leads/${id}`, { status: "contacted", tags: ["engines"], phone: null })).toMatchObject({ status: 200, body: { data: { name: "Ada Lovelace", status: "contacted", tags: ["engines"] } } });
    const activity = await eva().send("POST", "/api/activities", { type: "call", leadId: id, text: "Rang", duration: 5 });
    expect(activity).toMatchObject({ status: 201, body: { data: { type: "call", leadId: id, dealId: null, text: "Rang", at: expect.stringMatching(/^20.*Z$/) as string } } });
    expect(idsIn(await eva().send("GET", `/api/activities/lead/${id}`))).toEqual([at(activity, "id")]);
    expect(await eva().send("PUT", `/api/leads/${id}/assign`, { ownerId: world().people.ben.id })).toMatchObject({ status: 200, body: { data: null } });
    expect((await eva().send("GET", `/api/leads/${id}`)).status).toBe(404);
    expect((await world().people.ben.browser.send("DELETE", `/api/leads/${id}`)).status).toBe(200);
    expect((await ann().send("GET", `/api/leads/${id}`)).status).toBe(404);
    expect(idsIn(await ann().send("GET", "/api/leads?deleted=true"))).toContain(id);

    const company = await world().made("eva", "/api/companies", { name: "Globex", revenue: { amount: 5_000_000, currency: "USD" } });
    const contact = await world().made("eva", "/api/contacts", { name: "Grace Hopper", emails: ["grace@example.com"], companyId: company });
    expect(await eva().send("GET", `/api/contacts/${contact}`)).toMatchObject({ body: { data: { companyId: company, emails: ["grace@example.com"] } } });
    const task = await world().made("eva", "/api/tasks", { title: "Ring back", contactId: contact, due: "2027-02-01" });
    expect(await eva().send("GET", `/api/tasks/${task}`)).toMatchObject({ body: { data: { contactId: contact, leadId: null, due: "2027-02-01", assigneeId: world().people.eva.id } } });
  });

  it("R6 I2 a task that repeats, finished by a program, is followed by the next, once; a rule that nobody knows is refused by its field", async () => {
    const task = await world().made("eva", "/api/tasks", { title: "Send the figures", due: "2040-01-31", repeat: "FREQ=MONTHLY;BYMONTHDAY=-1" });
    const rows = async () => ((await eva().send("GET", "/api/tasks?title=Send the figures&sort=due")).body.data as readonly { readonly due: string; readonly done: boolean | null }[]).map(({ due, done }) => [due, done === true]);
    for (const times of [1, 2]) {
      expect((await eva().send("PUT", `/api/tasks/${task}`, { done: true })).status, `${times}`).toBe(200);
      expect(await rows()).toEqual([["2040-01-31", true], ["2040-02-29", false]]);
    }
    expect(await eva().send("POST", "/api/tasks", { title: "x", due: "2040-01-31", repeat: "FREQ=HOURLY" })).toMatchObject({ status: 422, body: { errors: [{ field: "repeat" }] } });
    expect(await eva().send("POST", "/api/tasks", { title: "x", repeat: "FREQ=DAILY" })).toMatchObject({ status: 422, body: { errors: [{ field: "due" }] } });
  });

  it("U3 I3 an admin is told that he does not deactivate or demote himself, by the rule his device has", async () => {
    const { id } = world().people.ann;
    for (const reply of [await ann().send("DELETE", `/api/users/${id}`), await ann().send("PUT", `/api/users/${id}`, { role: "exec" })]) {
      expect([reply.status, reply.body["detail"]]).toEqual([403, expect.stringContaining("another admin does that")]);
    }
    expect((await ann().send("GET", `/api/users/${id}`)).body.data).toMatchObject({ role: "admin", active: true });
  });

  it("I5 deals take title, value, stage and contactId, with stages by their keys; closing sets its day and its probability", async () => {
    const contactId = await world().made("eva", "/api/contacts", { name: "Katherine" });
    const deal = await eva().send("POST", "/api/deals", { title: "Orbit", value: 1200, stage: "proposal", contactId });
    expect(deal).toMatchObject({ status: 201, body: { data: { title: "Orbit", value: 1200, currency: "EUR", stage: "proposal", contactId, probability: 50 } } });
    const path = `/api/deals/${String(at(deal, "id"))}`;
    expect(await eva().send("PUT", path, { value: 1500, currency: "USD" })).toMatchObject({ body: { data: { value: 1500, currency: "USD", stage: "proposal" } } });
    expect(await eva().send("PUT", path, { stage: "closed_won" })).toMatchObject({ body: { data: { stage: "closed_won", probability: 100, closeDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string } } });
    expect(await eva().send("POST", "/api/deals", { title: "x", stage: "nonsense" })).toMatchObject({ status: 422, body: { errors: [{ field: "stage" }] } });
    expect(await eva().send("GET", "/api/deals?stage=closed_won,closed_lost")).toMatchObject({ body: { data: [{ title: "Orbit" }], meta: { total: 1 } } });
    const objection = await world().made("eva", "/api/objections", { dealId: at(deal, "id"), text: "Too dear", category: "price", severity: "high" });
    expect(idsIn(await eva().send("GET", `/api/objections?dealId=${String(at(deal, "id"))}&category=price`))).toEqual([objection]);
  });

  it("R3 R7 roles in the decision, lines and who raised an objection are read and written by programs", async () => {
    const contactId = await world().made("eva", "/api/contacts", { name: "Dorothy" });
    const dealId = await world().made("eva", "/api/deals", { title: "Lines", stakeholders: [contactId], champions: [contactId] });
    expect(await eva().send("GET", `/api/deals/${dealId}`)).toMatchObject({ body: { data: { champions: [contactId], decisionMakers: [] } } });
    expect(idsIn(await eva().send("GET", `/api/deals?champions=${contactId}`))).toEqual([dealId]);
    const line = await world().made("eva", "/api/line-items", { dealId, product: "Seats", quantity: 3, unitPrice: { amount: 19.5, currency: "EUR" }, discount: 10 });
    expect(await eva().send("GET", `/api/line-items?dealId=${dealId}`)).toMatchObject({ body: { data: [{ id: line, dealId, product: "Seats", quantity: 3, unitPrice: { amount: 19.5, currency: "EUR" }, discount: 10 }] } });
    expect(await eva().send("PUT", `/api/line-items/${line}`, { discount: 101 })).toMatchObject({ status: 422, body: { errors: [{ field: "discount" }] } });
    const objection = await world().made("eva", "/api/objections", { dealId, text: "Too dear", raisedById: contactId, at: "2026-10-05T14:30:00Z" });
    expect(await eva().send("GET", `/api/objections/${objection}`)).toMatchObject({ body: { data: { raisedById: contactId, at: "2026-10-05T14:30:00.000Z" } } });
  });

  it("I1 lists are paged, filtered, ordered and walked by a cursor, and tell how many there are of what one may see", async () => {
    const names = ["Zulu", "alpha", "Ökonom", "mike", "Bravo"];
    for (const [index, name] of names.entries()) await world().made("ben", "/api/leads", { name, score: index * 10, status: index < 3 ? "new" : "qualified", tags: ["walk"] });
    const ben = world().people.ben.browser;
    const all = await ben.send("GET", "/api/leads?tags=walk&sort=name&limit=2");
    expect([all.body.data, metaOf(all)]).toMatchObject([[{ name: "alpha" }, { name: "Bravo" }], { total: 5, page: 1, limit: 2, pages: 3 }]);
    expect((await ben.send("GET", "/api/leads?tags=walk&sort=name&limit=2&page=3")).body.data).toMatchObject([{ name: "Zulu" }]);
    const seen: unknown[] = [];
    for (let next = metaOf(all).next, page = all; ; page = await ben.send("GET", `/api/leads?tags=walk&sort=name&limit=2&cursor=${next}`), next = metaOf(page).next) {
      seen.push(...(page.body.data as readonly { name: string }[]).map(({ name }) => name));
      if (next === null) break;
    }
    expect(seen).toEqual(["alpha", "Bravo", "mike", "Ökonom", "Zulu"]);
    expect(await ben.send("GET", "/api/leads?tags=walk&status=new&score[min]=10&sort=-score")).toMatchObject({ body: { data: [{ name: "Ökonom" }, { name: "alpha" }], meta: { total: 2 } } });
    expect(metaOf(await ben.send("GET", "/api/leads?tags=walk&q=okon")).total).toBe(1);
    expect(metaOf(await eva().send("GET", "/api/leads?tags=walk")).total).toBe(0);
    expect(metaOf(await world().people.mia.browser.send("GET", "/api/leads?tags=walk")).total).toBe(5);
    expect(metaOf(await world().people.otto.browser.send("GET", "/api/leads?tags=walk")).total).toBe(0);
    // What was given away, binned or shared is on the lists at once.
    const [first] = idsIn(all) as [string];
    await ben.send("PUT", `/api/leads/${first}`, { sharedWith: [world().people.eva.id] });
    expect(idsIn(await eva().send("GET", "/api/leads?tags=walk"))).toEqual([first]);
    await ben.send("DELETE", `/api/leads/${first}`);
    expect(metaOf(await ben.send("GET", "/api/leads?tags=walk")).total).toBe(4);
  });

  it("I3 what is written over HTTP is a record like any other: stamped with its author, in the history, and refused by the same rules", async () => {
    const id = await world().made("eva", "/api/leads", { name: "Before" });
    await eva().send("PUT", `/api/leads/${id}`, { name: "After" });
    const history = await eva().send("GET", `/api/records/${id}/history?field=name`);
    expect(history.body.data).toMatchObject([{ value: "After", by: world().people.eva.id }, { value: "Before" }]);
    const [state] = await world().feed.door.store.transact(world().workspaceId, (tx) => tx.records([id]));
    expect(state && textOf(state, "name")).toBe("After");
    // An executive may not give away what was shared with her, nor change what the workspace decides.
    await eva().send("PUT", `/api/leads/${id}`, { sharedWith: [world().people.ben.id] });
    const ben = world().people.ben.browser;
    expect(await ben.send("PUT", `/api/leads/${id}/assign`, { ownerId: world().people.ben.id })).toMatchObject({ status: 403, body: { code: "not-allowed", success: false, errors: [{ field: "ownerId" }] } });
    expect(await ben.send("DELETE", `/api/leads/${id}`)).toMatchObject({ status: 403 });
    expect(await eva().send("PUT", `/api/users/${world().people.eva.id}`, { role: "admin" })).toMatchObject({ status: 403, body: { errors: [{ field: "role" }] } });
  });

  it("S5 whatever is wrong is named and nothing is told of what one may not see", async () => {
    const bens = await world().made("ben", "/api/leads", { name: "Ben's" });
    const elsewhere = world().people.otto.id;
    const CASES: readonly (readonly [method: string, path: string, body: unknown, status: number, field?: string])[] = [
      ["POST", "/api/leads", {}, 422, "name"], ["POST", "/api/leads", { name: "" }, 422, "name"], ["POST", "/api/leads", { name: 5 }, 422, "name"],
      ["POST", "/api/leads", { name: "x".repeat(301) }, 422, "name"], ["POST", "/api/leads", { name: "x", email: "no" }, 422, "email"], ["POST", "/api/leads", { name: "x", colour: 1 }, 422, "colour"],
      ["POST", "/api/leads", { name: "x", score: 1000 }, 422, "score"], ["POST", "/api/leads", { name: "x", status: "odd" }, 422, "status"], ["POST", "/api/leads", { name: "x", ownerId: randomUUID() }, 422, "ownerId"],
      ["POST", "/api/leads", { name: "x", ownerId: elsewhere }, 422, "ownerId"], ["POST", "/api/leads", { name: "x", deletedAt: "2027-01-01T00:00:00Z" }, 422, "deletedAt"], ["POST", "/api/leads", { name: "x\u0000" }, 422, "name"],
      ["POST", "/api/leads", '{"name":"x","__proto__":{"a":1}}', 422, "__proto__"], ["POST", "/api/leads", "[]", 422], ["POST", "/api/leads", "{", 400],
      ...["", "nul", "NaN", '"', '{"name"}', '{"name":"x"', "\u0000", "[".repeat(30_000), '{"name":1e}'].map((body) => ["POST", "/api/leads", body, 400] as const),
      ["POST", "/api/leads", `{"name":${"[".repeat(20_000)}${"]".repeat(20_000)}}`, 422, "name"], ["POST", "/api/leads", `{"name":"${"x".repeat(70_000)}"}`, 413],
      ["POST", "/api/activities", { type: "call" }, 422, "leadId"], ["POST", "/api/activities", { type: "call", leadId: bens }, 422, "leadId"], ["POST", "/api/activities", { type: "call", leadId: randomUUID(), dealId: randomUUID() }, 422, "dealId"],
      ["POST", "/api/deals", { title: "x", value: "much" }, 422, "value"], ["POST", "/api/deals", { title: "x", value: 1, currency: "euro" }, 422, "currency"], ["POST", "/api/deals", { title: "x", closeDate: "2027-02-30" }, 422, "closeDate"],
      ["PUT", `/api/leads/${bens}`, { name: "Mine" }, 404], ["DELETE", `/api/leads/${bens}`, undefined, 404], ["GET", `/api/leads/${bens}`, undefined, 404], ["GET", `/api/deals/${bens}`, undefined, 404],
      ["GET", `/api/activities/lead/${bens}`, undefined, 404], ["GET", "/api/leads/no-id", undefined, 404], ["GET", `/api/leads?workspace=${world().otherId}`, undefined, 403],
      ["GET", "/api/leads?limit=0", undefined, 422, "limit"], ["GET", "/api/leads?colour=red", undefined, 422, "colour"], ["GET", "/api/leads?sort=tags", undefined, 422, "sort"], ["GET", "/api/leads?cursor=x", undefined, 422, "cursor"],
      ["POST", "/api/pipelines", { name: "x" }, 404], ["POST", "/api/users", { name: "x" }, 404],
    ];
    for (const [method, path, body, status, field] of CASES) {
      const reply = await eva().send(method, path, body);
      expect([method, path, body, reply.status, reply.body.success]).toEqual([method, path, body, status, false]);
      if (field !== undefined) expect([path, body, reply.body["errors"]]).toMatchObject([path, body, [{ field }]]);
      expect(reply.headers.get("content-type")).toBe("application/problem+json");
    }
  });

  it("I1 a request that comes again under one name is done once and answered alike; another one may not go by that name", async () => {
    const send = (body: unknown, key = "order-4711") => eva().send("POST", "/api/leads", body, { "Idempotency-Key": key });
    const first = await send({ name: "Once" });
    expect([first.status, (await send({ name: "Once" })).text]).toEqual([201, first.text]);
    expect(await send({ name: "Twice" })).toMatchObject({ status: 422, body: { code: "name-taken" } });
    const owner = randomUUID();
    const wrong = await send({ name: "x", ownerId: owner }, "wrong");
    expect([wrong.status, (await send({ name: "x", ownerId: owner }, "wrong")).text]).toEqual([422, wrong.text]);
    const together = await Promise.all(Array.from({ length: 8 }, () => send({ name: "Together" }, "at-once")));
    expect(new Set(together.map(({ text }) => text)).size).toBe(1);
    expect(metaOf(await eva().send("GET", "/api/leads?name=Together")).total).toBe(1);
    // The name is each person's own.
    expect((await world().people.ben.browser.send("POST", "/api/leads", { name: "Once" }, { "Idempotency-Key": "order-4711" })).status).toBe(201);
    expect((await send({ name: "x" }, "x".repeat(300))).status).toBe(422);
  });

  it("I1 a change may ask that nobody has changed the record since it was read", async () => {
    const id = await world().made("eva", "/api/leads", { name: "Versioned" });
    const read = await eva().send("GET", `/api/leads/${id}`);
    const tag = read.headers.get("etag") ?? "";
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    const changed = await eva().send("PUT", `/api/leads/${id}`, { name: "Second" }, { "If-Match": tag });
    expect([changed.status, changed.headers.get("etag") === tag]).toEqual([200, false]);
    expect(await eva().send("PUT", `/api/leads/${id}`, { name: "Third" }, { "If-Match": tag })).toMatchObject({ status: 412, body: { code: "changed-meanwhile" } });
    expect((await eva().send("PUT", `/api/leads/${id}`, { name: "Third" }, { "If-Match": "*" })).status).toBe(200);
  });

  it("U7 each answer says what is left and for how long", async () => {
    const reply = await eva().send("GET", "/api/leads");
    expect(reply.headers.get("ratelimit-policy")).toMatch(/^"person";q=\d+;w=900$/);
    expect(reply.headers.get("ratelimit")).toMatch(/^"person";r=\d+;t=\d+$/);
    expect((await world().call(null, "GET", "/api/leads")).headers.get("ratelimit-policy")).toMatch(/^"address";q=100000;w=900$/);
  });
});

describeOnEachRestWorld("limits of requests", 21_410, (world) => {
  it("U7 who has asked too often is told when to come back, each person for themselves", async () => {
    const { eva, ben } = world().people;
    let last = await eva.browser.send("GET", "/api/auth/state");
    for (let count = 0; count < 40 && last.status !== 429; count++) last = await eva.browser.send("GET", "/api/auth/state");
    expect(last).toMatchObject({ status: 429, body: { code: "too-many-requests" } });
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(last.headers.get("ratelimit")).toMatch(/^"person";r=0;t=\d+$/);
    expect((await ben.browser.send("GET", "/api/auth/state")).status).toBe(200);
  });
}, { RATE_LIMIT_MAX_REQUESTS_SIGNED_IN: "30" });
