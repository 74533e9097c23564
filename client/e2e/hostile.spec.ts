// Hostile strings in every field of text, stored over HTTP and by the app, on every screen there is: each is text. Nothing
// runs, nothing is refused by the policy because nothing tried, no screen breaks. OUTRIDER_HOSTILE says how many
// strings of the corpora are taken, lot by lot, or “all”; OUTRIDER_HOSTILE_SEED repeats the choice of another run.
import type { Page } from "@playwright/test";
import { hostileLots } from "./fixtures/hostile-strings.ts";
import { chooseFiles, csv, next, toColumns } from "./fixtures/import.ts";
import { enter, expectSynced, sample } from "./fixtures/people.ts";
import { edit, logCall } from "./fixtures/records.ts";
import { expectLoaded, FOR_STRANGERS, routesOf } from "./fixtures/routes.ts";
import { expect, test } from "./fixtures/test.ts";
import { watchForScripts } from "./fixtures/watch-for-scripts.ts";

const MANY = process.env["OUTRIDER_HOSTILE"] ?? "14";
const SEED = Number(process.env["OUTRIDER_HOSTILE_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const SETTINGS = ["pipelines", "teams", "fields", "workspace", "assistant", "ai-use", "audit", "profile"].map((screen) => `/settings/${screen}`);
/** Shows nothing that was stored. */
const WITHOUT_DATA = [...FOR_STRANGERS, "/design", "/invitation", "/forgot-password", "/reset", "/verify", "/register", "/second-step"];

interface Asked { readonly method: string; readonly path: string; readonly body?: object }
interface Answered { readonly status: number; readonly id: string | null }

/** From the page itself, as its person, some at once; the answers in the order of the calls. */
const ask = (page: Page, calls: readonly Asked[]): Promise<readonly Answered[]> =>
  page.evaluate(async (each) => {
    const one = async ({ method, path, body }: Asked): Promise<Answered> => {
      const reply = await fetch(path, { method, headers: { "Content-Type": "application/json" }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const said = (await reply.json()) as { data?: { id?: string } | null };
      return { status: reply.status, id: said.data?.id ?? null };
    };
    const answers: Answered[] = [];
    for (let at = 0; at < each.length; at += 12) answers.push(...(await Promise.all(each.slice(at, at + 12).map(one))));
    return answers;
  }, calls);

/** In the app, with no new start. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => (globalThis as unknown as { __TSR_ROUTER__: { history: { push(path: string): void } } }).__TSR_ROUTER__.history.push(to), path);
  await expect(page.getByRole("heading", { level: 1 }).first(), `${path} has a heading`).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 }).filter({ hasText: /nothing at this address|could not be shown/ }), `${path} is shown`).toHaveCount(0);
  await expectLoaded(page, path);
}

const KINDS = [
  { list: "leads", on: "leadId", body: (text: string) => ({ name: text, company: text, notes: text, tags: [text] }) },
  { list: "companies", on: "companyId", body: (text: string) => ({ name: text, industry: text, country: text, notes: text, tags: [text] }) },
  { list: "contacts", on: "contactId", body: (text: string) => ({ name: text, title: text, notes: text, tags: [text] }) },
  { list: "deals", on: "dealId", body: (text: string) => ({ title: text, industry: text, source: text, notes: text, competitors: [text], products: [text], value: 1000 }) },
] as const;

/**
 * A record with each of these in all its texts, of one kind after another, with what hangs on it; what is told to people, and
 * what admins name. Gives the address of one record of each kind.
 */
async function store(page: Page, strings: readonly string[], me: string): Promise<readonly string[]> {
  const kindAt = (at: number): (typeof KINDS)[number] => KINDS[(at + SEED) % KINDS.length] ?? KINDS[0];
  const records = await ask(page, strings.map((text, at) => ({ method: "POST", path: `/api/${kindAt(at).list}`, body: kindAt(at).body(text) })));
  const today = new Date().toISOString().slice(0, 10);
  const hanging = strings.flatMap((text, at): readonly Asked[] => {
    const id = records[at]?.id;
    const { list, on } = kindAt(at);
    if (id === undefined || id === null) return [];
    return [
      { method: "POST", path: "/api/activities", body: { type: "call", text, outcome: text, [on]: id } },
      { method: "POST", path: "/api/tasks", body: { title: text, due: today, [on]: id } },
      ...(list === "deals" ? [{ method: "POST", path: "/api/objections", body: { text, response: text, dealId: id } }, { method: "POST", path: "/api/line-items", body: { product: text, quantity: 2, dealId: id } }] : []),
    ];
  });
  const told = strings.filter((_, at) => at % 4 === 0).flatMap((text): readonly Asked[] => [
    { method: "POST", path: "/api/notifications", body: { text, user: me } },
    { method: "POST", path: "/api/api-keys", body: { name: text, scopes: ["leads:read"] } },
    { method: "POST", path: "/api/webhooks", body: { name: text, url: "https://example.com/hook", events: ["lead.created"] } },
  ]);
  const others = await ask(page, [...hanging, ...told]);
  // What is refused is refused by the name of its field (tests of the API say so), never by falling over.
  expect([...records, ...others].filter(({ status }) => status !== 201 && status !== 200 && status !== 422)).toEqual([]);
  for (const all of [records, others]) expect(all.filter(({ id }) => id !== null).length).toBeGreaterThan(all.length / 2);
  return KINDS.flatMap(({ list }) => {
    const found = records.find(({ id }, at) => id !== null && kindAt(at).list === list);
    return found?.id === undefined || found.id === null ? [] : [`/${list}/${found.id}`];
  });
}

test("S5 hostile strings, stored over HTTP and by the app, are text on every screen: nothing runs, nothing breaks", async ({ make }) => {
  test.setTimeout(process.env["OUTRIDER_HOSTILE"] === undefined ? 180_000 : 21_600_000);
  console.log(`hostile strings by seed ${SEED}`);
  const server = await make.server({ RATE_LIMIT_MAX_REQUESTS: "1000000" });
  const device = await make.device(server);
  device.page.setDefaultTimeout(20_000);
  const faults = await watchForScripts(device.page);
  const page = await enter(device, server, sample.admin);
  const { id: me } = (await ask(page, [{ method: "GET", path: "/api/profile" }]))[0] ?? { id: null };
  const routes = (await routesOf(page)).filter((route) => !route.includes("$") && !WITHOUT_DATA.includes(route));
  expect(routes.length).toBeGreaterThan(20);

  for (const strings of hostileLots(MANY === "all" ? "all" : Number(MANY), 40, SEED)) {
    const [first = ""] = strings;
    const paths = await test.step("store", () => store(page, strings, me ?? ""));
    // By the app: the person's own name, what is typed into a field, said on a call, looked for.
    const [named] = await ask(page, [{ method: "PATCH", path: "/api/profile", body: { name: first.slice(0, 60) } }]);
    expect(named?.status).toBeLessThan(500);
    expect((await faults()).filter((fault) => !fault.includes("status of 422"))).toEqual([]);
    await expectSynced(page);
    const lead = paths.find((path) => path.startsWith("/leads/"));
    expect(lead).toBeDefined();
    await go(page, lead ?? "/leads");
    await edit(page, "Company", strings[1] ?? first);
    await logCall(page, `Said: ${first}`);
    const searches = strings.slice(0, 2).map((text) => `/search?q=${encodeURIComponent(JSON.stringify(text.slice(0, 30)))}`);
    for (const path of [...routes, ...SETTINGS, ...paths, ...searches, "/deals?group=industry", "/leads?bin=true"]) {
      await go(page, path);
      expect([path, await faults()]).toEqual([path, []]);
    }
    // A file that holds them, up to where one looks at its columns and at what will happen.
    await go(page, "/import");
    const cell = (text: string): string => `"${text.replaceAll("\"", "\"\"")}"`;
    await chooseFiles(page, [csv("hostile.csv", `name,${cell(first)},notes`, ...strings.map((text) => [text, text, text].map(cell).join(",")))]);
    await toColumns(page, "hostile.csv");
    await next(page);
    await expect(page.getByRole("heading", { name: "What will happen" })).toBeVisible();
    expect(["import", await faults()]).toEqual(["import", []]);
    // It stands there as it was typed.
    await go(page, "/leads");
    await expect(page.getByRole("table").getByText(strings[1] ?? first, { exact: true }).first()).toBeVisible();
  }
  // The watch sees what runs: else it would prove nothing.
  await page.evaluate(() => {
    const made = document.createElement("div");
    made.setAttribute("onclick", "alert(1)");
    document.body.append(made);
    alert("seen");
  });
  expect((await faults()).map((fault) => fault.split(":")[0])).toEqual(expect.arrayContaining(["ran", "an element"]));
});
