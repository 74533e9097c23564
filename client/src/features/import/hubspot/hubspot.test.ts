import type { Result } from "@outrider/shared/kernel";
import { expect, test } from "vitest";
import type { ApiProblem, JsonApi } from "../../../platform/json-api.ts";
import { guessKind, guessMapping } from "../core/recognise.ts";
import { readTable } from "../core/read-table.ts";
import { hubspotTables, plainText } from "./hubspot-files.ts";
import { atTheStart, countOf, type HubspotItem, isOver, type Walk, walkOn } from "./hubspot-walk.ts";

const item = (id: string, values: Readonly<Record<string, string>> = {}, more: Partial<HubspotItem> = {}): HubspotItem => ({ id, values, companies: [], contacts: [], deals: [], ...more });
const found: Walk["found"] = {
  owners: [item("11", { email: "ann@example.com", name: "Ann" })],
  stages: [item("s2", { name: "Proposal", pipeline: "Sales" })],
  companies: [item("9000", { name: "Byron, Sons & Co", domain: "byron.example", description: "<p>Old &amp; kind</p>" }), item("9001", { domain: "nameless.example" })],
  contacts: [item("501", { firstname: "Ida", lastname: "Byron", email: "ida@byron.example", hubspot_owner_id: "11" }, { companies: ["9000"] }), item("502", { firstname: "Émile", jobtitle: "=cmd()", company: "Elsewhere" })],
  deals: [item("701", { dealname: "Harbour", amount: "12500.50", deal_currency_code: "EUR", dealstage: "s2", closedate: "2027-03-01T00:00:00Z", hubspot_owner_id: "11" }, { companies: ["9000"], contacts: ["501"] })],
  notes: [item("1", { hs_note_body: "<p>First</p>", hs_timestamp: "2026-11-01T09:00:00Z" }, { deals: ["701"], contacts: ["501"] }), item("2", { hs_note_body: "<b>Later</b>", hs_timestamp: "2026-11-02T09:00:00Z" }, { deals: ["701"] }), item("3", { hs_note_body: "Hers" }, { contacts: ["501"] })],
};
const names = { companies: "a.csv", contacts: "b.csv", deals: "c.csv" };
const wait = () => Promise.resolve();

test("I4 R13 what HubSpot gave becomes tables that the import knows: their kinds, their columns, their links by name and address", async () => {
  const tables = await Promise.all(hubspotTables(found, names).map(({ csv, name }) => readTable(new File([csv], name), {})));
  const read = tables.map((one) => {
    if (!one.ok) throw new Error(one.error.message);
    return one.value;
  });
  expect(read.map(guessKind)).toEqual(["company", "contact", "deal"]);
  const cells = (at: number, row: number): Readonly<Record<string, string>> => Object.fromEntries((read[at]?.columns ?? []).map(({ name }, column) => [name, read[at]?.rows[row]?.cells[column] ?? ""]));
  expect([cells(0, 0)["Company name"], cells(0, 0)["Notes"], cells(0, 1)["Company name"]]).toEqual(["Byron, Sons & Co", "Old & kind", "nameless.example"]);
  expect(cells(1, 0)).toMatchObject({ "Record ID": "501", "Associated company": "Byron, Sons & Co", "Contact owner": "ann@example.com", Notes: "Hers" });
  expect(cells(1, 1)).toMatchObject({ "Job title": "'=cmd()", "Associated company": "Elsewhere" });
  expect(cells(2, 0)).toMatchObject({ Amount: "12500.50", "Deal stage": "Proposal", "Close date": "2027-03-01", "Associated contact": "ida@byron.example", Notes: "2026-11-02: Later\n\n2026-11-01: First" });
  const [companies, contacts, deals] = read;
  expect(guessMapping(companies!, "company")).not.toContain(null);
  expect(guessMapping(contacts!, "contact").filter((key) => key === null)).toHaveLength(0);
  expect(guessMapping(deals!, "deal").filter((key) => key === null)).toHaveLength(0);
});

test("I4 of HTML its words are left, and no tag", () => {
  expect(plainText("<div>One<br>two</div><script>alert(1)</script>&lt;b&gt; &amp;amp;")).toBe("One\ntwo\nalert(1)<b> &amp;");
});

const problem = (status: number, retryAfterSeconds?: number): Result<unknown, ApiProblem> => ({ ok: false, error: { kind: "problem", status, code: "not-now", title: "No", detail: "", fields: {}, retryAfterSeconds } });

test("I4 it is read page by page, waits as long as it is told, and goes on where it broke off, with nothing twice", async () => {
  const asked: string[] = [];
  const waited: number[] = [];
  let trouble: Result<unknown, ApiProblem>[] = [];
  const api: JsonApi = ({ path }) => {
    asked.push(path);
    const failure = trouble.shift();
    if (failure) return Promise.resolve(failure);
    const [, list = "", after = "0"] = /hubspot\/(\w+)\?.*?(?:after=(\d+))?$/.exec(path) ?? [];
    if (list !== "contacts") return Promise.resolve({ ok: true, value: { items: [{ id: `${list}1`, values: {} }], next: null } });
    // Its last page names itself as the next.
    const at = Number(after);
    return Promise.resolve({ ok: true, value: { items: [{ id: String(at), values: { firstname: "Ida" } }], next: String(Math.min(at + 1, 3)) } });
  };
  const deps = { api, workspace: "w", wait: (ms: number) => { waited.push(ms); return wait(); }, signal: new AbortController().signal, onPage: () => undefined };
  trouble = [problem(409, 7), problem(409, 2)];
  const whole = await walkOn(atTheStart, deps);
  expect([isOver(whole.walk), whole.problem, waited, whole.walk.found.contacts.map(({ id }) => id), countOf(whole.walk)]).toEqual([true, undefined, [7000, 2000], ["0", "1", "2", "3"], 7]);

  // It breaks off in the middle of the contacts, and goes on there.
  let pages = 0;
  const first = await walkOn(atTheStart, { ...deps, api: (call) => (call.path.includes("contacts") && (pages += 1) > 2 ? Promise.resolve({ ok: false, error: { kind: "unreachable" } }) : api(call)) });
  expect([first.problem, first.walk.found.contacts.length, isOver(first.walk)]).toEqual([{ kind: "unreachable" }, 2, false]);
  asked.length = 0;
  const rest = await walkOn(first.walk, deps);
  expect([rest.walk.found.contacts.map(({ id }) => id), asked[0]]).toEqual([["0", "1", "2", "3"], "/api/hubspot/contacts?workspace=w&after=2"]);

  // A token that is not taken is not tried again, and one who is always busy not for ever.
  expect((await walkOn(atTheStart, { ...deps, api: () => Promise.resolve(problem(409)) })).problem).toBeDefined();
  waited.length = 0;
  await walkOn(atTheStart, { ...deps, api: () => Promise.resolve(problem(409, 1)) });
  expect(waited.length).toBe(4);
});
