// What HubSpot holds, page by page, through its objects API (version 3) with the token of a private app. Invariants: it only
// reads; the token goes to HubSpot's address and into no message, so that no log has it; what comes back is cut to the few
// fields that are imported, as plain text, whatever shape HubSpot gives it.
import { err, ok, type Result } from "@outrider/shared/kernel";
import type { GuardedRequest } from "../platform/guarded-request.ts";

export const HUBSPOT_LISTS = ["owners", "stages", "companies", "contacts", "deals", "notes"] as const;
export type HubspotList = (typeof HUBSPOT_LISTS)[number];

/** One thing HubSpot has, by its id there; what it hangs on, by their ids. */
export interface HubspotItem {
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
  readonly companies: readonly string[];
  readonly contacts: readonly string[];
  readonly deals: readonly string[];
}
/** `next`: the cursor of the page after; null: this was the last. */
export interface HubspotPage { readonly items: readonly HubspotItem[]; readonly next: string | null }

/** refused: the token, or a right it lacks; busy: to be tried again, after so many seconds where HubSpot says so; strange: no answer of HubSpot's. */
export type HubspotFault = { readonly is: "refused" } | { readonly is: "busy"; readonly seconds: number } | { readonly is: "strange" };

export interface HubspotClient {
  page(token: string, list: HubspotList, after: string | null): Promise<Result<HubspotPage, HubspotFault>>;
}

const PAGE = 100;
const TIMEOUT_MS = 20_000;
const MAX_BYTES = 8 * 1024 * 1024;
const WAIT_SECONDS = 10;
const LONGEST_VALUE = 20_000;
const LONGEST_WAIT_SECONDS = 600;

/** What is asked for of each, and what it hangs on. */
const OBJECTS = {
  companies: { properties: ["name", "domain", "phone", "address", "city", "zip", "state", "country", "industry", "numberofemployees", "annualrevenue", "description", "hubspot_owner_id"], associations: [] },
  contacts: { properties: ["firstname", "lastname", "email", "phone", "mobilephone", "jobtitle", "company", "address", "city", "zip", "country", "hubspot_owner_id"], associations: ["companies"] },
  deals: { properties: ["dealname", "amount", "deal_currency_code", "dealstage", "closedate", "createdate", "description", "hubspot_owner_id"], associations: ["companies", "contacts"] },
  notes: { properties: ["hs_note_body", "hs_timestamp", "hubspot_owner_id"], associations: ["companies", "contacts", "deals"] },
} as const satisfies Partial<Record<HubspotList, { readonly properties: readonly string[]; readonly associations: readonly string[] }>>;

type Given = Readonly<Record<string, unknown>>;
const objectOf = (value: unknown): Given => (typeof value === "object" && value !== null ? (value as Given) : {});
const listOf = (value: unknown): readonly Given[] => (Array.isArray(value) ? value.map(objectOf) : []);
const textOf = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value).slice(0, LONGEST_VALUE) : "");

function pathOf(list: HubspotList, after: string | null): string {
  if (list === "stages") return "/crm/v3/pipelines/deals";
  const cursor = after === null ? {} : { after };
  if (list === "owners") return `/crm/v3/owners?${new URLSearchParams({ limit: String(PAGE), ...cursor }).toString()}`;
  const { properties, associations } = OBJECTS[list];
  const asked = { limit: String(PAGE), archived: "false", properties: properties.join(","), ...(associations.length > 0 && { associations: associations.join(",") }), ...cursor };
  return `/crm/v3/objects/${list}?${new URLSearchParams(asked).toString()}`;
}

/** Ids of what it hangs on, each once: HubSpot names some twice, by what kind of link it is. */
function linked(item: Given, to: string): readonly string[] {
  const found = listOf(objectOf(objectOf(item["associations"])[to])["results"]);
  return [...new Set(found.map(({ id }) => textOf(id)).filter((id) => id !== ""))];
}

const NOTHING = { companies: [], contacts: [], deals: [] } as const;

function itemsOf(list: HubspotList, results: readonly Given[]): readonly HubspotItem[] {
  if (list === "owners") return results.map((owner) => ({ ...NOTHING, id: textOf(owner["id"]), values: { email: textOf(owner["email"]), name: `${textOf(owner["firstName"])} ${textOf(owner["lastName"])}`.trim() } }));
  if (list === "stages") return results.flatMap((pipeline) => listOf(pipeline["stages"]).map((stage) => ({ ...NOTHING, id: textOf(stage["id"]), values: { name: textOf(stage["label"]), pipeline: textOf(pipeline["label"]) } })));
  const { properties } = OBJECTS[list];
  return results.map((item) => {
    const given = objectOf(item["properties"]);
    return {
      id: textOf(item["id"]), values: Object.fromEntries(properties.map((name) => [name, textOf(given[name])])),
      companies: linked(item, "companies"), contacts: linked(item, "contacts"), deals: linked(item, "deals"),
    };
  });
}

function faultOf(status: number, retryAfter: string | undefined): HubspotFault {
  if (status === 401 || status === 403) return { is: "refused" };
  const seconds = Number(retryAfter ?? "");
  if (status === 429 || status >= 500) return { is: "busy", seconds: retryAfter !== undefined && seconds > 0 ? Math.min(LONGEST_WAIT_SECONDS, Math.ceil(seconds)) : WAIT_SECONDS };
  return { is: "strange" };
}

/** url: where HubSpot's API is, without a slash at the end. */
export const createHubspotClient = ({ request, url }: { readonly request: GuardedRequest; readonly url: string }): HubspotClient => ({
  async page(token, list, after) {
    let answered: Awaited<ReturnType<GuardedRequest>>;
    try {
      answered = await request({ url: url + pathOf(list, after), method: "GET", headers: { Authorization: `Bearer ${token}`, Accept: "application/json" }, body: "", timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
    } catch {
      // What went wrong may name the request, and with it the token: it is told to nobody.
      return err({ is: "busy", seconds: WAIT_SECONDS });
    }
    if (answered.status !== 200) return err(faultOf(answered.status, answered.retryAfter));
    let body: Given;
    try {
      body = objectOf(JSON.parse(answered.text));
    } catch {
      return err({ is: "strange" });
    }
    if (!Array.isArray(body["results"])) return err({ is: "strange" });
    const next = textOf(objectOf(objectOf(body["paging"])["next"])["after"]);
    return ok({ items: itemsOf(list, listOf(body["results"])).filter(({ id }) => id !== ""), next: next === "" || next === after ? null : next });
  },
});
