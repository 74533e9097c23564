// What is special to each kind of record, as one table: what its list shows and filters by, what a new one asks for,
// which fields its page shows first. Everything else about a field is the schema's.
import { entityOf, type Field, fieldOf, STAKEHOLDER_ROLES } from "@outrider/shared/schema";
import { customFieldOf, type CustomFieldView } from "../../app/custom-fields.ts";
import { fieldLabel } from "../../app/field-label.ts";
import type { PageKind } from "../../app/record-route.ts";
import type { Grouping } from "../../read/index.ts";
import { words } from "./texts.ts";

export type Filter = "stage" | "status" | "owner";

export interface ColumnPlan {
  readonly field: string;
  readonly width: string;
  readonly phone?: "title" | "detail" | "end";
}

export interface KindPlan {
  readonly kind: PageKind;
  readonly columns: readonly ColumnPlan[];
  /** Sort until the person chooses another. */
  readonly sort: { readonly by: string; readonly descending: boolean };
  readonly filters: readonly Filter[];
  /** What the list can be put into groups of, by the name it has in the address. */
  readonly groups: Readonly<Record<string, Grouping>>;
  /** Fields a new one asks for: at once, and after "more". */
  readonly create: readonly string[];
  readonly createMore: readonly string[];
  /** Fields the page shows at once; the others come after "all fields". */
  readonly main: readonly string[];
  /** Lists of records that link to this one, by kind and field. */
  readonly linked: readonly { readonly kind: PageKind; readonly field: string }[];
}

export const plans = {
  deal: {
    kind: "deal",
    columns: [
      { field: "title", width: "minmax(0,2.2fr)", phone: "title" },
      { field: "stage", width: "8rem", phone: "detail" },
      { field: "company", width: "minmax(0,1.3fr)" },
      { field: "owner", width: "minmax(0,1fr)" },
      { field: "closeDate", width: "7rem", phone: "detail" },
      { field: "value", width: "8rem", phone: "end" },
    ],
    sort: { by: "updatedAt", descending: true },
    filters: ["stage", "owner"],
    groups: { stage: { by: "stage", order: "stage.order" }, owner: { by: "owner" }, company: { by: "company" }, closeDate: { by: "closeDate", part: "month" } },
    create: ["title", "company", "value", "stage"],
    createMore: ["contact", "closeDate", "source", "notes"],
    main: ["title", "value", "company", "contact", "closeDate", "probability", "owner", "reason", "competitors", "notes"],
    linked: [],
  },
  lead: {
    kind: "lead",
    columns: [
      { field: "name", width: "minmax(0,1.6fr)", phone: "title" },
      { field: "company", width: "minmax(0,1.4fr)", phone: "detail" },
      { field: "status", width: "8rem", phone: "end" },
      { field: "source", width: "7rem" },
      { field: "owner", width: "minmax(0,1fr)" },
      { field: "score", width: "5rem" },
    ],
    sort: { by: "updatedAt", descending: true },
    filters: ["status", "owner"],
    groups: { status: { by: "status" }, owner: { by: "owner" }, source: { by: "source" } },
    create: ["name", "company", "email", "phone"],
    createMore: ["source", "notes"],
    main: ["name", "company", "email", "phone", "status", "source", "score", "owner", "notes"],
    linked: [],
  },
  contact: {
    kind: "contact",
    columns: [
      { field: "name", width: "minmax(0,1.4fr)", phone: "title" },
      { field: "title", width: "minmax(0,1.2fr)", phone: "detail" },
      { field: "company", width: "minmax(0,1.3fr)", phone: "detail" },
      { field: "emails", width: "minmax(0,1.6fr)" },
      { field: "owner", width: "minmax(0,1fr)" },
    ],
    sort: { by: "name", descending: false },
    filters: ["owner"],
    groups: { company: { by: "company" }, owner: { by: "owner" } },
    create: ["name", "company", "emails", "phones"],
    createMore: ["title", "notes"],
    main: ["name", "title", "company", "emails", "phones", "owner", "tags", "notes"],
    linked: [{ kind: "deal", field: "contact" }],
  },
  company: {
    kind: "company",
    columns: [
      { field: "name", width: "minmax(0,1.8fr)", phone: "title" },
      { field: "industry", width: "minmax(0,1.2fr)", phone: "detail" },
      { field: "country", width: "minmax(0,1fr)", phone: "detail" },
      { field: "employees", width: "7rem" },
      { field: "revenue", width: "8rem" },
    ],
    sort: { by: "name", descending: false },
    filters: [],
    groups: { industry: { by: "industry" }, country: { by: "country" } },
    create: ["name", "industry", "website", "phone"],
    createMore: ["country", "employees", "address", "notes"],
    main: ["name", "industry", "website", "phone", "country", "address", "employees", "revenue", "parent", "tags", "notes"],
    linked: [{ kind: "deal", field: "company" }, { kind: "contact", field: "company" }],
  },
} as const satisfies Record<PageKind, KindPlan>;

export const planOf = (kind: PageKind): KindPlan => plans[kind];

/** Fields that have their own place on the page or are the machinery's. */
const ELSEWHERE = new Set(["deletedAt", "mergedInto", "stage", "stakeholders", ...STAKEHOLDER_ROLES, "convertedAt", "convertedContact", "convertedCompany", "convertedDeal", "externalId"]);

/** What follows from elsewhere, which the server alone says: shown, never offered to be changed. */
export const isFact = ({ guard }: Pick<Field, "guard">): boolean => guard === "system";

/** The fields of the page in two parts: those shown at once in the plan's order, the others in the schema's. */
export function pageFields(kind: PageKind): { readonly main: readonly string[]; readonly rest: readonly string[] } {
  const { main } = planOf(kind);
  const names = Object.entries<Field>(entityOf(kind).fields).filter(([name, field]) => !ELSEWHERE.has(name) && !isFact(field)).map(([name]) => name);
  return { main: main.filter((name) => names.includes(name)), rest: names.filter((name) => !main.includes(name)) };
}

/** Made once for each, so that the same field is the same object. */
const fields = new Map<string, Field>();

/** A field as the schema has it, called as this device's language calls it. */
export function fieldFor(kind: PageKind, name: string): Field {
  const custom = customFieldOf(name);
  if (custom !== undefined) return custom;
  const known = fields.get(`${kind}.${name}`);
  if (known !== undefined) return known;
  const field = fieldOf(kind, name);
  if (field === undefined) throw new Error(`${kind} has no field ${name}`);
  const spoken = { ...field, label: fieldLabel(kind, name) };
  fields.set(`${kind}.${name}`, spoken);
  return spoken;
}

/** Whether the order is by a field that is there. */
export const isField = (kind: PageKind, by: string): boolean => by === "updatedAt" || fieldOf(kind, by) !== undefined;

/** What nobody reads in a cell of a table. */
const NO_COLUMN = new Set(["deletedAt", "mergedInto", "convertedContact", "convertedCompany", "convertedDeal"]);
/** How many of the workspace's own fields are columns as long as nobody has said which. */
const FIRST_CUSTOM = 2;

/** Fields that can be columns, the title's first. */
export const offeredColumns = (kind: PageKind, custom: readonly CustomFieldView[]): readonly string[] => {
  const { fields, title } = entityOf(kind);
  return [title, ...Object.keys(fields).filter((name) => name !== title && !NO_COLUMN.has(name)), ...custom.map(({ name }) => name)];
};

/** Fields that are columns, the title's first; `chosen` as the address has them. */
export function shownColumns(kind: PageKind, custom: readonly CustomFieldView[], chosen: readonly string[] | undefined): readonly string[] {
  const { title } = entityOf(kind);
  const offered = offeredColumns(kind, custom);
  const names = chosen ?? [...planOf(kind).columns.map(({ field }) => field), ...custom.slice(0, FIRST_CUSTOM).map(({ name }) => name)];
  return [title, ...names.filter((name) => name !== title && offered.includes(name))];
}

/** Whether a cell of the list can be edited; sets are edited on the record's page, facts nowhere. */
export function canEditCell(kind: PageKind, name: string): boolean {
  const field = fieldFor(kind, name);
  return !field.many && !isFact(field);
}

/** What an order of the list is called. */
export const sortLabel = (kind: PageKind, by: string): string => (by === "updatedAt" ? words.list.updated : fieldLabel(kind, by));
