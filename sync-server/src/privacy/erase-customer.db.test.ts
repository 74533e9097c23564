// A customer who bought, was written to and is found by meaning: all of it is in the export, and after the erasure in no table.
import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { hashToken } from "../auth/hash-token.ts";
import { tablesOf } from "../backup/tables.ts";
import { addressHash } from "../platform/address-hash.ts";
import { at, type Reply } from "../testing/test-server.ts";
import { describeOnEachRestWorld } from "../testing/rest-world.ts";

const VECTOR = Buffer.alloc(384, 7).toString("base64");

describeOnEachRestWorld("erasing a customer", 22_344, (world) => {
  const ask = (method: string, path: string, body?: unknown): Promise<Reply> => world().people.ann.browser.send(method, path, body);

  async function tablesWith(text: string): Promise<readonly string[]> {
    const { sql } = world().platform.database;
    const found: string[] = [];
    for (const table of await tablesOf(sql)) if ((await sql`select from ${sql(table.name)} as row where row::text ilike ${`%${text}%`}`).length > 0) found.push(table.name);
    return found.sort();
  }

  it("P2 M2 M5 M7 A6 orders, mails of campaigns, receipts, vectors and an address that is written to no more are exported, and go", async () => {
    const { platform: { database: { sql } }, workspaceId, people } = world();
    const mark = randomUUID().slice(0, 8);
    const [name, email, second] = [`Zoe ${mark}`, `zoe.${mark}@example.com`, `second.${mark}@example.com`];
    expect((await ask("POST", "/api/customers", { name, email })).status).toBe(202);
    expect((await ask("POST", "/api/orders", { order_id: `o-${mark}`, email, amount: 120, items: [{ sku: "S", name: `Scarf ${mark}`, qty: 1, price: 120 }], date: "2026-03-01T10:00:00Z" })).status).toBe(202);
    const found = async () => (await sql<{ contact: string }[]>`select contact_id as contact from customer_order where workspace_id = ${workspaceId} and key like ${`%${mark}%`}`)[0]?.contact;
    await expect.poll(found, { timeout: 30_000 }).toBeDefined();
    const contact = (await found()) ?? "";
    await expect.poll(async () => (await ask("GET", `/api/contacts/${contact}`)).status, { timeout: 30_000 }).toBe(200);
    expect((await ask("PUT", `/api/contacts/${contact}`, { emails: [email, second] })).status).toBe(200);
    const campaign = randomUUID();
    await sql`
      insert into campaign_run (workspace_id, campaign_id, state, name, subject, message, settings, started_by, started_at, wake_at, changes, told) values (${workspaceId}, ${campaign}, 'sent', 'Spring', 'Hi', 'Dear', '{}'::json, ${people.ann.id}, 1, 1, 1, 1)`;
    await sql`
      insert into campaign_message (workspace_id, campaign_id, contact_id, key, status, address_hash, token_hash, next_at, vendor_message_id, sent_at, delivered_at, opened_at, updated_at, told)
      values (${workspaceId}, ${campaign}, ${contact}, ${`${campaign}.${contact}`}, 'SENT', ${addressHash(workspaceId, email)}, ${hashToken(mark)}, 1, ${`v-${mark}`}, 1000, 2000, 3000, 1, 3)`;
    await sql`insert into campaign_receipt (workspace_id, id, campaign_id, contact_id, event, at, received_at, why) values (${workspaceId}, ${`r-${randomUUID()}`}, ${campaign}, ${contact}, 'delivered', 2000, 2000, ${`to ${email}`})`;
    await sql`insert into text_vector (workspace_id, record_id, model, hash, vector, at) values (${workspaceId}, ${contact}, 'small', ${mark}, ${VECTOR}, 4000)`;
    // Of this address there is no mail: somebody asked on the phone.
    expect((await ask("POST", "/api/suppressions", { address: second.toUpperCase(), note: `${name} rang` })).status).toBe(200);

    const file = await ask("GET", `/api/privacy/people/${contact}/export`);
    expect(file.body).toMatchObject({
      people: [{ fields: { Name: name } }],
      orders: [{ order: expect.stringContaining(mark) as string, currency: "EUR", cancelled: false, items: [{ name: `Scarf ${mark}` }] }],
      campaigns: [{ campaign: "Spring", status: "SENT", deliveredAt: "1970-01-01T00:00:02.000Z", openedAt: "1970-01-01T00:00:03.000Z", clickedAt: null, receipts: [{ event: "delivered" }] }],
      writtenToNoMore: [{ address: second, why: "added", note: `${name} rang` }],
      vectors: [{ record: contact, model: "small", vector: VECTOR }],
    });
    const page = await ask("GET", `/api/privacy/people/${contact}/page`);
    for (const part of [`Scarf ${mark}`, "receipt: delivered", "delivered 1970", `${name} rang`, "small, 1970"]) expect(page.text).toContain(part);

    const asked = await ask("POST", "/api/privacy/erasures", { person: contact, name });
    expect([asked.status, asked.text.slice(0, 300)]).toEqual([200, expect.anything()]);
    await expect.poll(async () => (await ask("GET", `/api/privacy/erasures/${String(at(asked, "id"))}`)).body["doneAt"], { timeout: 30_000 }).toBeTruthy();

    // The audit log says for which reason the list was changed, in the admin's own words: those are looked after there.
    for (const words of [name, email, second, `Scarf ${mark}`]) expect((await tablesWith(words)).filter((table) => table !== "audit_log")).toEqual([]);
    expect(await sql`select from text_vector where record_id = ${contact}`).toEqual([]);
    for (const table of ["campaign_message", "campaign_receipt", "customer_order", "customer", "customer_email", "text_vector", "record"]) expect(await tablesWith(contact)).not.toContain(table);
    // That somebody was written to is counted on, and neither address is written to again.
    expect(await sql`select status, opened_at as opened from campaign_message where campaign_id = ${campaign}`).toEqual([{ status: "SENT", opened: 3000 }]);
    expect(await sql`select address, note from suppression where address_hash = ${addressHash(workspaceId, second)}`).toEqual([{ address: null, note: null }]);
    // An order that comes later makes nobody anew.
    const later = await ask("POST", "/api/orders", { order_id: `later-${mark}`, email, amount: 1, date: "2026-04-01T10:00:00Z" });
    expect(later.status).toBeLessThan(500);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await sql`select from customer_order where workspace_id = ${workspaceId} and contact_id = ${contact}`).toEqual([]);
    expect((await ask("GET", `/api/contacts/${contact}`)).status).toBe(404);
  });
});
