// Campaigns over HTTP, on a whole server with a simulated vendor: started, looked at, tried again, and who is written to no more.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { describeOnEachRestWorld } from "../testing/rest-world.ts";
import { at, type Reply } from "../testing/test-server.ts";

const HOUR = 3_600_000;
const TEN = Date.UTC(2026, 4, 4, 10);

describeOnEachRestWorld("campaigns over HTTP", 22_360, (world) => {
  const ann = () => world().people.ann.browser;
  const campaign = (more: object = {}) => world().made("ann", "/api/campaigns", { name: "Spring", subject: "Hello {{first_name|there}}", message: "Dear {{name}}, see https://shop.example/sale now.", ...more });
  const customer = (name: string) => world().made("eva", "/api/contacts", { name, emails: [`${randomUUID()}@example.com`], tags: ["spring"] });
  const segment = () => world().made("ann", "/api/segments", { name: "Spring", rule: { field: "tags", op: "contains", value: "spring" } });
  const codeOf = ({ status, body }: Reply): readonly unknown[] => [status, body.code];
  const until = async (fits: () => Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + 45_000; !(await fits()); await sleep(50)) if (Date.now() > end) throw new Error("it did not come to that");
  };

  it("M8 the hours of a campaign are those of its messages, from whoever may write campaigns, and of one that was started", async () => {
    const { sql } = world().platform.database;
    const { workspaceId } = world();
    const id = await campaign();
    const path = `/api/campaigns/${id}/hours`;
    expect(codeOf(await ann().send("GET", path))).toEqual([404, "not-found"]);
    await sql`
      insert into campaign_run (workspace_id, campaign_id, state, name, subject, message, settings, started_by, started_at, wake_at, changes, told)
      values (${workspaceId}, ${id}, 'cancelled', 'Spring', 'Hello', 'Dear', '{}'::json, 'somebody', ${TEN}, ${TEN}, 1, 1)`;
    expect((await ann().send("GET", path)).body).toMatchObject({ data: [] });
    const message = (n: number, status: string, times: { sent?: number; delivered?: number; opened?: number; clicked?: number }) => sql`
      insert into campaign_message (workspace_id, campaign_id, contact_id, key, status, next_at, sent_at, delivered_at, opened_at, clicked_at, updated_at)
      values (${workspaceId}, ${id}, ${`contact-${n}`}, ${`${id}.${n}`}, ${status}, 0, ${times.sent ?? null}, ${times.delivered ?? null}, ${times.opened ?? null}, ${times.clicked ?? null}, ${TEN})`;
    await message(1, "SENT", { sent: TEN, delivered: TEN + HOUR - 1, opened: TEN + HOUR, clicked: TEN + 30 * HOUR });
    await message(2, "SENT", { sent: TEN + 59 * 60_000, delivered: TEN + 59 * 60_000 });
    await message(3, "FAILED", { sent: TEN + 5 * HOUR });
    await message(4, "QUEUED", {});
    const hour = (hours: number, counts: object) => ({ at: new Date(TEN + hours * HOUR).toISOString(), sent: 0, delivered: 0, opened: 0, clicked: 0, ...counts });
    expect(at(await ann().send("GET", path))).toEqual([hour(0, { sent: 2, delivered: 2 }), hour(1, { opened: 1 }), hour(30, { clicked: 1 })]);
    expect((await world().people.max.browser.send("GET", path)).status).toBe(200);
    expect(codeOf(await world().people.eva.browser.send("GET", path))).toEqual([403, "not-allowed"]);
    expect((await world().people.otto.browser.send("GET", `${path}?workspace=${world().otherId}`)).status).not.toBe(200);
    expect((await ann().send("GET", `/api/campaigns/${randomUUID()}/hours`)).status).toBe(404);
    const { key } = await world().key(["campaigns:read"]);
    expect((await world().call(key, "GET", path)).status).toBe(200);
    const { key: other } = await world().key(["orders:read"]);
    expect((await world().call(other, "GET", path)).status).toBe(403);
  });

  it("M5 M7 one is started once, its messages are listed page by page, its hours add up, and what has ended is neither paused nor begun again", async () => {
    const ids = [await customer("Ida Meier"), await customer("Ben Ode"), await customer("Cy")];
    const id = await campaign({ segmentId: await segment() });
    expect(codeOf(await ann().send("POST", `/api/campaigns/${await campaign()}/start`, {}))).toEqual([422, "invalid-fields"]);
    expect(codeOf(await ann().send("POST", `/api/campaigns/${id}/start`, { timeZone: "Nowhere/Land" }))).toEqual([422, "invalid-fields"]);
    expect(codeOf(await ann().send("POST", `/api/campaigns/${id}/pause`))).toEqual([409, "not-now"]);
    expect(await ann().send("POST", `/api/campaigns/${id}/start`, { timeZone: "Europe/Berlin" })).toMatchObject({ status: 200, body: { data: { state: "sending" } } });
    const lines = async (query = "") => (await ann().send("GET", `/api/campaigns/${id}/messages${query}`)).body as { readonly data: readonly { readonly customer_id: string; readonly status: string; readonly message: string }[]; readonly meta: { readonly next: string | null } };
    await until(async () => at(await ann().send("GET", `/api/campaigns/${id}`), "state") === "sent");
    const all = (await lines()).data;
    expect(all.map(({ customer_id }) => customer_id)).toEqual(ids.toSorted());
    expect(all.every(({ status }) => status === "SENT" || status === "FAILED")).toBe(true);
    const first = await lines("?limit=2");
    expect(first.meta.next).toBe(all[1]?.customer_id);
    expect((await lines(`?limit=2&after=${first.meta.next}`)).data.map(({ customer_id }) => customer_id)).toEqual([all[2]?.customer_id]);
    const sent = (await lines("?status=SENT")).data.length;
    const hours = at(await ann().send("GET", `/api/campaigns/${id}/hours`)) as readonly { readonly sent: number }[];
    expect(hours.reduce((sum, hour) => sum + hour.sent, 0)).toBe(sent);
    for (const command of ["start", "pause", "resume", "cancel"]) expect(codeOf(await ann().send("POST", `/api/campaigns/${id}/${command}`, {}))).toEqual([409, "not-now"]);
    expect(codeOf(await world().people.eva.browser.send("POST", `/api/campaigns/${id}/cancel`, {}))).toEqual([403, "not-allowed"]);
    expect(codeOf(await ann().send("POST", `/api/campaigns/${id}/messages/${randomUUID()}/retry`))).toEqual([404, "not-found"]);
    const audit = await ann().send("GET", "/api/audit?event=campaign-commanded");
    expect(at(audit, 0, "detail")).toMatchObject({ what: "start", campaign: id });
  });

  it("M5 one that waits for its hour is paused, resumed and cancelled, and no message was ever made", async () => {
    await customer("Dora Fe");
    const id = await campaign({ segmentId: await segment(), startsAt: new Date(Date.now() + 24 * HOUR).toISOString() });
    const command = async (name: string) => at(await ann().send("POST", `/api/campaigns/${id}/${name}`, {}), "state");
    expect([await command("start"), await command("pause"), await command("resume"), await command("cancel")]).toEqual(["scheduled", "paused", "scheduled", "cancelled"]);
    expect((await ann().send("GET", `/api/campaigns/${id}/messages`)).body).toMatchObject({ data: [], meta: { next: null } });
  });

  it("M5 a preview names what is missing of a customer, and a test goes to oneself alone", async () => {
    const id = await campaign({ message: "Dear {{name}} of {{company}}" });
    const contact = await customer("Eli Fox");
    const preview = await ann().send("GET", `/api/campaigns/${id}/preview?contact=${contact}`);
    expect(preview.body).toMatchObject({ data: { mail: null, missing: ["company"], refused: null, faults: [{ field: "segment" }] } });
    expect((await ann().send("GET", `/api/campaigns/${id}/preview?contact=${randomUUID()}`)).status).toBe(404);
    expect(codeOf(await ann().send("POST", `/api/campaigns/${id}/test`, { contact }))).toEqual([422, "invalid-fields"]);
    expect((await ann().send("GET", `/api/campaigns/${id}/messages`)).body).toMatchObject({ data: [] });
  });

  it("M7 admins put addresses on the list of those who are written to no more and take them off with a reason, which the log keeps without the address", async () => {
    const address = `${randomUUID()}@example.com`;
    const list = () => ann().send("GET", `/api/suppressions?q=${encodeURIComponent(address)}`);
    expect((await ann().send("POST", "/api/suppressions", { address, note: "Asked by phone" })).body).toMatchObject({ data: { added: true } });
    expect((await ann().send("POST", "/api/suppressions", { address: address.toUpperCase(), note: "Again" })).body).toMatchObject({ data: { added: false } });
    expect((await ann().send("POST", "/api/suppressions", { address: "no address", note: "x" })).status).toBe(422);
    const found = await list();
    expect(found.body).toMatchObject({ data: [{ address, why: "added", note: "Asked by phone" }], meta: { total: 1 } });
    const id = String(at(found, 0, "id"));
    expect(codeOf(await world().people.max.browser.send("GET", "/api/suppressions"))).toEqual([403, "not-allowed"]);
    expect((await ann().send("DELETE", `/api/suppressions/${id}`)).status).toBe(422);
    expect((await ann().send("DELETE", `/api/suppressions/${id}?reason=Wants%20mails%20again`)).status).toBe(200);
    expect(codeOf(await ann().send("DELETE", `/api/suppressions/${id}?reason=Twice`))).toEqual([404, "not-found"]);
    expect((await list()).body).toMatchObject({ data: [] });
    const audit = await ann().send("GET", "/api/audit?event=suppression-changed");
    expect(audit.text).not.toContain(address);
    expect(at(audit, 0, "detail")).toMatchObject({ what: "removed", reason: "Wants mails again" });
  });
});
