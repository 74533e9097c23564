// Reading all that HubSpot has, page by page and list by list, through the server. Invariants: it can be broken off and gone on
// with where it was; it waits as long as it is told; it ends, also where pages go in a circle.
import { type Given, listOf, objectOf, textOf } from "../../../app/answer-parts.ts";
import type { ApiProblem, JsonApi } from "../../../platform/json-api.ts";

/** In the order in which they are read. */
export const HUBSPOT_LISTS = ["owners", "stages", "companies", "contacts", "deals", "notes"] as const;
export type HubspotList = (typeof HUBSPOT_LISTS)[number];
export interface HubspotItem {
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
  readonly companies: readonly string[];
  readonly contacts: readonly string[];
  readonly deals: readonly string[];
}

/** How far it is: `list` is the place in HUBSPOT_LISTS that is read next, from its cursor `after`. */
export interface Walk { readonly list: number; readonly after: string; readonly found: Readonly<Record<HubspotList, readonly HubspotItem[]>> }
export const atTheStart: Walk = { list: 0, after: "", found: { owners: [], stages: [], companies: [], contacts: [], deals: [], notes: [] } };
export const isOver = (walk: Walk): boolean => walk.list >= HUBSPOT_LISTS.length;
/** Whatever is imported of it. */
export const countOf = ({ found }: Walk): number => found.companies.length + found.contacts.length + found.deals.length + found.notes.length;

/** Of one list; more than an import takes. */
const MOST = 100_000;
const TRIES = 5;

const ids = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((id) => typeof id === "string") : []);
const itemOf = (given: Given): HubspotItem => ({
  id: textOf(given["id"]), values: Object.fromEntries(Object.entries(objectOf(given["values"])).map(([name, value]) => [name, textOf(value)])),
  companies: ids(given["companies"]), contacts: ids(given["contacts"]), deals: ids(given["deals"]),
});

export interface WalkDeps {
  readonly api: JsonApi;
  readonly workspace: string;
  readonly wait: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
  /** After every page. */
  readonly onPage: (walk: Walk) => void;
}

/** The walk as far as it came, and why it stopped before its end, if it did. */
export async function walkOn(from: Walk, { api, workspace, wait, signal, onPage }: WalkDeps): Promise<{ readonly walk: Walk; readonly problem?: ApiProblem }> {
  let walk = from;
  let tries = 0;
  for (let list = HUBSPOT_LISTS[walk.list]; list !== undefined && !signal.aborted; list = HUBSPOT_LISTS[walk.list]) {
    const query = new URLSearchParams({ workspace, ...(walk.after !== "" && { after: walk.after }) }).toString();
    const answer = await api({ method: "GET", path: `/api/hubspot/${list}?${query}` });
    if (!answer.ok) {
      const seconds = answer.error.kind === "problem" ? answer.error.retryAfterSeconds : undefined;
      tries += 1;
      if (seconds === undefined || tries >= TRIES) return { walk, problem: answer.error };
      await wait(seconds * 1000);
      continue;
    }
    tries = 0;
    const page = objectOf(answer.value);
    const known = new Set(walk.found[list].map(({ id }) => id));
    const fresh = listOf(page["items"]).map(itemOf).filter(({ id }) => id !== "" && !known.has(id));
    const all = [...walk.found[list], ...fresh];
    const next = textOf(page["next"]);
    // A page that brings nothing new is the end, whatever it says of a next one.
    const goesOn = next !== "" && next !== walk.after && fresh.length > 0 && all.length < MOST;
    walk = { list: goesOn ? walk.list : walk.list + 1, after: goesOn ? next : "", found: { ...walk.found, [list]: all } };
    onPage(walk);
  }
  return { walk };
}
