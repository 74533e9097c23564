// Custom fields for programs: what a workspace adds to its records is defined, written, read, filtered and ordered by over HTTP,
// and is the very field that devices have.
import { randomUUID } from "node:crypto";
import { valueOf } from "@outrider/shared/records";
import { CUSTOM_TYPES, customName } from "@outrider/shared/schema";
import { expect, it } from "vitest";
import { describeOnEachRestWorld } from "../testing/rest-world.ts";
import { at, type Reply } from "../testing/test-server.ts";

const namesIn = ({ body }: Reply): readonly string[] => (body.data as readonly { readonly name: string }[]).map(({ name }) => name);
const customOf = (reply: Reply): unknown => at(reply, "customFields");

describeOnEachRestWorld("custom fields over HTTP", 21_520, (world) => {
  const ann = () => world().people.ann.browser;
  const eva = () => world().people.eva.browser;
  const define = (of: string, type: string, label: string, more: object = {}): Promise<string> => world().made("ann", "/api/custom-fields", { of, type, label, ...more });

  it("R10 definitions are made, listed in their order, renamed and archived by admins, by the rules of the app; everybody may know them", async () => {
    const made = await ann().send("POST", "/api/custom-fields", { of: "company", type: "choice", label: "Tier", options: ["Gold", " Silver ", "Gold"] });
    expect(made).toMatchObject({ status: 201, body: { data: { of: "company", type: "choice", label: "Tier", options: ["Gold", "Silver"], order: 0, archived: null } } });
    const id = String(at(made, "id"));
    await define("company", "text", "Nickname");
    expect((await eva().send("GET", "/api/custom-fields?of=company&sort=order")).body.data).toMatchObject([{ label: "Tier" }, { label: "Nickname", order: 1, options: [] }]);
    expect(await eva().send("PUT", `/api/custom-fields/${id}`, { label: "Mine" })).toMatchObject({ status: 403, body: { code: "not-allowed" } });
    expect((await eva().send("POST", "/api/custom-fields", { of: "lead", type: "text", label: "Mine" })).status).toBe(403);
    const CASES: readonly (readonly [method: string, path: string, body: unknown, field: string])[] = [
      ["POST", "", { of: "company", type: "text", label: "tier" }, "label"], ["POST", "", { of: "company", type: "choice", label: "One", options: ["only"] }, "options"],
      ["POST", "", { of: "company", type: "text", label: "Two", options: ["a", "b"] }, "options"], ["POST", "", { of: "task", type: "text", label: "x" }, "of"], ["POST", "", { of: "lead", type: "colour", label: "x" }, "type"],
      ["POST", "", { of: "lead", type: "choice", label: "x", options: ["a\nb"] }, "options.0"], ["POST", "", { of: "lead", type: "text" }, "label"],
      ["PUT", `/${id}`, { of: "lead" }, "of"], ["PUT", `/${id}`, { options: ["Gold"] }, "options"], ["PUT", `/${id}`, { label: "Nickname" }, "label"],
    ];
    for (const [method, path, body, field] of CASES) expect([body, await ann().send(method, `/api/custom-fields${path}`, body)]).toMatchObject([body, { status: 422, body: { errors: [{ field }] } }]);
    expect(await ann().send("PUT", `/api/custom-fields/${id}`, { label: "Level", archived: true })).toMatchObject({ body: { data: { label: "Level", archived: true, type: "choice" } } });
    expect((await ann().send("DELETE", `/api/custom-fields/${id}`)).status).toBe(404);
    expect((await world().people.otto.browser.send("GET", "/api/custom-fields")).body.data).toEqual([]);
  });

  it("R10 I3 a value of every type is written by id or label, is the field that devices have, and is changed and emptied", async () => {
    const GIVEN = { text: "North", number: 12.5, money: { amount: 99, currency: "EUR" }, date: "2027-01-31", choice: "Blue", checkbox: true, link: "https://example.com/a" } as const;
    const ids: Record<string, string> = {};
    for (const type of CUSTOM_TYPES) ids[type] = await define("lead", type, `A ${type}`, type === "choice" ? { options: ["Blue", "Red"] } : {});
    const wanted = Object.fromEntries(CUSTOM_TYPES.map((type) => [ids[type], GIVEN[type]]));
    const byLabel = Object.fromEntries(CUSTOM_TYPES.map((type, index) => [index % 2 === 0 ? `a ${type.toUpperCase()}` : ids[type], GIVEN[type]]));
    const made = await eva().send("POST", "/api/leads", { name: "Ada", customFields: byLabel });
    expect([made.status, customOf(made)]).toEqual([201, wanted]);
    const id = String(at(made, "id"));
    expect(customOf(await eva().send("GET", `/api/leads/${id}`))).toEqual(wanted);
    const [state] = await world().feed.door.store.transact(world().workspaceId, (tx) => tx.records([id]));
    for (const type of CUSTOM_TYPES) expect(state && valueOf(state, customName(type, ids[type] ?? ""))).toEqual(GIVEN[type]);
    const before = (await eva().send("GET", `/api/leads/${id}`)).headers.get("etag") ?? "";
    expect(customOf(await eva().send("PUT", `/api/leads/${id}`, { customFields: { "A text": "South", [ids["number"] ?? ""]: null } }, { "If-Match": before }))).toEqual({ ...wanted, [ids["text"] ?? ""]: "South", [ids["number"] ?? ""]: undefined });
    expect((await eva().send("PUT", `/api/leads/${id}`, { name: "x" }, { "If-Match": before })).status).toBe(412);
    expect((await eva().send("GET", `/api/records/${id}/history?field=${customName("text", ids["text"] ?? "")}`)).body.data).toMatchObject([{ value: "South", by: world().people.eva.id }, { value: "North" }]);
    // What is archived keeps its values, takes them by its id, and gives its label free.
    await ann().send("PUT", `/api/custom-fields/${ids["text"]}`, { archived: true });
    expect((await eva().send("PUT", `/api/leads/${id}`, { customFields: { "A text": "x" } })).body["errors"]).toMatchObject([{ field: "customFields.A text" }]);
    expect(customOf(await eva().send("PUT", `/api/leads/${id}`, { customFields: { [ids["text"] ?? ""]: "East" } }))).toMatchObject({ [ids["text"] ?? ""]: "East" });
  });

  it("R10 S5 what is wrong with a custom field is told by the name its author called it by, and nothing of it is written", async () => {
    const ids = { number: await define("deal", "number", "Seats"), choice: await define("deal", "choice", "Region", { options: ["North", "South"] }), date: await define("deal", "date", "Renewal"), link: await define("deal", "link", "Site"), money: await define("deal", "money", "Budget") };
    const other = await define("contact", "text", "Of contacts");
    const id = await world().made("eva", "/api/deals", { title: "Standing" });
    const CASES: readonly (readonly [customFields: unknown, field: string])[] = [
      [{ Seats: "many" }, "customFields.Seats"], [{ [ids.number]: true }, `customFields.${ids.number}`], [{ Seats: 1e16 }, "customFields.Seats"], [{ Region: "West" }, "customFields.Region"], [{ Region: 5 }, "customFields.Region"],
      [{ Renewal: "2027-02-30" }, "customFields.Renewal"], [{ Site: "javascript:alert(1)" }, "customFields.Site"], [{ Budget: 5 }, "customFields.Budget"], [{ Budget: { amount: 1, currency: "euro" } }, "customFields.Budget"],
      [{ Nothing: 1 }, "customFields.Nothing"], [{ [randomUUID()]: 1 }, "customFields."], [{ [other]: "x" }, `customFields.${other}`], [{ "Of contacts": "x" }, "customFields.Of contacts"],
      [{ Seats: 1, [ids.number]: 2 }, "customFields."], [{ constructor: "x" }, "customFields.constructor"], [{ Seats: [1] }, "customFields.Seats"], [[], "customFields"], ["x", "customFields"], [null, "customFields"],
    ];
    for (const [customFields, field] of CASES) {
      for (const reply of [await eva().send("POST", "/api/deals", { title: "x", customFields }), await eva().send("PUT", `/api/deals/${id}`, { title: "Changed", customFields })]) {
        expect([customFields, reply.status, reply.body.code]).toEqual([customFields, 422, "invalid-fields"]);
        expect((reply.body["errors"] as readonly { readonly field: string }[])[0]?.field).toContain(field);
      }
    }
    expect((await eva().send("GET", `/api/deals/${id}`)).body.data).toMatchObject({ title: "Standing", customFields: {} });
    expect(await eva().send("POST", "/api/tasks", { title: "x", customFields: {} })).toMatchObject({ status: 422, body: { errors: [{ field: "customFields" }] } });
  });

  it("R10 I1 lists are filtered and ordered by custom fields, by id or label, and walked by a cursor", async () => {
    const seats = await define("contact", "number", "Seats");
    const region = await define("contact", "choice", "Region", { options: ["North", "South", "East, far"] });
    await define("contact", "text", "Nick [name]");
    await define("contact", "checkbox", "Keen");
    await define("contact", "date", "Met");
    const PEOPLE = [["Uma", 5, "North", true, "2027-01-01"], ["Vic", 50, "South", false, "2027-02-01"], ["Wim", 20, "East, far", true, "2027-03-01"]] as const;
    for (const [name, n, where, keen, met] of PEOPLE) await world().made("eva", "/api/contacts", { name, customFields: { Seats: n, Region: where, "Nick [name]": `${name}mi`, Keen: keen, Met: met } });
    await world().made("eva", "/api/contacts", { name: "Xen" });
    const found = async (query: string): Promise<readonly string[]> => namesIn(await eva().send("GET", `/api/contacts?sort=name&${query}`));
    expect(await found(`customFields[${seats}][min]=10&customFields[Seats][max]=30`)).toEqual(["Wim"]);
    expect(await found("customFields[Region]=North,South")).toEqual(["Uma", "Vic"]);
    expect(await found(`customFields[Region]=${encodeURIComponent("East, far")}`)).toEqual(["Wim"]);
    expect(await found("customFields[Region]=&customFields[Seats]=")).toEqual(["Xen"]);
    expect(await found("customFields[Keen]=true&customFields[Met][min]=2027-02-01")).toEqual(["Wim"]);
    expect(await found(`${encodeURIComponent("customFields[Nick [name]]")}=vicM`)).toEqual(["Vic"]);
    expect(namesIn(await eva().send("GET", "/api/contacts?sort=-customFields.Seats&limit=3"))).toEqual(["Vic", "Wim", "Uma"]);
    const first = await eva().send("GET", `/api/contacts?sort=customFields.${seats}&limit=1`);
    const next = (first.body["meta"] as { readonly next: string }).next;
    expect([namesIn(first), namesIn(await eva().send("GET", `/api/contacts?sort=customFields.${seats}&limit=1&cursor=${next}`))]).toEqual([["Uma"], ["Wim"]]);
    const CASES = [
      ["customFields[Nothing]=1", "customFields[Nothing]"], ["customFields[Seats]=5", "customFields[Seats]"], ["customFields[Seats][min]=few", "customFields[Seats]"], ["customFields[Region][min]=A", "customFields[Region]"],
      ["customFields[Met][min]=soon", "customFields[Met]"], ["customFields[Keen]=perhaps", "customFields[Keen]"], ["sort=customFields.Nothing", "sort"], ["sort=customFields.", "sort"], ["customFields[Seats][most]=1", "customFields[Seats][most]"], ["customFields=1", "customFields"],
    ] as const;
    for (const [query, field] of CASES) expect([query, await eva().send("GET", `/api/contacts?${query}`)]).toMatchObject([query, { status: 422, body: { errors: [{ field }] } }]);
    expect(await eva().send("GET", `/api/leads?customFields[${region}]=North`)).toMatchObject({ status: 422 });
    expect((await eva().send("GET", "/api/tasks?customFields[x]=1")).status).toBe(422);
  });

  it("R10 I4 a key reads and writes definitions within its scopes, and custom fields within those of their records", async () => {
    const label = `Score ${randomUUID()}`;
    const narrow = await world().key(["leads:read", "leads:write"]);
    expect((await world().call(narrow.key, "POST", "/api/custom-fields", { of: "lead", type: "number", label })).status).toBe(403);
    const wide = await world().key(["custom-fields:read", "custom-fields:write"]);
    const made = await world().call(wide.key, "POST", "/api/custom-fields", { of: "lead", type: "number", label });
    expect(made.status).toBe(201);
    expect(customOf(await world().call(narrow.key, "POST", "/api/leads", { name: "By a program", customFields: { [label]: 7 } }))).toEqual({ [String(at(made, "id"))]: 7 });
    expect((await world().call(wide.key, "POST", "/api/leads", { name: "x" })).status).toBe(403);
  });
});
