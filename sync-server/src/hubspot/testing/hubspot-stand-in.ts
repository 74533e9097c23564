// A small HubSpot for tests: the objects API as far as it is read here, over HTTP, with its pages, its limits and its refusals.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export const STAND_IN_TOKEN = "pat-eu1-00000000-0000-4000-8000-000000000001";

interface Thing { readonly id: string; readonly properties: Readonly<Record<string, string | null>>; readonly associations?: Readonly<Record<string, readonly string[]>> }
export interface StandIn {
  readonly url: string;
  /** What was asked for, path and query. */
  readonly asked: string[];
  /** The next so many answers are these instead. */
  fail(...answers: readonly { readonly status: number; readonly retryAfter?: string; readonly body?: string }[]): void;
  stop(): Promise<void>;
}

const companies: readonly Thing[] = Array.from({ length: 230 }, (_, at) => ({ id: String(9000 + at), properties: { name: at === 0 ? "Byron, Sons & Co" : `Company ${at}`, domain: `c${at}.example`, city: "Cork", hubspot_owner_id: "11" } }));
const THINGS: Readonly<Record<string, readonly Thing[]>> = {
  companies,
  contacts: [
    { id: "501", properties: { firstname: "Ida", lastname: "Byron", email: "ida@byron.example", phone: "+353 21 555", hubspot_owner_id: "11" }, associations: { companies: ["9000", "9000"] } },
    { id: "502", properties: { firstname: "Émile", lastname: null, email: null, jobtitle: "=cmd()" } },
  ],
  deals: [{ id: "701", properties: { dealname: "Harbour lights", amount: "12500.50", deal_currency_code: "EUR", dealstage: "s2", closedate: "2027-03-01T00:00:00Z", hubspot_owner_id: "11" }, associations: { companies: ["9000"], contacts: ["501"] } }],
  notes: [{ id: "801", properties: { hs_note_body: "<p>Wants the <b>blue</b> ones &amp; soon</p>", hs_timestamp: "2026-11-01T09:00:00Z", hubspot_owner_id: "11" }, associations: { contacts: ["501"], deals: ["701"] } }],
};

export async function startHubspot(): Promise<StandIn> {
  const asked: string[] = [];
  const failures: { readonly status: number; readonly retryAfter?: string; readonly body?: string }[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://hubspot.example");
    asked.push(url.pathname + url.search);
    const say = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void => {
      response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(typeof body === "string" ? body : JSON.stringify(body));
    };
    const failure = failures.shift();
    if (failure) return say(failure.status, failure.body ?? { status: "error" }, failure.retryAfter === undefined ? {} : { "Retry-After": failure.retryAfter });
    if (request.headers.authorization !== `Bearer ${STAND_IN_TOKEN}`) return say(401, { status: "error", category: "INVALID_AUTHENTICATION" });
    if (url.pathname === "/crm/v3/owners") return say(200, { results: [{ id: "11", email: "ann@example.com", firstName: "Ann", lastName: "Example" }] });
    if (url.pathname === "/crm/v3/pipelines/deals") return say(200, { results: [{ id: "default", label: "Sales", stages: [{ id: "s1", label: "Qualified" }, { id: "s2", label: "Proposal" }] }] });
    const things = THINGS[url.pathname.slice("/crm/v3/objects/".length)];
    if (!things) return say(404, { status: "error" });
    const [from, limit] = [Number(url.searchParams.get("after") ?? 0), Number(url.searchParams.get("limit") ?? 10)];
    const results = things.slice(from, from + limit).map(({ id, properties, associations = {} }) => ({
      id, properties, archived: false,
      associations: Object.fromEntries(Object.entries(associations).map(([to, found]) => [to, { results: found.map((each) => ({ id: each, type: "x" })) }])),
    }));
    return say(200, { results, ...(from + limit < things.length && { paging: { next: { after: String(from + limit), link: "x" } } }) });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked,
    fail: (...answers) => void failures.push(...answers),
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
