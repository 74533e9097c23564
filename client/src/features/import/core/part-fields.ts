// What a column of a deal's lines or of its stakeholders can be, how files call it, and the words for what somebody is in a
// decision. The deal and the contact stand already; such a file says only what belongs to them.
import { entities, STAKEHOLDER_ROLES, type StakeholderRole } from "@outrider/shared/schema";
import { text } from "../texts.ts";
import type { Table } from "./table.ts";
import { guessFields, type UploadField } from "./upload-fields.ts";
import { headerWords } from "./words.ts";

export type PartKind = "lines" | "stakeholders";
export const isPartKind = (kind: string | null): kind is PartKind => kind === "lines" || kind === "stakeholders";

const { fields: labels } = text.parts;
const dealWords = ["deal", "deal name", "deal title", "opportunity", "opportunity name", "associated deal"];
const dealIds = ["deal id", "opportunity id", "deal external id", "associated deal id", "record id deal"];
const deal = [{ key: "deal", label: labels.deal, is: "text", words: dealWords }, { key: "dealId", label: labels.dealId, is: "text", words: dealIds }] as const;

const FIELDS = {
  lines: [
    ...deal,
    { key: "product", label: labels.product, is: "text", words: ["product", "product name", "line item", "line item name", "item", "item name", "sku", "description", "name"] },
    { key: "quantity", label: labels.quantity, is: "number", words: ["quantity", "qty", "units", "seats"] },
    { key: "unitPrice", label: labels.unitPrice, is: "number", words: ["unit price", "price", "sales price", "price per unit", "item price", "list price"] },
    { key: "discount", label: labels.discount, is: "number", words: ["discount", "discount %", "discount percent", "discount percentage", "line discount"] },
    { key: "currency", label: text.part.currency, is: "currency", words: ["currency", "currency code", "currency iso code"] },
  ],
  stakeholders: [
    ...deal,
    { key: "contact", label: labels.contact, is: "text", words: ["contact", "contact name", "stakeholder", "person", "person name", "full name", "name"] },
    { key: "email", label: labels.email, is: "text", words: ["email", "e mail", "email address", "contact email", "e mail address"] },
    { key: "role", label: labels.role, is: "text", words: ["role", "roles", "contact role", "buying role", "role in the decision", "decision role", "stakeholder role"] },
  ],
} as const satisfies Record<PartKind, readonly UploadField[]>;

export const partFields = (kind: PartKind): readonly UploadField[] => FIELDS[kind];

/** For each column the key of its field, or null; each field has one column. */
export const guessParts = (table: Table, kind: PartKind): readonly (string | null)[] => guessFields(table, partFields(kind));

/** Of a deal itself, or of somebody met for the first time: a file with these is no list of what belongs to deals. */
const OTHERS = ["deal stage", "stage", "stage name", "close date", "closing date", "first name", "last name", "order id", "order number", "invoice no"];

/** What belongs to deals, where a table holds nothing else: its columns name a deal, and a product with a figure or a role. */
export function looksLikeParts(table: Table): PartKind | null {
  const words = new Set(table.columns.map(({ name }) => headerWords(name)));
  if (OTHERS.some((word) => words.has(word)) || ![...dealWords, ...dealIds].some((word) => words.has(word))) return null;
  const has = (kind: PartKind, ...keys: readonly string[]): boolean => keys.some((key) => guessParts(table, kind).includes(key));
  if (has("lines", "product") && has("lines", "quantity", "unitPrice")) return "lines";
  return has("stakeholders", "contact", "email") && has("stakeholders", "role") ? "stakeholders" : null;
}

/** Other CRMs' words for the roles; the names of the fields are understood beside them. */
const ROLE_WORDS: Readonly<Record<StakeholderRole, readonly string[]>> = {
  decisionMakers: ["decision maker", "decider", "economic buyer", "economic decision maker", "budget holder", "executive sponsor", "approver"],
  champions: ["champion", "sponsor", "advocate", "internal champion"],
  influencers: ["influencer", "evaluator", "technical buyer", "technical evaluator", "economic influencer"],
  endUsers: ["user", "end user", "business user", "end users"],
  blockers: ["blocker", "detractor", "opponent"],
  procurement: ["procurement", "legal", "purchasing", "legal and compliance", "legal compliance"],
};
const BY_WORD: ReadonlyMap<string, StakeholderRole> = new Map(STAKEHOLDER_ROLES.flatMap((role) =>
  [role, entities.deal.fields[role].label, ...ROLE_WORDS[role]].map((word) => [headerWords(word), role] as const)));

/** Other CRMs' words for somebody without a role. */
const NO_ROLE: ReadonlySet<string> = new Set(["other", "none"]);

/** The role that a word stands for ("Decision-maker", "Economic Buyer"); null: it says that there is none; undefined: it is not known. */
export const roleOf = (word: string): StakeholderRole | null | undefined => (NO_ROLE.has(headerWords(word)) ? null : BY_WORD.get(headerWords(word)));
/** As people may write them. */
export const ROLE_NAMES: readonly string[] = STAKEHOLDER_ROLES.map((role) => entities.deal.fields[role].label);
