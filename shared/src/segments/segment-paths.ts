// What a segment's rule may ask of a contact: one line a path, with its type, what it may be compared by, what it is called
// on the wire, and how a contact's values are found. Whoever shows, reads, checks, evaluates or compiles such rules goes by
// this table. Custom fields have no line: their names say their types. It knows no device and no database.
import { bornOf, glanceOf, isDeleted, type Read, type RecordState, survivor, textOf, valueOf } from "@outrider/shared/records";
import { valuesAt } from "@outrider/shared/projection";
import { customNamed, type CustomType, fieldOf, type Kind, type RuleOp, STAKEHOLDER_ROLES, type Value } from "@outrider/shared/schema";
import { dayAfter, daysBetween } from "./day.ts";
import type { RuleContext } from "./match.ts";

/** `set`: several texts. A link, too, may have several values; it is compared by ids. */
export type SegmentType = "number" | "money" | "day" | "instant" | "text" | "set" | "choice" | "link" | "flag";
/** What belongs together where paths are chosen from. */
export type SegmentGroup = "orders" | "person" | "work" | "company" | "campaigns" | "custom";

/** With whose eyes, and where on Earth, contacts are looked at. */
export interface SegmentContext extends RuleContext {
  /** When a day begins there, ms. */
  readonly startOf: (day: string) => number;
}

/** What is to be had beside the contact itself, as far as whoever looks may see it. */
export interface SegmentSources {
  readonly read: Read;
  /** What hangs on a record and on those merged into it. */
  readonly hanging: (id: string) => readonly RecordState[];
  /** The deals that name a contact or one merged into it (see `contactsOfDeal`). */
  readonly dealsWith: (id: string) => readonly RecordState[];
}

export interface SegmentPath {
  /** The `field` of a condition. */
  readonly path: string;
  /** English; of a custom field as its definition has it, where that is known. */
  readonly label: string;
  readonly type: SegmentType;
  readonly group: SegmentGroup;
  /** On the wire; the first is the one that is written. */
  readonly wire: readonly [string, ...string[]];
  readonly ops: readonly RuleOp[];
  /** Of a choice of this product's. */
  readonly choices: readonly string[];
  /** Of a link: the kind that its values are ids of. "team": keys of teams. */
  readonly to: Kind | null;
}

/** Never null, never "": none where nothing is known. */
type Find = (state: RecordState, sources: SegmentSources, context: SegmentContext) => readonly Value[];
interface Line extends SegmentPath { readonly find: Find }

const IS = ["==", "!=", "in", "empty", "filled"] as const;
const ORDERED = ["==", "!=", ">", ">=", "<", "<=", "between", "in", "empty", "filled"] as const;
const TEXTUAL = ["contains", ...IS] as const;
/** What each type may be compared by. */
export const SEGMENT_OPS: Readonly<Record<SegmentType, readonly RuleOp[]>> = {
  number: ORDERED, money: ORDERED, day: ORDERED, instant: ORDERED, text: TEXTUAL, set: TEXTUAL, choice: IS, link: IS, flag: ["==", "!=", "empty", "filled"],
};

const field = (path: string): Find => (state, { read }) => valuesAt(state, path, read);
const some = (value: number | string | null): readonly Value[] => (value === null || value === "" ? [] : [value]);

/** Who has a part in a deal, each once. */
export const contactsOfDeal = (deal: RecordState): readonly string[] =>
  [...new Set([textOf(deal, "contact"), ...["stakeholders", ...STAKEHOLDER_ROLES].flatMap((role) => valuesAt(deal, role, () => undefined).map(String))])].filter((id) => id !== "");

/** The stage of a deal that is still open; "" for any other. */
export function openStageOf(deal: RecordState, read: Read): string {
  const stage = textOf(deal, "stage");
  const standing = stage === "" || isDeleted(deal) || textOf(deal, "mergedInto") !== "" ? undefined : read(stage);
  return standing && textOf(standing, "outcome") === "open" ? stage : "";
}

/** When somebody was in touch by this, ms; null: it is no such thing. A note is nobody's answer. */
export function contactedBy(hung: RecordState): number | null {
  const at = hung.kind === "activity" && !isDeleted(hung) && textOf(hung, "type") !== "note" ? valueOf(hung, "at") : null;
  return typeof at === "number" ? at : null;
}

/** Up to the end of today: what is planned is none yet. */
function lastContacted({ id }: RecordState, hanging: SegmentSources["hanging"], { today, startOf }: SegmentContext): number | null {
  const end = startOf(dayAfter(today, 1));
  let last: number | null = null;
  for (const hung of hanging(id)) {
    const at = contactedBy(hung);
    if (at !== null && at < end && (last === null || at > last)) last = at;
  }
  return last;
}

const lastActive: Find = (state, { read }) => valuesAt(state, "lastActive", read);

/** The company, and the one that stands for it since it was merged. */
const company: Find = (state, { read }) => {
  const id = textOf(state, "company");
  const standing = id === "" ? undefined : read(id);
  return id === "" ? [] : [...new Set([id, standing ? survivor(standing, read).id : id])];
};

interface More { readonly to?: Kind; readonly choices?: readonly string[] }
const line = (path: string, label: string, type: SegmentType, group: SegmentGroup, wire: readonly [string, ...string[]], find: Find = field(path), { to, choices = [] }: More = {}): Line =>
  ({ path, label, type, group, wire, ops: SEGMENT_OPS[type], choices, to: to ?? null, find });

const yesNo = { choices: ["yes", "no"] } as const;
const campaigns = { to: "campaign" } as const;

const LINES: readonly Line[] = [
  line("spend", "Spend", "money", "orders", ["spend", "totalSpend", "total_spend"]),
  line("visits", "Visits", "number", "orders", ["visits", "visitCount", "visit_count"]),
  line("lastActive", "Last active", "instant", "orders", ["last_active", "lastPurchaseDate", "lastActive", "last_purchase_date"]),
  // Whoever never ordered has none, and no comparison holds for them but "is not".
  line("inactiveDays", "Days inactive", "number", "orders", ["inactive_days", "inactiveDays"], (state, sources, context) => {
    const [at] = lastActive(state, sources, context);
    return typeof at === "number" ? [daysBetween(context.dayOf(at), context.today)] : [];
  }),
  line("name", "Name", "text", "person", ["name"]),
  line("title", "Job title", "text", "person", ["job_title", "title"]),
  line("emails", "Emails", "set", "person", ["email", "emails"]),
  line("phones", "Phones", "set", "person", ["phone", "phones"]),
  line("address", "Address", "text", "person", ["address"]),
  line("tags", "Tags", "set", "person", ["tags", "tag"]),
  line("timeZone", "Time zone", "text", "person", ["time_zone", "timeZone"]),
  line("createdAt", "Created", "instant", "person", ["created_at", "createdAt"], (state) => [bornOf(state).at]),
  line("updatedAt", "Updated", "instant", "person", ["updated_at", "updatedAt"], (state) => [glanceOf(state).updatedAt]),
  line("owner", "Owner", "link", "work", ["owner", "ownerId"], field("owner"), { to: "member" }),
  line("owner.team", "Owner's team", "choice", "work", ["owner_team", "team"]),
  line("stage", "Stage of an open deal", "link", "work", ["stage", "stageId"], ({ id }, { dealsWith, read }) => [...new Set(dealsWith(id).map((deal) => openStageOf(deal, read)))].filter((stage) => stage !== ""), { to: "stage" }),
  line("lastContacted", "Last contacted", "instant", "work", ["last_contacted", "lastContacted", "last_activity"], (state, { hanging }, context) => some(lastContacted(state, hanging, context))),
  line("company", "Company", "link", "company", ["company", "companyId"], company, { to: "company" }),
  line("company.name", "Company's name", "text", "company", ["company_name", "company.name"]),
  line("company.industry", "Industry", "text", "company", ["company_industry", "industry", "company.industry"]),
  line("company.country", "Country", "text", "company", ["company_country", "country", "company.country"]),
  line("company.employees", "Employees", "number", "company", ["company_employees", "company.employees"]),
  line("company.revenue", "Annual revenue", "money", "company", ["company_revenue", "company.revenue"]),
  line("company.tags", "Company's tags", "set", "company", ["company_tags", "company.tags"]),
  line("mail", "Campaigns by e-mail", "choice", "campaigns", ["mail"], field("mail"), yesNo),
  line("tracking", "Opens and clicks", "choice", "campaigns", ["tracking"], field("tracking"), yesNo),
  line("receivedCampaigns", "Campaigns received", "link", "campaigns", ["received_campaign", "receivedCampaigns"], field("receivedCampaigns"), campaigns),
  line("openedCampaigns", "Campaigns opened", "link", "campaigns", ["opened_campaign", "openedCampaigns"], field("openedCampaigns"), campaigns),
  line("clickedCampaigns", "Campaigns clicked", "link", "campaigns", ["clicked_campaign", "clickedCampaigns"], field("clickedCampaigns"), campaigns),
];

const told = ({ path, label, type, group, wire, ops, choices, to }: Line): SegmentPath => ({ path, label, type, group, wire, ops, choices, to });
/** All but custom fields, in the order in which they are offered. */
export const SEGMENT_PATHS: readonly SegmentPath[] = LINES.map(told);
const BY_PATH: ReadonlyMap<string, Line> = new Map(LINES.map((one) => [one.path, one]));
const BY_WIRE: ReadonlyMap<string, Line> = new Map(LINES.flatMap((one) => [one.path, ...one.wire].map((name) => [name, one] as const)));

const CUSTOM = { text: "text", number: "number", money: "money", date: "day", choice: "choice", checkbox: "flag", link: "text" } as const satisfies Record<CustomType, SegmentType>;
const OF_COMPANY = "company.";
/** How custom fields are called on the wire: the id of the definition goes after it. */
const WIRE_CUSTOM = "customFields.";

function customLine(path: string, label: string): Line | undefined {
  const ofCompany = path.startsWith(OF_COMPANY);
  const name = ofCompany ? path.slice(OF_COMPANY.length) : path;
  const named = customNamed(name);
  return named && fieldOf(ofCompany ? "company" : "contact", name) ? line(path, label, CUSTOM[named.type], "custom", [`${ofCompany ? OF_COMPANY : ""}${WIRE_CUSTOM}${named.id}`]) : undefined;
}

const lineOf = (path: string): Line | undefined => BY_PATH.get(path) ?? customLine(path, "Custom field");

/** undefined: no segment may ask of it. */
export const segmentPathOf = (path: string): SegmentPath | undefined => lineOf(path);

/** A custom field of contacts or companies, by the name that records keep it under. */
export interface SegmentCustom { readonly of: "contact" | "company"; readonly name: string; readonly label: string }

/** The paths of custom fields that a workspace has, called as it calls them. */
export const customPaths = (custom: readonly SegmentCustom[]): readonly SegmentPath[] =>
  custom.flatMap(({ of, name, label }) => customLine(of === "company" ? `${OF_COMPANY}${name}` : name, label) ?? []);

/** The path that is meant by a name on the wire: its own, a wire name, `customFields.<id or label>`. undefined: none, or more than one. */
export function pathOfWire(name: string, custom: readonly SegmentCustom[] = []): SegmentPath | undefined {
  const known = BY_WIRE.get(name);
  if (known) return known;
  const all = customPaths(custom);
  const called = (path: SegmentPath): readonly string[] => [path.path, path.wire[0], `${path.path.startsWith(OF_COMPANY) ? OF_COMPANY : ""}${WIRE_CUSTOM}${path.label}`];
  const found = all.filter((path) => called(path).includes(name));
  return found.length === 1 ? found[0] : undefined;
}

/** The values of a contact at a path: one, several or none; none too at a path that is none. */
export const segmentValues = (path: string, state: RecordState, sources: SegmentSources, context: SegmentContext): readonly Value[] => lineOf(path)?.find(state, sources, context) ?? [];
