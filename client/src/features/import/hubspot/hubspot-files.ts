// What HubSpot gave, as the tables that it exports itself: so that it is looked at, mapped, imported and taken back like any
// file, and a second time finds by HubSpot's id what the first made. Pure.
// Invariant: everything that came is in a row of its kind, or, of a note, in the rows of what it is about.
import { csvLine } from "@outrider/shared/csv";
import type { HubspotItem, HubspotList } from "./hubspot-walk.ts";

export type Collected = Readonly<Record<HubspotList, readonly HubspotItem[]>>;
export interface HubspotTable { readonly name: string; readonly csv: string; readonly rows: number }

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

/** Words of what HubSpot keeps as HTML: lines stay lines, and no tag is left to be one. */
export const plainText = (html: string): string =>
  html.replace(/<br\s*\/?>|<\/(?:p|div|li|h[1-6])>/gi, "\n").replace(/<[^>]*>/g, "").replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? "").replace(/[ \t]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").trim();

const dayOf = (instant: string): string => (/^\d{4}-\d{2}-\d{2}/.test(instant) ? instant.slice(0, 10) : "");
const joined = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== "").join("\n\n");

type Column = readonly [name: string, cell: (item: HubspotItem) => string];
const of = (name: string) => ({ values }: HubspotItem): string => values[name] ?? "";

export function hubspotTables({ owners, stages, companies, contacts, deals, notes }: Collected, names: { readonly companies: string; readonly contacts: string; readonly deals: string }): readonly HubspotTable[] {
  const byId = (items: readonly HubspotItem[]): ReadonlyMap<string, HubspotItem> => new Map(items.map((item) => [item.id, item]));
  const [people, steps, firms, persons] = [byId(owners), byId(stages), byId(companies), byId(contacts)];
  // By an address two people of one name are told apart.
  const owner = ({ values }: HubspotItem): string => {
    const found = people.get(values["hubspot_owner_id"] ?? "")?.values;
    return found?.["email"] || found?.["name"] || "";
  };
  const company = ({ companies: [first], values }: HubspotItem): string => firms.get(first ?? "")?.values["name"] || (values["company"] ?? "");
  const contact = ({ contacts: [first] }: HubspotItem): string => {
    const found = persons.get(first ?? "")?.values;
    return found?.["email"] || [found?.["firstname"], found?.["lastname"]].filter(Boolean).join(" ");
  };
  /** A note stands with a deal it is about, else with a person, else with a firm: once, where it is looked for. */
  const about = { deals: new Map<string, string[]>(), contacts: new Map<string, string[]>(), companies: new Map<string, string[]>() };
  for (const note of [...notes].sort((a, b) => (of("hs_timestamp")(a) < of("hs_timestamp")(b) ? 1 : -1))) {
    const text = plainText(of("hs_note_body")(note));
    const kind = note.deals.length > 0 ? "deals" : note.contacts.length > 0 ? "contacts" : "companies";
    if (text !== "") for (const id of note[kind]) about[kind].set(id, [...(about[kind].get(id) ?? []), [dayOf(of("hs_timestamp")(note)), text].filter(Boolean).join(": ")]);
  }
  const said = (kind: keyof typeof about, own: string) => (item: HubspotItem): string => joined(plainText(of(own)(item)), ...(about[kind].get(item.id) ?? []));
  const place: readonly Column[] = [["Street address", of("address")], ["City", of("city")], ["Zip", of("zip")], ["State", of("state")], ["Country", of("country")]];
  const tables: readonly (readonly [string, readonly HubspotItem[], readonly Column[]])[] = [
    [names.companies, companies, [["Record ID", ({ id }) => id], ["Company name", (item) => of("name")(item) || of("domain")(item)], ["Company domain name", of("domain")], ["Phone number", of("phone")], ...place, ["Industry", of("industry")], ["Number of employees", of("numberofemployees")], ["Annual revenue", of("annualrevenue")], ["Notes", said("companies", "description")]]],
    [names.contacts, contacts, [["Record ID", ({ id }) => id], ["First name", of("firstname")], ["Last name", of("lastname")], ["Email", of("email")], ["Phone number", of("phone")], ["Mobile phone number", of("mobilephone")], ["Job title", of("jobtitle")], ["Associated company", company], ...place, ["Contact owner", owner], ["Notes", said("contacts", "")]]],
    [names.deals, deals, [["Record ID", ({ id }) => id], ["Deal name", of("dealname")], ["Amount", of("amount")], ["Deal currency", of("deal_currency_code")], ["Deal stage", (item) => steps.get(of("dealstage")(item))?.values["name"] ?? of("dealstage")(item)], ["Close date", (item) => dayOf(of("closedate")(item))], ["Create date", (item) => dayOf(of("createdate")(item))], ["Associated company", company], ["Associated contact", contact], ["Deal owner", owner], ["Notes", said("deals", "description")]]],
  ];
  return tables.flatMap(([name, items, columns]) =>
    items.length === 0 ? [] : [{ name, rows: items.length, csv: csvLine(columns.map(([header]) => header)) + items.map((item) => csvLine(columns.map(([, cell]) => cell(item)))).join("") }]);
}
