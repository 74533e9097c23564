// What the columns of CSV files are called, by the kind of record and the field they hold, as other CRMs and people
// write them. A header matches when its words are equal; nothing is guessed from parts of words.
// `firstName`, `lastName` and `currency` are parts of a field, not fields.
import type { ImportKind } from "./targets.ts";

const person = {
  firstName: ["first name", "firstname", "given name", "forename", "vorname"],
  lastName: ["last name", "lastname", "surname", "family name", "nachname"],
} as const;
const place = ["address", "street", "street address", "mailing street", "billing street", "address line 1", "address line 2", "city", "mailing city", "billing city", "town", "zip", "zip code", "postal code", "postcode", "state", "state region", "mailing state province", "billing state province"];
const phones = ["phone", "phone number", "telephone", "tel", "mobile", "mobile phone", "mobile phone number", "cell", "cell phone", "work phone", "phone work", "home phone", "phone home", "phone other", "other phone", "direct phone"];
const emails = ["email", "e mail", "email address", "e mail address", "mail", "work email", "email work", "home email", "email home", "email other", "other email", "secondary email", "email 1 value", "email 2 value"];
const owner = ["owner", "sales agent", "agent", "sales rep", "sales representative", "account manager", "assigned to", "salesperson", "sales person", "sales"];
const notes = ["notes", "note", "description", "comment", "comments", "background", "about"];
const tags = ["tags", "tag", "labels", "label"];
const companyName = ["company", "company name", "account", "account name", "organization", "organization name", "organisation", "organisation name", "associated company", "customer", "client"];

/** In the order of trust: a column is taken by the first field that knows its words. */
export const FIELD_WORDS = {
  company: {
    name: ["name", "business name", "firm", ...companyName],
    externalId: ["id", "external id", "account id", "company id", "organization id", "record id", "record id contact"],
    industry: ["industry", "sector", "branch", "vertical"],
    website: ["website", "web site", "url", "web", "domain", "company domain name", "domain name", "homepage"],
    phone: phones,
    country: ["country", "country region", "office location", "location", "billing country", "hq country"],
    address: place,
    employees: ["employees", "number of employees", "no of employees", "employee count", "headcount", "company size"],
    revenue: ["revenue", "annual revenue", "turnover", "sales volume"],
    currency: ["currency", "currency code", "currency iso code"],
    founded: ["founded", "year established", "year founded", "established", "founded year"],
    parent: ["subsidiary of", "parent", "parent company", "parent account", "parent account name", "part of"],
    notes, tags,
  },
  contact: {
    name: ["name", "full name", "contact name", "contact", "person name", "display name"],
    ...person,
    externalId: ["id", "external id", "contact id", "record id", "person id"],
    title: ["title", "job title", "position", "role", "function"],
    company: companyName,
    emails, phones,
    address: [...place, "country", "country region", "mailing country"],
    linkedin: ["linkedin", "linkedin url", "linkedin profile", "linkedin profile url"],
    owner: ["contact owner", ...owner],
    notes, tags,
  },
  lead: {
    name: ["name", "full name", "lead name", "contact name", "lead"],
    ...person,
    externalId: ["id", "external id", "lead id", "record id"],
    company: companyName,
    email: emails,
    phone: phones,
    source: ["source", "lead source", "original source", "channel"],
    status: ["status", "lead status"],
    score: ["score", "lead score", "rating"],
    owner: ["lead owner", ...owner],
    notes, tags,
  },
  deal: {
    title: ["title", "deal name", "deal title", "opportunity name", "opportunity", "deal", "name"],
    externalId: ["opportunity id", "deal id", "external id", "id", "record id"],
    value: ["value", "deal value", "amount", "close value", "deal amount", "total", "opportunity amount"],
    currency: ["currency", "deal currency", "currency code", "opportunity currency", "value currency"],
    stage: ["stage", "deal stage", "stage name", "sales stage", "pipeline stage", "status"],
    company: companyName,
    contact: ["contact", "contact name", "contact person", "primary contact", "associated contact", "person", "person name"],
    products: ["products", "product", "product name", "line items"],
    probability: ["probability", "probability %", "win probability", "deal probability"],
    closeDate: ["close date", "expected close date", "closing date", "closed date", "close"],
    openedOn: ["engage date", "create date", "created date", "created", "created at", "open date", "opened", "opened on", "deal created", "start date"],
    owner: ["deal owner", "opportunity owner", ...owner],
    industry: ["industry", "sector"],
    source: ["source", "lead source", "original source"],
    reason: ["reason", "lost reason", "loss reason", "closed lost reason", "closed won reason", "win reason", "won reason"],
    notes, tags,
  },
} as const satisfies Record<ImportKind, Readonly<Record<string, readonly string[]>>>;

/** Headers that tell of a kind: two of a row decide nearly every file. */
export const KIND_SIGNS = {
  company: ["employees", "number of employees", "annual revenue", "year established", "sector", "office location", "subsidiary of", "parent account", "company domain name", "account name"],
  contact: ["first name", "last name", "job title", "email", "contact id", "contact name", "contact owner", "linkedin url", "mobile phone", "email work", "phone work"],
  lead: ["lead source", "lead status", "lead id", "lead score", "lead owner", "lead name", "score"],
  deal: ["deal stage", "deal name", "opportunity id", "opportunity name", "close date", "close value", "stage", "amount", "deal owner", "engage date", "probability", "expected close date", "deal value"],
} as const satisfies Record<ImportKind, readonly string[]>;

/** Kinds of files that hold no records of the CRM, by headers that all must be there. */
export const OTHER_SIGNS = {
  products: [["product", "sales price"], ["product", "price"], ["product name", "price"], ["product", "series"], ["sku", "price"], ["product name", "unit price"]],
  people: [["sales agent", "manager"], ["agent", "manager"], ["name", "email", "role"], ["sales agent", "regional office"], ["employee", "manager"], ["user name", "role"]],
  orders: [["order id", "amount"], ["order id", "email"], ["order number", "total"], ["invoice no", "stock code"], ["order id", "quantity"], ["order number", "quantity"], ["invoice no", "quantity"]],
} as const satisfies Record<"products" | "people" | "orders", readonly (readonly string[])[]>;
