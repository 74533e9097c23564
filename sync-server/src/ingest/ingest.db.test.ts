// Customers and orders over REST, on a whole server: what is taken, refused, worked off, and what comes of it.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { sharedFolder } from "@outrider/shared/testing";
import { expect, it } from "vitest";
import { describeOnEachRestWorld, type Name, type RestWorld } from "../testing/rest-world.ts";
import { at, type Reply } from "../testing/test-server.ts";

/** Waits until the request that was answered so is worked off; its receipt. */
export async function workedOff(world: RestWorld, reply: Reply, by: Name = "ann"): Promise<Reply> {
  expect([reply.status, reply.text]).toEqual([202, expect.anything()]);
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(50)) {
    const receipt = await world.people[by].browser.send("GET", `/api/receipts/${String(at(reply, "id"))}`);
    if (at(receipt, "state") === "done") return receipt;
  }
  throw new Error("it was not worked off");
}

describeOnEachRestWorld("customers and orders", 21_670, (world) => {
  const send = (by: Name, path: string, body: unknown, headers?: Readonly<Record<string, string>>) => world().people[by].browser.send("POST", path, body, headers);
  const done = async (by: Name, path: string, body: unknown, headers?: Readonly<Record<string, string>>) => await workedOff(world(), await send(by, path, body, headers), by);
  const customer = async (email: string, by: Name = "ann") => at(await world().people[by].browser.send("GET", `/api/customers?email=${encodeURIComponent(email)}`), 0) as Record<string, unknown> | undefined;

  it("M1 a customer is taken, found by the address however it is written, and changed by it", async () => {
    await done("ann", "/api/customers", { name: "Asha Rao", email: "Asha.Rao@Example.com", phone: "+91 98450 00000", spend: 1200.5, visits: 3, last_active: "2026-01-02", tags: ["vip"] });
    expect(await customer("asha.rao@example.com")).toMatchObject({ name: "Asha Rao", email: "asha.rao@example.com", phone: "+91 98450 00000", spend: 1200.5, visits: 3, last_active: "2026-01-02T00:00:00.000Z", tags: ["vip"], currency: "EUR" });
    await done("ann", "/api/customers", [{ email: "ASHA.RAO@example.com", name: "Asha Rao-Iyer" }, { email: "second@example.com" }]);
    expect(await customer("asha.rao@example.com")).toMatchObject({ name: "Asha Rao-Iyer", spend: 1200.5, visits: 3 });
    expect(await customer("second@example.com")).toMatchObject({ name: "second@example.com", spend: 0, visits: 0, last_active: null });
  });

  it("M2 orders bring spend, visits and last active up to date, exactly, on top of what was there before", async () => {
    const receipt = await done("ann", "/api/orders", { orders: [
      { order_id: "A-1", email: "asha.rao@example.com", items: [{ sku: "1", name: "Cup", qty: 3, price: 0.1 }, { sku: "2", name: "Pot", qty: 1, price: "9.99" }], date: "2026-02-03T10:00:00Z" },
      { order_id: "A-2", email: "asha.rao@example.com", amount: "-0.1", items: [{ sku: "1", name: "Cup", qty: -1, price: 0.1 }], date: "2026-02-05" },
      { order_id: "A-3", email: "new.one@example.com", name: "New One", amount: 5, date: "2026-03-01" },
    ] });
    expect(at(receipt)).toMatchObject({ of: "orders", accepted: 3, done: 3, failed: 0, waiting: 0 });
    expect(await customer("asha.rao@example.com")).toMatchObject({ spend: 1210.69, visits: 4, last_active: "2026-02-05T00:00:00.000Z" });
    expect(await customer("new.one@example.com")).toMatchObject({ name: "New One", spend: 5, visits: 1 });
    const id = String((await customer("asha.rao@example.com"))?.["id"]);
    const orders = await world().people.ann.browser.send("GET", `/api/contacts/${id}/orders?limit=1`);
    expect(at(orders, 0)).toMatchObject({ order_id: "A-2", customer_id: id, amount: -0.1, currency: "EUR" });
    const next = (orders.body["meta"] as { next: string }).next;
    expect(at(await world().people.ann.browser.send("GET", `/api/contacts/${id}/orders?limit=1&cursor=${next}`), 0, "order_id")).toBe("A-1");
    expect(at(await world().people.ann.browser.send("GET", `/api/orders?email=${encodeURIComponent("Asha.Rao@example.com")}`), 1, "items", 1)).toEqual({ sku: "2", name: "Pot", qty: 1, price: 9.99 });
  });

  it("M2 the same order twice counts once, a correction takes its place, a cancelled one counts no more, an older revision changes nothing", async () => {
    const of = (more: object) => ({ order_id: "B-1", email: "b@example.com", amount: 10, date: "2026-01-01", ...more });
    await done("ann", "/api/orders", [of({ revision: 2, amount: 20 }), of({ revision: 1 }), of({ revision: 1 })]);
    expect(await customer("b@example.com")).toMatchObject({ spend: 20, visits: 1 });
    await done("ann", "/api/orders", of({ revision: 1, amount: 500 }));
    expect(await customer("b@example.com")).toMatchObject({ spend: 20, visits: 1 });
    await done("ann", "/api/orders", of({ revision: 3, cancelled: true }));
    expect(await customer("b@example.com")).toMatchObject({ spend: 0, visits: 0, last_active: null });
    const plain = { email: "b@example.com", amount: 7, date: "2026-01-05" };
    await done("ann", "/api/orders", [plain, plain, { ...plain, amount: 8 }]);
    await done("ann", "/api/orders", plain);
    expect(await customer("b@example.com")).toMatchObject({ spend: 15, visits: 2 });
    // A correction that says whose it is takes it from one customer to the other.
    await done("ann", "/api/orders", of({ revision: 4, email: "c@example.com", amount: 9 }));
    await done("ann", "/api/orders", of({ revision: 5, email: "b@example.com", amount: 9 }));
    expect([await customer("b@example.com"), await customer("c@example.com")]).toMatchObject([{ spend: 24 }, { spend: 0, visits: 0 }]);
  });

  it("M2 rows that are wrong are told by their place and keep no other out, unless all or nothing was asked for", async () => {
    const rows = [{ order_id: "D-1", email: "d@example.com", amount: 1 }, { order_id: "D-2", amount: 1 }, { email: "d@example.com", amount: "1,5", order_id: "D-3" }, { order_id: "D-4", email: "d@example.com", amount: 1, colour: "red" }, 5, { email: "d@example.com", amount: 1 }];
    const refusals = [
      { row: 2, field: "email", message: "The order names no customer: give customer_id or email." }, { row: 3, field: "amount", message: expect.stringContaining("decimal point") as string, reason: "row-decimal", values: { label: "amount", whole: 12, part: 6 } },
      { row: 4, field: "colour", message: "There is no such field." }, { row: 5, field: "", message: "A row must be an object.", reason: "row-object" }, { row: 6, field: "order_id", message: expect.stringContaining("order_id or a date") as string },
    ];
    expect(await send("ann", "/api/orders?all=true", rows)).toMatchObject({ status: 422, body: { errors: [{ field: "rows.2.email" }, { field: "rows.3.amount" }, { field: "rows.4.colour" }, { field: "rows.5" }, { field: "rows.6.order_id" }] } });
    expect(await customer("d@example.com")).toBeUndefined();
    const reply = await send("ann", "/api/orders", rows);
    expect(at(reply)).toMatchObject({ accepted: 1, refused: 5, refusals });
    expect(at(await workedOff(world(), reply))).toMatchObject({ state: "done", done: 1, refused: 5, refusals });
    expect(await customer("d@example.com")).toMatchObject({ spend: 1 });
    expect(await send("ann", "/api/orders", { amount: 1 })).toMatchObject({ status: 422, body: { errors: [{ field: "email" }] } });
    for (const [type, body, status] of [["application/json", "{", 400], ["text/plain", "x", 415], ["application/json", "[]", 422], ["text/csv", "colour,size\r\n1,2\r\n", 422], ["text/csv", 'email,amount\r\n"open', 422]] as const) {
      expect([body, (await send("ann", "/api/orders", body, { "content-type": type })).status]).toEqual([body, status]);
    }
    expect((await send("ann", "/api/orders", `[${"1,".repeat(5_000_000)}1]`)).status).toBe(413);
  });

  it("M1 M2 NDJSON and CSV are read line by line; lines of one order are one order; what is not known is passed over and told", async () => {
    const lines = ['{"order_id":"E-1","email":"e@example.com","amount":3,"date":"2026-01-01"}', "", "nonsense", '{"order_id":"E-2","email":"e@example.com","amount":4,"date":"2026-01-02"}'].join("\n");
    const reply = await send("ann", "/api/orders", lines, { "content-type": "application/x-ndjson" });
    expect(at(reply)).toMatchObject({ accepted: 2, refused: 1, refusals: [{ row: 3, message: "The line is not JSON." }] });
    await workedOff(world(), reply);
    const csv = "\uFEFFInvoice No;E-Mail;Stock Code;Description;Quantity;Unit Price;Invoice Date;Country\r\nE-3;e@example.com;S1;\"A; \"\"cup\"\"\";2;1.25;2026-01-03 09:00;UK\r\nE-3;e@example.com;S2;Pot;1;5;2026-01-03 09:00;UK\r\nE-4;e@example.com;S1;Cup;'-1;1.25;2026-01-04;UK\r\n";
    const taken = await send("ann", "/api/orders", csv, { "content-type": "text/csv; charset=utf-8" });
    expect(taken.body).toMatchObject({ data: { accepted: 2, refused: 0 }, meta: { ignored_columns: ["Country"] } });
    await workedOff(world(), taken);
    expect(await customer("e@example.com")).toMatchObject({ spend: 13.25, visits: 3 });
    await done("ann", "/api/customers", "Email,Full name,Tags\r\ne@example.com,Eve Example,vip;north\r\n", { "content-type": "text/csv" });
    expect(await customer("e@example.com")).toMatchObject({ name: "Eve Example", tags: ["north", "vip"], spend: 13.25 });
  });

  it("M2 S2 a call of one name is done once and answered alike, and another call of that name is refused", async () => {
    const row = { email: "f@example.com", amount: 2, order_id: "F-1" };
    const [first, second] = await Promise.all([send("ann", "/api/orders", row, { "Idempotency-Key": "one" }), send("ann", "/api/orders", row, { "Idempotency-Key": "one" })]);
    expect([first?.status, second?.text]).toEqual([202, first?.text]);
    expect(await send("ann", "/api/orders", { ...row, amount: 3 }, { "Idempotency-Key": "one" })).toMatchObject({ status: 422, body: { code: "name-taken" } });
    await workedOff(world(), first as Reply);
    expect(await customer("f@example.com")).toMatchObject({ spend: 2, visits: 1 });
  });

  it("M1 M2 S4 somebody may bring what is of customers whom they may change, and sees no other's orders or receipts", async () => {
    await done("eva", "/api/customers", { email: "evas@example.com", name: "Eva's" });
    const id = String((await customer("evas@example.com"))?.["id"]);
    expect((await world().people.eva.browser.send("GET", `/api/contacts/${id}`)).body).toMatchObject({ data: { ownerId: world().people.eva.id } });
    const reply = await send("ben", "/api/orders", [{ order_id: "G-1", email: "evas@example.com", amount: 1 }, { order_id: "G-2", customer_id: id, amount: 1 }, { order_id: "G-3", email: "bens@example.com", amount: 1 }]);
    expect(at(await workedOff(world(), reply, "ben"))).toMatchObject({ done: 1, failed: 2, failures: [{ row: 1, field: "email", message: "You may not change this customer." }, { row: 2, field: "customer_id", message: "There is no such contact." }] });
    await done("max", "/api/orders", { order_id: "G-1", customer_id: id, amount: 11 });
    const taking = await send("ben", "/api/orders", { order_id: "G-1", email: "bens@example.com", amount: 1, revision: 9 });
    expect(at(await workedOff(world(), taking, "ben"))).toMatchObject({ failures: [{ field: "order_id" }] });
    const list = async (by: Name) => (at(await world().people[by].browser.send("GET", "/api/orders?limit=200")) as readonly { order_id: string }[]).map(({ order_id }) => order_id);
    expect([await list("eva"), await list("ben")]).toEqual([["G-1"], ["G-3"]]);
    expect((await world().people.eva.browser.send("GET", `/api/receipts/${String(at(reply, "id"))}`)).status).toBe(404);
    const refused = await send("ann", "/api/orders?unknown=refuse", { order_id: "G-9", email: "nobody@example.com", amount: 1 });
    expect(at(await workedOff(world(), refused))).toMatchObject({ failures: [{ field: "email", message: "Nobody here has this address." }] });
    const key = await world().key(["orders:write"]);
    expect((await world().call(key.key, "POST", "/api/customers", { email: "x@example.com" })).status).toBe(403);
    const byKey = await world().call(key.key, "POST", "/api/orders", { order_id: "G-4", email: "keyed@example.com", amount: 1 });
    expect([byKey.status, (await world().call(key.key, "GET", `/api/receipts/${String(at(byKey, "id"))}`)).status]).toEqual([202, 200]);
  });

  it("M2 R4 orders go to who stands for a contact after a merge, and back when it is undone; facts are nobody's to write", async () => {
    await done("ann", "/api/orders", [{ order_id: "H-1", email: "h1@example.com", amount: 1 }, { order_id: "H-2", email: "h2@example.com", amount: 2 }]);
    const [one, two] = [await customer("h1@example.com"), await customer("h2@example.com")].map((found) => String(found?.["id"]));
    const merge = async (set: Record<string, unknown>) => {
      const written = await world().feed.write(world().workspaceId, world().people.ann.id, "merge", [{ id: one as string, kind: "contact", set: Object.fromEntries(Object.entries(set).map(([name, value]) => [name, { value: value as string | null, base: null }])) }]);
      if (!written.ok) throw new Error(written.error.message);
    };
    const spent = async (email: string, spend: number) => {
      for (const until = Date.now() + 20_000; (await customer(email))?.["spend"] !== spend; await sleep(50)) if (Date.now() > until) throw new Error(`${email}: ${JSON.stringify(await customer(email))}`);
    };
    await merge({ mergedInto: two });
    await spent("h2@example.com", 3);
    await done("ann", "/api/orders", { order_id: "H-3", email: "h1@example.com", amount: 4 });
    await spent("h2@example.com", 7);
    expect((at(await world().people.ann.browser.send("GET", `/api/contacts/${two}/orders`)) as unknown[]).length).toBe(3);
    await merge({ mergedInto: null });
    await spent("h2@example.com", 2);
    await spent("h1@example.com", 5);
    expect((await world().people.ann.browser.send("PUT", `/api/contacts/${two}`, { spend: { amount: 9, currency: "EUR" } })).status).toBe(422);
  });

  it("M2 P2 an erasure takes the orders along, also those that wait, and a later order makes nobody anew", async () => {
    await done("ann", "/api/orders", { order_id: "P-1", email: "gone@example.com", name: "Gonzalo Gone", amount: 5, items: [{ sku: "secret-sku", qty: 1, price: 5 }] });
    const id = String((await customer("gone@example.com"))?.["id"]);
    const exported = await world().people.ann.browser.send("GET", `/api/privacy/people/${id}/export`);
    expect(exported.text).toContain("secret-sku");
    expect((await send("ann", "/api/privacy/erasures", { person: id, name: "Gonzalo Gone" })).status).toBe(200);
    const { sql } = world().platform.database;
    for (const until = Date.now() + 20_000; (await sql`select from customer_order where key = 'P-1'`).length > 0; await sleep(50)) if (Date.now() > until) throw new Error("the order is still there");
    const receipt = await done("ann", "/api/orders", { order_id: "P-2", email: "Gone@example.com", amount: 5 });
    expect(at(receipt)).toMatchObject({ failed: 1, failures: [{ message: "This person was erased from the workspace." }] });
    for (const table of ["customer", "customer_email", "customer_order", "ingest_row", "ingest_receipt", "ingest_failure", "record"]) {
      expect([table, await sql`select from ${sql(table)} as row where row::text ilike '%gone@example%' or row::text ilike '%gonzalo%' or row::text ilike '%secret-sku%'`]).toEqual([table, []]);
    }
  });

  it("M2 R8 money of other currencies is worth what it was on the day of the order; without a rate it stands beside, and a rate that comes later counts", async () => {
    const write = async (kind: "rate", set: Readonly<Record<string, unknown>>) => {
      const written = await world().feed.write(world().workspaceId, world().people.ann.id, "create", [{ id: randomUUID(), kind, create: true, set: Object.fromEntries(Object.entries(set).map(([name, value]) => [name, { value: value as string, base: null }])) }]);
      if (!written.ok) throw new Error(written.error.message);
    };
    await write("rate", { currency: "USD", base: "EUR", from: "2026-01-10", rate: 0.9 });
    await write("rate", { currency: "USD", base: "EUR", from: "2026-02-01", rate: 0.8 });
    const order = (id: string, amount: number | string, currency: string, date: string) => ({ order_id: id, email: "many@example.com", amount, currency, date });
    await done("ann", "/api/orders", [order("M-1", 100, "usd", "2026-01-15"), order("M-2", "10.01", "USD", "2026-02-01"), order("M-3", 50, "USD", "2026-01-01"), order("M-4", 7, "INR", "2026-02-02"), order("M-5", 1, "EUR", "2026-02-03")]);
    expect(await customer("many@example.com")).toMatchObject({ spend: 99.01, currency: "EUR", visits: 5, other_spend: [{ amount: 7, currency: "INR" }, { amount: 50, currency: "USD" }] });
    await write("rate", { currency: "INR", base: "EUR", from: "2020-01-01", rate: 0.01 });
    for (const until = Date.now() + 20_000; (await customer("many@example.com"))?.["spend"] !== 99.08; await sleep(50)) if (Date.now() > until) throw new Error(JSON.stringify(await customer("many@example.com")));
  });

  it("M1 M2 S5 hostile strings in names, tags and items are kept as they are, or refused by the name of their field", async () => {
    const blns = sharedFolder("corpora/blns/blns.json");
    const all = [...(blns === null ? [] : (JSON.parse(readFileSync(blns, "utf8")) as string[])), "'; drop table customer_order; --", "=cmd|' /C calc'!A0", "{{7*7}}", "\u0000", "\ud83d"].map((text) => text.trim()).filter((text) => text !== "");
    const rows = all.map((text, index) => ({ order_id: `S-${index}`, email: `s${index}@example.com`, name: text, amount: 1, items: [{ sku: text.slice(0, 300), name: text.slice(0, 1000), qty: 1, price: 1 }] }));
    const reply = await send("ann", "/api/orders", rows);
    await workedOff(world(), reply);
    const refused = new Set((at(reply, "refusals") as readonly { row: number; field: string }[]).map(({ row, field }) => `${row} ${/name|sku/.test(field)}`));
    const list = await world().people.ann.browser.send("GET", "/api/orders?limit=200");
    expect(list.status).toBe(200);
    for (const [index, text] of all.entries()) {
      if (refused.has(`${index + 1} true`)) continue;
      const found = at(await world().people.ann.browser.send("GET", `/api/orders?email=s${index}@example.com`), 0) as { items: readonly { sku: string }[] };
      expect([text, found.items[0]?.sku]).toEqual([text, text.slice(0, 300)]);
    }
    expect(refused.size).toBeLessThan(all.length / 4);
  });
});
