// Segments over HTTP: made by the rules of the app, counted over what the caller may see, explained; and every way of SQL
// injection that is publicly known stays a text.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isUuid } from "@outrider/shared/kernel";
import { SEGMENT_PATHS } from "@outrider/shared/segments";
import { sharedFolder } from "@outrider/shared/testing";
import { expect, it } from "vitest";
import { describeOnEachRestWorld, type Name } from "../testing/rest-world.ts";
import { at, type Reply } from "../testing/test-server.ts";

const field = (reply: Reply): unknown => (reply.body as { errors?: readonly { field: string }[] }).errors?.[0]?.field;
/** What somebody may write who knows how queries break, besides the corpora. */
const TRIED = ["'; drop table segments.customer; --", "1) or (1=1", "$1", "$2::text", "\\'; select pg_sleep(5); --", "%", "_", "''", "\"", "{}", "{a,b}", "array['x']", "null", "{\"$ne\": null}", "E'\\x27'", "/*", "*/", ";", "U&'\\0027'"];

function payloads(): readonly string[] {
  const folder = sharedFolder("corpora/payloadsallthethings/SQL Injection/Intruder");
  const lines = folder === null ? [] : readdirSync(folder).sort().flatMap((name) => readFileSync(join(folder, name), "utf8").split(/\r?\n/));
  return [...new Set([...TRIED, ...lines].map((line) => line.slice(0, 250)).filter((line) => line.trim() !== ""))];
}

describeOnEachRestWorld("segments over HTTP", 21_720, (world) => {
  const ask = (by: Name, method: string, path: string, body?: unknown) => world().people[by].browser.send(method, `/api/segments${path}`, body);
  const count = async (by: Name, rule: unknown): Promise<unknown> => at(await ask(by, "POST", "/preview", { rule }), "count");

  it("M3 a segment is made, read, changed and taken away as any record; its rule is on the wire as the wire has it", async () => {
    const custom = await world().made("ann", "/api/custom-fields", { of: "contact", type: "number", label: "Shoe size" });
    const rule = { and: [{ field: "totalSpend", op: ">", value: 5000 }, { or: [{ field: "inactive_days", op: ">", value: 90 }, { not: { field: "lastPurchaseDate", op: ">=", value: "2026-01-31T10:00:00Z" } }] }, { field: "customFields.Shoe size", op: "between", value: [40, 44] }] };
    const wire = { and: [{ field: "spend", op: ">", value: 5000 }, { or: [{ field: "inactive_days", op: ">", value: 90 }, { not: { field: "last_active", op: ">=", value: "2026-01-31" } }] }, { field: `customFields.${custom}`, op: "between", value: [40, 44] }] };
    const id = await world().made("eva", "/api/segments", { name: "Slipping away", rule });
    const read = await ask("ben", "GET", `/${id}`);
    expect(read).toMatchObject({ status: 200, body: { data: { name: "Slipping away", rule: wire } } });
    expect(at(await ask("ben", "PUT", `/${id}`, { rule: wire }), "rule")).toEqual(wire);
    expect(at(await ask("eva", "PUT", `/${id}`, { rule: null }), "rule")).toBe(null);
    expect((await ask("otto", "GET", `/${id}`)).status).toBe(404);
    expect((await ask("ann", "DELETE", `/${id}`)).status).toBe(200);
    expect((await ask("eva", "GET", `/${id}/customers`)).status).toBe(404);
  });

  it("M3 a rule that is none is refused with the place of what is wrong", async () => {
    const cases: readonly (readonly [rule: unknown, at: string])[] = [
      [{ field: "shoe", op: ">", value: 1 }, "rule.field"], [{ and: [{ field: "spend", op: ">", value: "much" }] }, "rule.and.0.value"], [{ field: "spend", op: "contains", value: "5" }, "rule.op"], [{ field: "spend", op: "~", value: 5 }, "rule.op"],
      [{ not: { field: "tags", op: "in", value: [] } }, "rule.not.value"], [{ field: "last_active", op: "<", value: "31.12.2026" }, "rule.value"], [{ field: "company", op: "==", value: { me: true } }, "rule.value"], [{ and: [] }, "rule.and"], [{}, "rule.field"],
      [{ field: "tags", op: "==", value: "a\u0000b" }, "rule.value"], [{ field: "__proto__", op: "empty" }, "rule.field"], [{ field: "name", op: "==", value: "\ud800" }, "rule.value"],
    ];
    for (const [rule, place] of cases) {
      for (const reply of [await ask("eva", "POST", "/preview", { rule }), await ask("eva", "POST", "", { name: "Bad", rule })]) expect([rule, reply.status, field(reply)]).toEqual([rule, 422, place]);
    }
    expect(field(await ask("eva", "POST", "/preview?timeZone=Mars/Olympus", { rule: null }))).toBe("timeZone");
  });

  it("M3 everybody counts what they may see, in pages, and is told why one is in or out", { timeout: 60_000 }, async () => {
    const tag = "Königin";
    const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => world().made("eva", "/api/contacts", { name: `Customer ${n}`, tags: n % 2 ? [tag] : ["other"] })));
    await world().made("ben", "/api/contacts", { name: "Ben's", tags: [tag] });
    const rule = { field: "tags", op: "==", value: "KONIGIN" };
    for (const [by, found] of [["eva", 6], ["max", 6], ["ben", 1], ["mia", 1], ["ann", 7], ["otto", 0]] as const) expect([by, await count(by, rule)]).toEqual([by, found]);
    const id = await world().made("eva", "/api/segments", { name: "Royal", rule });
    const seen: string[] = [];
    for (let after = ""; ;) {
      const page = await ask("eva", "GET", `/${id}/customers?limit=4${after}`);
      seen.push(...(page.body.data as { id: string }[]).map((row) => row.id));
      const { next, total } = page.body["meta"] as { next: string | null; total: number };
      expect(total).toBe(6);
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(seen).toEqual(ids.filter((_, n) => n % 2 === 1).sort());
    expect(at(await ask("eva", "GET", `/${id}/why/${ids[0]}`))).toEqual({ holds: false, field: "tags", op: "==", value: "KONIGIN", found: ["other"] });
    expect(at(await ask("max", "GET", `/${id}/why/${ids[1]}`), "holds")).toBe(true);
    expect((await ask("ben", "GET", `/${id}/why/${ids[1]}`)).status).toBe(404);
    // What has just been changed is in the next count.
    await world().people.eva.browser.send("PUT", `/api/contacts/${ids[0]}`, { tags: [tag] });
    expect(await count("eva", rule)).toBe(7);
    const deal = await world().made("ben", "/api/deals", { title: "Seen by few", contactId: ids[0] }).catch(() => null);
    if (deal !== null) expect(await count("eva", { field: "stage", op: "filled" })).toBe(0);
    const own = await world().made("eva", "/api/deals", { title: "Hers", contactId: ids[2] });
    expect(isUuid(own)).toBe(true);
    expect(await count("eva", { field: "stage", op: "filled" })).toBe(1);
    expect(await count("eva", { not: { field: "last_contacted", op: "is empty" } })).toBe(0);
    await world().made("eva", "/api/activities", { type: "call", contactId: ids[3] });
    expect(await count("eva", { field: "last_contacted", op: ">=", value: { days: -1 } })).toBe(1);
  });

  it("M3 S7 no value, field, operator or name runs as SQL: each of the known payloads is found as the text that it is", { timeout: 120_000 }, async () => {
    const all = payloads();
    expect(all.length).toBeGreaterThanOrEqual(TRIED.length);
    const texts = SEGMENT_PATHS.filter(({ type }) => ["text", "set", "choice", "link"].includes(type));
    const plain = all.filter((text) => !/[\u0000-\u001f]/.test(text) && text.trim().length > 1);
    const { sql } = world().platform.database;
    const tables = async () => (await sql<{ name: string }[]>`select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'segments') order by 1`).map(({ name }) => name);
    await count("eva", null);
    const before = await tables();
    const mine = await world().made("mia", "/api/contacts", { name: plain[0] ?? "", tags: plain.slice(0, 100).map((text) => text.trim()) });
    // As values, thirty at once, each of them at some path: all of these run in the database.
    for (let from = 0; from < plain.length; from += 30) {
      const rule = { or: plain.slice(from, from + 30).flatMap((value, n) => {
        const { wire: [name], ops } = texts[(from / 30 + n) % texts.length] as (typeof texts)[number];
        return [{ field: name, op: "==", value }, ops.includes("contains") ? { field: name, op: "contains", value } : { field: name, op: "in", value: [value, "x"] }];
      }) };
      const reply = await ask("mia", "POST", "/preview", { rule });
      expect([from, reply.status]).toEqual([from, 200]);
      expect(Number(at(reply, "count"))).toBeLessThanOrEqual(1);
    }
    for (const value of plain.slice(0, 40)) expect([value, await count("mia", { field: "tags", op: "==", value: value.trim() })]).toEqual([value, 1]);
    expect(at(await ask("mia", "POST", "/preview", { rule: { field: "tags", op: "==", value: TRIED[0] } }), "sample")).toEqual([{ id: mine, name: plain[0] }]);
    // As fields, operators, zones and ids.
    for (const text of all.slice(0, 40)) {
      const replies = [
        await ask("mia", "POST", "/preview", { rule: { field: text, op: "==", value: 1 } }), await ask("mia", "POST", "/preview", { rule: { field: "spend", op: text, value: 1 } }), await ask("mia", "POST", "/preview", { rule: { field: `customFields.${text}`, op: "empty" } }),
        await ask("mia", "POST", `/preview?timeZone=${encodeURIComponent(text)}`, { rule: null }), await ask("mia", "GET", `/${encodeURIComponent(text)}/customers`), await ask("mia", "GET", `/${mine}/customers?after=${encodeURIComponent(text)}`),
      ];
      expect([text, replies.map(({ status }) => status).filter((status) => status !== 422 && status !== 404 && status !== 400)]).toEqual([text, []]);
    }
    expect(await tables()).toEqual(before);
    expect(await count("mia", { field: "name", op: "==", value: plain[0] })).toBe(1);
  });

  it("I2 I5 integrations make segments of rules_json, look at them, send campaigns by segment_id, and ask for rules, messages and a summary", async () => {
    const { ann } = world().people;
    const rule = { and: [{ field: "totalSpend", op: ">", value: 5000 }, { field: "inactive_days", op: ">", value: 180 }] };
    for (const rules_json of [rule, JSON.stringify(rule)]) {
      const made = await ann.browser.send("POST", "/api/segments", { rules_json });
      expect([made.status, made.text.slice(0, 200)]).toEqual([201, expect.anything()]);
      expect(made.body.data).toMatchObject({ name: "Segment", rules_json: { and: [{ field: "spend" }, { field: "inactive_days" }] }, rule: { and: [{ field: "spend" }, { field: "inactive_days" }] } });
      const preview = await ann.browser.send("GET", `/api/segments/${String(at(made, "id"))}/preview`);
      expect([preview.status, preview.body.data]).toEqual([200, { count: 0, sample: [], complete: true }]);
      const campaign = await ann.browser.send("POST", "/api/campaigns", { segment_id: at(made, "id"), message: "Hello {{first_name|there}}" });
      expect([campaign.status, campaign.body.data]).toEqual([201, expect.objectContaining({ name: "Campaign", segment_id: at(made, "id"), segmentId: at(made, "id"), message: "Hello {{first_name|there}}" })]);
      expect((await ann.browser.send("GET", `/api/campaigns/${String(at(campaign, "id"))}/messages`)).body.data).toEqual([]);
      expect(at(await ann.browser.send("POST", "/api/ai/summary", { campaign_id: at(campaign, "id") }), "summary")).toEqual(expect.any(String));
    }
    for (const rules_json of ["{", "5", [], { field: "nothing", op: ">", value: 1 }]) expect((await ann.browser.send("POST", "/api/segments", { name: "x", rules_json })).status).toBe(422);
    const read = await ann.browser.send("POST", "/api/ai/rules", { prompt: "inactive for 6 months and spent over ₹5K" });
    expect(at(read, "rules_json")).toEqual({ and: [{ field: "inactive_days", op: ">", value: 180 }, { field: "spend", op: ">", value: 5000 }] });
    const messages = await ann.browser.send("POST", "/api/ai/messages", { goal: "Win back customers with 10% off" });
    expect((messages.body.data as readonly string[]).length).toBeGreaterThanOrEqual(2);
    expect((messages.body.data as readonly unknown[]).every((text) => typeof text === "string")).toBe(true);
  });
});
