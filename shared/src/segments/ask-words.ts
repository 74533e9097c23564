// The words by which people ask for their records: kinds, fields, order, and those that say nothing.
import type { VIEW_KINDS } from "@outrider/shared/schema";

export type AskedKind = (typeof VIEW_KINDS)[number];

export const KIND_WORDS: Readonly<Record<string, AskedKind>> = {
  deal: "deal", deals: "deal", opportunity: "deal", opportunities: "deal", pipeline: "deal", lead: "lead", leads: "lead", prospect: "lead", prospects: "lead", enquiries: "lead", enquiry: "lead",
  contact: "contact", contacts: "contact", people: "contact", persons: "contact", person: "contact", company: "company", companies: "company", account: "company", accounts: "company", firm: "company", firms: "company", organisations: "company",
};

/** Names of fields in questions, by kind. */
export const FIELD_WORDS: Readonly<Record<AskedKind, Readonly<Record<string, string>>>> = {
  deal: {
    value: "value", amount: "value", size: "value", probability: "probability", chance: "probability", "close date": "closeDate", "closing date": "closeDate", "opening date": "openedOn", industry: "industry", source: "source", company: "company", contact: "contact",
    "decision maker": "decisionMakers", "decision makers": "decisionMakers", champion: "champions", champions: "champions", competitor: "competitors", competitors: "competitors", product: "products", products: "products", tag: "tags", tags: "tags", reason: "reason", notes: "notes",
  },
  lead: { score: "score", email: "email", "email address": "email", mail: "email", phone: "phone", "phone number": "phone", company: "company", source: "source", status: "status", tag: "tags", tags: "tags", notes: "notes" },
  contact: { email: "emails", emails: "emails", "email address": "emails", mail: "emails", phone: "phones", "phone number": "phones", company: "company", address: "address", linkedin: "linkedin", "job title": "title", tag: "tags", tags: "tags", notes: "notes" },
  company: { employees: "employees", staff: "employees", people: "employees", revenue: "revenue", turnover: "revenue", industry: "industry", website: "website", phone: "phone", "phone number": "phone", address: "address", country: "country", tag: "tags", tags: "tags", notes: "notes" },
};

/** What a bare figure is of; null: nothing. */
export const BARE_FIGURE: Readonly<Record<AskedKind, string | null>> = { deal: "value", lead: "score", contact: null, company: "employees" };
/** The field of "biggest" and "smallest"; null: there is none. */
export const SIZE_FIELD: Readonly<Record<AskedKind, string | null>> = { deal: "value", lead: "score", contact: null, company: "employees" };

export type Ordered = "largest" | "smallest" | "newest" | "oldest" | "soonest";
export const ORDER_WORDS: Readonly<Record<string, Ordered>> = {
  biggest: "largest", largest: "largest", highest: "largest", best: "largest", top: "largest", "most valuable": "largest", hottest: "largest", smallest: "smallest", lowest: "smallest", cheapest: "smallest",
  newest: "newest", latest: "newest", recent: "newest", "most recent": "newest", oldest: "oldest", stalest: "oldest", soonest: "soonest", "closing first": "soonest",
};

/** Words that ask and join, and say nothing of which records are meant. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  ("a an the and of in on at to for with by from which what who where when how many much show me list all any every give find get see tell please can could you i we us our is are was were be been being do does did have has had that this these those there their " +
  "them they it its then than still also just only but currently right now today so far whose want need like would records record ones one up yet worth whats what's i'd sort sorted order ordered tagged labelled").split(" "),
);
