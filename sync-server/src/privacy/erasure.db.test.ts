// A person is erased over HTTP by a job, and what was anywhere of them is looked for in every table there is.
import { randomUUID } from "node:crypto";
import { bodyId } from "@outrider/shared/commands";
import { elementsOf, textOf } from "@outrider/shared/records";
import { beforeEach, expect, it } from "vitest";
import { createAuditChain } from "../auth/audit-chain.ts";
import { tablesOf } from "../backup/tables.ts";
import { customerId } from "../feed/customer-id.ts";
import type { Erased, ErasedList } from "../feed/erased-list.ts";
import { at, type Reply } from "../testing/test-server.ts";
import { describeOnEachRestWorld } from "../testing/rest-world.ts";
import { createJobs } from "../jobs/jobs.ts";
import { openPrivacy } from "./open-privacy.ts";
import { createErasures, type ErasureDeps, hashOf } from "./erasure.ts";
import { findPerson } from "./person.ts";

const until = async <T>(look: () => Promise<T | null | undefined | false>): Promise<T> => {
  for (const end = Date.now() + 60_000; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error("it did not come to that");
  }
};
const memoryList = (): ErasedList & { readonly kept: Erased[] } => {
  const kept: Erased[] = [];
  return { kept, read: () => Promise.resolve(kept), add: (more) => Promise.resolve(void kept.push(...more)) };
};

describeOnEachRestWorld("erasing a person", 21_480, (world) => {
  const ann = () => world().people.ann.browser;
  const ask = (method: string, path: string, body?: unknown): Promise<Reply> => ann().send(method, `/api/privacy${path}`, body);
  let name = "";
  let made: { readonly contact: string; readonly lead: string; readonly deal: string; readonly call: string; readonly other: string; readonly note: string };

  /** Somebody with everything that hangs on them, whose name is in it everywhere. */
  beforeEach(async () => {
    const { made: make, feed, workspaceId, people, platform } = world();
    name = `Zoltan ${randomUUID().slice(0, 8)}`;
    const contact = await make("eva", "/api/contacts", { name, emails: [`${name.slice(7)}@example.com`] });
    const lead = await make("eva", "/api/leads", { name, convertedContact: contact }).catch(async () => await make("eva", "/api/leads", { name }));
    await feed.write(workspaceId, people.eva.id, "convert", [{ id: lead, kind: "lead", set: { convertedContact: { value: contact, base: null } } }]);
    const deal = await make("eva", "/api/deals", { title: "A machine", contactId: contact });
    const other = await make("ann", "/api/companies", { name: "Acme Works", notes: `Ask ${name} first` });
    const call = await make("eva", "/api/activities", { type: "call", contactId: contact, text: `Spoke with ${name}` });
    await make("eva", "/api/tasks", { title: `Call ${name}`, leadId: lead });
    const note = bodyId(call, "notes");
    const written = await feed.write(workspaceId, people.eva.id, "test", [
      { id: note, kind: "body", create: true, set: { root: { value: contact, base: null }, about: { value: call, base: null }, slot: { value: "notes", base: null }, text: { value: `What ${name} said`, base: null } } },
      { id: deal, kind: "deal", add: { stakeholders: [contact] } },
    ]);
    if (!written.ok) throw new Error(written.error.message);
    made = { contact, lead, deal, call, other, note };
    const { sql } = platform.database;
    await sql`insert into webhook_delivery (workspace_id, id, webhook_id, event, record_id, body, at) values (${workspaceId}, ${randomUUID()}, 'w', 'contact.created', ${contact}, ${name}, 1)`;
    await sql`insert into notice (workspace_id, id, user_id, what, about, text, at) values (${workspaceId}, ${randomUUID()}, ${people.eva.id}, 'message', ${contact}, ${name}, 1)`;
  });

  /** Tables in which a text stands, whatever their columns. */
  async function tablesWith(text: string): Promise<readonly string[]> {
    const { sql } = world().platform.database;
    const found: string[] = [];
    for (const table of await tablesOf(sql)) {
      const rows = await sql`select from ${sql(table.name)} as row where row::text ilike ${`%${text}%`}`;
      if (rows.length > 0) found.push(table.name);
    }
    return found.sort();
  }
  const erased = async (person: string): Promise<string> => {
    const asked = await ask("POST", "/erasures", { person, name });
    expect([asked.status, asked.text.slice(0, 300)]).toEqual([200, expect.anything()]);
    const id = String(at(asked, "id"));
    await until(async () => (await ask("GET", `/erasures/${id}`)).body["doneAt"]);
    return id;
  };

  it("P2 what would go is shown first: both records of the person, what hangs on them, links that are cut, and words elsewhere", async () => {
    const seen = await ask("GET", `/people/${made.lead}`);
    expect(seen.body.data).toMatchObject({ id: made.lead, name, counts: { people: 2, contact: 1, lead: 1, activity: 1, task: 1, body: 1, links: 1, deliveries: 1, notices: 1 } });
    expect((at(seen, "people") as readonly { readonly id: string }[]).map(({ id }) => id).sort()).toEqual([made.contact, made.lead].sort());
    expect(at(seen, "linked")).toMatchObject([{ id: made.deal, title: "A machine", fields: ["contact", "stakeholders"] }]);
    expect(at(seen, "words", "places")).toMatchObject([{ id: made.other, kind: "company" }]);
    expect(await tablesWith(name)).toContain("record");
  });

  it("P2 nothing goes while the name is not typed, or for who may not", async () => {
    const refused = await ask("POST", "/erasures", { person: made.contact, name: "Somebody" });
    expect([refused.status, refused.body["errors"]]).toEqual([422, [expect.objectContaining({ field: "name", reason: "name-as-shown" })]]);
    expect((await ask("POST", "/erasures", { person: made.deal, name: "A machine" })).status).toBe(404);
    expect((await world().people.max.browser.send("POST", "/api/privacy/erasures", { person: made.contact, name })).status).toBe(403);
    expect((await world().people.otto.browser.send("POST", "/api/privacy/erasures", { person: made.contact, name })).status).toBe(404);
    expect(await tablesWith(name)).toContain("record");
  });

  it("P2 U6 afterwards the name is in no table but where others wrote it, the chain holds, and a certificate says how much went and not who", async () => {
    const { platform, workspaceId, people } = world();
    const { sql } = platform.database;
    await ann().send("DELETE", `/api/tasks/${String(at(await ann().send("GET", `/api/tasks?leadId=${made.lead}`), 0, "id"))}`);
    expect((await ask("GET", `/people/${made.contact}/export`)).status).toBe(200);
    // Somebody looked at a conflict about them, and left it as it stands.
    const kept = await world().feed.write(workspaceId, people.max.id, "create", [{ id: randomUUID(), kind: "kept", create: true, set: { person: { value: people.max.id, base: null }, about: { value: made.contact, base: null }, field: { value: "notes", base: null }, edit: { value: "d.1", base: null } } }]);
    expect(kept.ok).toBe(true);
    // And somebody said of another record that it is not them.
    const apart = await world().feed.write(workspaceId, people.max.id, "create", [{ id: randomUUID(), kind: "distinct", create: true, set: { root: { value: made.other, base: null }, other: { value: made.contact, base: null } } }]);
    expect(apart.ok).toBe(true);
    const { going } = (await findPerson(platform.database, workspaceId, made.contact)) ?? { going: [] };
    const ids = going.map(({ id }) => id);
    expect(ids).toHaveLength(7);
    const id = await erased(made.contact);

    // The company's own note, and nothing else.
    expect(await tablesWith(name)).toEqual(["record"]);
    expect(await sql`select id from record where workspace_id = ${workspaceId} and state::text ilike ${`%${name}%`}`).toMatchObject([{ id: made.other }]);
    // Ids alone: what keeps them away, what tells devices, and which deal once had a contact.
    for (const one of ids) expect(["erased", "erasure", "feed", "field_history", "record", "verdict"]).toEqual(expect.arrayContaining([...(await tablesWith(one))]));
    expect(await sql`select from feed where workspace_id = ${workspaceId} and not removed and record_id = any(${ids})`).toHaveLength(0);
    expect((await sql`select from erased where workspace_id = ${workspaceId} and record_id = any(${ids})`).length).toBe(7);
    const deal = await ann().send("GET", `/api/deals/${made.deal}`);
    expect(deal.body.data).toMatchObject({ title: "A machine", contactId: null });

    const verified = await ann().send("GET", "/api/audit/verify");
    expect(verified.body.data).toMatchObject({ holds: true, fault: null });
    expect(Number(at(verified, "erased"))).toBeGreaterThanOrEqual(2);
    const certificate = await ask("GET", `/erasures/${id}`);
    expect(certificate.body).toMatchObject({ certificate: id, askedBy: { id: people.ann.id }, counts: { records: 7, people: 2, contact: 1, lead: 1, kept: 1, distinct: 1, links: 1, deliveries: 1 }, hash: hashOf(ids) });
    const page = await ask("GET", `/erasures/${id}/page`);
    expect(page.headers.get("content-disposition")).toContain("attachment");
    for (const text of [certificate.text, page.text, (await ann().send("GET", "/api/audit?event=person-erased")).text]) {
      expect(text).toContain(hashOf(ids));
      for (const secret of [name, ...ids]) expect(text).not.toContain(secret);
    }
    expect((await ask("GET", `/people/${made.contact}`)).status).toBe(404);
    // Nothing brings it back.
    const again = await world().feed.door.submit({ workspace: workspaceId, user: people.eva.id, group: randomUUID(), command: "create", changes: [{ id: made.contact, kind: "contact", create: true, set: { name: { value: name, base: null }, owner: { value: people.eva.id, base: null } } }] });
    expect(again).toMatchObject({ ok: false, error: { code: "erased" } });
  });

  it("P2 I2 what a program was answered goes too, and its call that comes again makes nobody", async () => {
    const { key } = await world().key();
    const call = () => world().call(key, "POST", "/api/contacts", { name }, { "Idempotency-Key": name });
    const first = await call();
    const contact = String(at(first, "id"));
    expect((await call()).text).toBe(first.text);
    await erased(contact);
    const again = await call();
    expect(again.status).toBeLessThan(500);
    expect(again.text).not.toContain(name);
    expect((await ask("GET", `/people/${contact}`)).status).toBe(404);
    expect(await tablesWith(`${name}@`)).toEqual([]);
  });

  /** With whose work dies at a step; `jobs` of the server know nothing of it. */
  function erasures(dies: "add" | "announce" | "write" | "eraseNaming" | "auditWithin" | null, list: ErasedList) {
    const { platform, feed } = world();
    const chain = createAuditChain({ database: platform.database, key: platform.secrets.derive("audit"), now: platform.clock.now });
    const die = (): never => {
      throw new Error(`killed at ${String(dies)}`);
    };
    const deps: ErasureDeps = {
      database: platform.database, clock: platform.clock, random: platform.random, jobs: { send: () => Promise.resolve(), wake: () => undefined },
      list: dies === "add" ? { ...list, add: () => Promise.reject(new Error("killed at add")) } : list,
      feed: { write: dies === "write" ? () => Promise.reject(new Error("killed at write")) : feed.write, announce: dies === "announce" ? die : feed.announce },
      chain: { ...chain, ...(dies === "eraseNaming" && { eraseNaming: () => Promise.reject(new Error("killed at eraseNaming")) }), ...(dies === "auditWithin" && { auditWithin: () => Promise.reject(new Error("killed at auditWithin")) }) },
    };
    return createErasures(deps);
  }

  it("P2 killed at any step and done again it comes to the same end, with one certificate", async () => {
    const { platform, workspaceId, people } = world();
    const person = await findPerson(platform.database, workspaceId, made.contact);
    if (!person) throw new Error("nobody is there");
    const ids = person.going.map((state) => state.id);
    const list = memoryList();
    const { id } = await erasures(null, list).ask(workspaceId, person, { user: people.ann.id, address: "" });
    expect((await erasures(null, list).ask(workspaceId, person, { user: people.ann.id, address: "" })).id).toBe(id);
    for (const step of ["add", "announce", "write", "eraseNaming", "auditWithin"] as const) await expect(erasures(step, list).run(workspaceId, id)).rejects.toThrow(`killed at ${step}`);
    expect(await erasures(null, list).one(workspaceId, id)).toMatchObject({ doneAt: null, hash: null });
    await Promise.all([erasures(null, list).run(workspaceId, id), erasures(null, list).run(workspaceId, id)]);
    await erasures(null, list).run(workspaceId, id);
    expect(await erasures(null, list).one(workspaceId, id)).toMatchObject({ doneAt: expect.any(Number) as number, hash: hashOf(ids), counts: { records: 5, contact: 1, lead: 1, links: 1 } });
    const barred = person.people.flatMap((state) => [...elementsOf(state, "emails"), textOf(state, "email")]).filter((email) => email !== "").map((email) => customerId(workspaceId, email));
    expect(new Set(list.kept.map(({ record }) => record))).toEqual(new Set([...ids, ...barred]));
    expect(await platform.database.sql`select id from record where workspace_id = ${workspaceId} and state::text ilike ${`%${name}%`}`).toMatchObject([{ id: made.other }]);
    const told = (await ann().send("GET", "/api/audit?event=person-erased&limit=200")).text;
    expect(told.split(hashOf(ids))).toHaveLength(2);
    expect((await ann().send("GET", "/api/audit/verify")).body.data).toMatchObject({ holds: true });
  });

  it("P2 O3 one that a stop left behind is done at the next start, though its job is lost", async () => {
    const { platform, workspaceId, people, feed } = world();
    const person = await findPerson(platform.database, workspaceId, made.contact);
    if (!person) throw new Error("nobody is there");
    const { id } = await erasures(null, memoryList()).ask(workspaceId, person, { user: people.ann.id, address: "" });
    const jobs = await createJobs({ database: platform.database, databaseUrl: undefined, log: platform.log, pollMs: 100 });
    try {
      const chain = createAuditChain({ database: platform.database, key: platform.secrets.derive("audit"), now: platform.clock.now });
      await openPrivacy({ database: platform.database, feed, chain, jobs, list: memoryList(), clock: platform.clock, random: platform.random });
      await until(async () => (await erasures(null, memoryList()).one(workspaceId, id))?.doneAt);
      expect((await ask("GET", `/people/${made.contact}`)).status).toBe(404);
    } finally {
      await jobs.stop();
    }
  });

  it("P2 everything about a person is a file to read, with what devices do not hold, in which words are words", async () => {
    const bad = `<script>alert("${name}")</script>`;
    const { workspaceId, people } = world();
    await ann().send("PUT", `/api/contacts/${made.contact}`, { notes: bad });
    await ann().send("PUT", `/api/contacts/${made.contact}`, { notes: `${bad} later`, sharedWith: [people.ben.id] });
    const page = await ask("GET", `/people/${made.contact}/page`);
    expect([page.status, page.headers.get("content-type"), page.headers.get("content-disposition")]).toEqual([200, "text/html; charset=utf-8", expect.stringContaining("attachment")]);
    expect(page.text).not.toContain("<script");
    for (const part of ["&lt;script&gt;", `What ${name} said`, `Spoke with ${name}`, `Call ${name}`, "A machine (Contact, Stakeholders)", "Acme Works", "person-exported", "eva Example"]) expect(page.text).toContain(part);
    const file = await ask("GET", `/people/${made.contact}/export`);
    expect(file.body).toMatchObject({ workspace: workspaceId, people: [{ kind: "Contact", fields: { Name: name, Notes: `${bad} later` } }, { kind: "Lead" }], linkedBy: [{ id: made.deal }], sentToWebhooks: [{ body: name }] });
    expect(JSON.stringify(file.body["earlierValues"])).toContain(JSON.stringify(bad).slice(1, -1));
    expect((await ann().send("GET", "/api/audit?event=person-exported&limit=1")).body.data).toMatchObject([{ userId: people.ann.id, detail: { records: made.contact, format: "json" } }]);
    expect((await world().people.max.browser.send("GET", `/api/privacy/people/${made.contact}/export`)).status).toBe(403);
  });
});
