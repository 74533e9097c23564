// What an import of a deal's lines or stakeholders will do, row by row, before anything is written. Deals and contacts stand
// already: a row whose deal or contact is not here, or of whose name there are several, is refused with that reason.
// Invariant: as of any plan: every row has exactly one fate.
import type { Call, Values } from "@outrider/shared/commands";
import { entities, moneyOf, type Value } from "@outrider/shared/schema";
import type { KnownDeal, KnownLine, KnownRecord } from "../target.ts";
import { text } from "../texts.ts";
import { columnValues, onceAbout } from "./column-values.ts";
import type { RowDraft, RowError } from "./convert-row.ts";
import { cleanCell, convertValue } from "./convert-value.ts";
import { numberFormat } from "./number-format.ts";
import { guessParts, type PartKind, partFields, ROLE_NAMES, roleOf } from "./part-fields.ts";
import { askFormats, type ColumnSettings, type UploadQuestion } from "./plan-upload.ts";
import type { Fate, Plan } from "./plan.ts";
import type { Row, Table } from "./table.ts";
import { sameName } from "./words.ts";

/** currency: three letters, of prices that name none. */
export interface PartSettings extends ColumnSettings { readonly kind: PartKind; readonly currency: string }

export interface PartSurroundings {
  readonly deals: readonly KnownDeal[];
  readonly lines: readonly KnownLine[];
  readonly contacts: readonly KnownRecord[];
}

export const firstParts = (table: Table, kind: PartKind, currency: string): PartSettings => ({ kind, mapping: guessParts(table, kind), marks: {}, orders: {}, currency });

/** What the file leaves open and only the person can say. One without an answer holds the import back. */
export function askParts(table: Table, settings: PartSettings): readonly UploadQuestion[] {
  const has = (...keys: readonly string[]): boolean => keys.some((key) => settings.mapping.includes(key));
  const needs: readonly (readonly [boolean, string])[] = [
    [has("deal", "dealId"), text.parts.needsDeal],
    settings.kind === "lines" ? [has("product"), text.parts.fields.product] : [has("contact", "email"), text.parts.needsContact],
  ];
  return [...needs.filter(([there]) => !there).map(([, label]): UploadQuestion => ({ about: "required", label, answered: false })), ...askFormats(table, settings, partFields(settings.kind))];
}

/** Records by what they are called; several of one name are all kept. */
function byName<T>(records: readonly T[], namesOf: (record: T) => readonly string[]): (name: string) => readonly T[] {
  const found = new Map<string, T[]>();
  for (const record of records) {
    for (const name of new Set(namesOf(record).map(sameName))) {
      if (name === "") continue;
      const there = found.get(name);
      if (there) there.push(record);
      else found.set(name, [record]);
    }
  }
  return (name) => found.get(sameName(name)) ?? [];
}

interface Wrong { readonly column: string; readonly value: string; readonly message: string }
/** What a row becomes but for its line: several calls stand or fall together. */
type Becomes =
  | { readonly is: "new" | "update"; readonly id: string; readonly values: Values; readonly calls: readonly [Call, ...Call[]]; readonly back?: Call }
  | { readonly is: "skip" }
  | { readonly is: "wrong"; readonly wrong: readonly Wrong[] };
type Cells = (key: string) => string;

/** newId gives a random UUID. */
export function planParts(table: Table, settings: PartSettings, around: PartSurroundings, newId: () => string): Plan {
  const dealsCalled = byName(around.deals, ({ title }) => [title]);
  const dealsById = byName(around.deals, ({ id, externalId }) => [id, externalId]);
  const columnOf = (key: string): string => table.columns[settings.mapping.indexOf(key)]?.name ?? "";

  function dealIn(cells: Cells): KnownDeal | Wrong {
    const key = cells("dealId") === "" ? "deal" : "dealId";
    const value = cells(key);
    if (value === "") return { column: columnOf(settings.mapping.includes("deal") ? "deal" : "dealId"), value, message: text.parts.noDeal };
    // A column of names may hold ids too, where no deal is called that.
    const called = key === "deal" ? dealsCalled(value) : [];
    const found = called.length > 0 ? called : dealsById(value);
    const [deal] = found;
    if (deal !== undefined && found.length === 1) return deal;
    return { column: columnOf(key), value, message: deal === undefined ? text.parts.unknownDeal(value) : text.parts.severalDeals(found.length, value) };
  }

  const become = settings.kind === "lines" ? lineRows(table, settings, around, newId, columnOf) : stakeholderRows(around, columnOf);
  const fates = table.rows.map((row): Fate => {
    const refuse = (errors: readonly Wrong[]): Fate => ({ row, fate: "refuse", errors: errors.map((wrong): RowError => ({ ...wrong, line: row.line, value: wrong.value.slice(0, 300) })) });
    if (row.problem !== undefined) return refuse([{ column: "", value: row.cells.join(" | "), message: row.problem }]);
    const cells: Cells = (key) => cleanCell(row.cells[settings.mapping.indexOf(key)] ?? "");
    const deal = dealIn(cells);
    const becomes = become(cells, "message" in deal ? null : deal);
    const wrong = [...("message" in deal ? [deal] : []), ...(becomes.is === "wrong" ? becomes.wrong : [])];
    if (wrong.length > 0 || becomes.is === "wrong") return refuse(wrong);
    return becomes.is === "skip" ? { row, fate: "skip", reason: text.row.exists } : fateOf(row, becomes);
  });
  return { fates, companies: [], order: fates.flatMap((fate) => ("call" in fate ? [fate] : [])) };
}

function fateOf(row: Row, { is, id, values, calls: [call, ...more], back }: Extract<Becomes, { readonly calls: unknown }>): Fate {
  const draft: RowDraft = { values, sets: {}, companyName: "", parentName: "", unlinked: [] };
  return { row, fate: is, id, draft, call, more, ...(back !== undefined && { back }) };
}

/** A set of a deal as it will be when the rows before have been written. */
function growing() {
  const added = new Set<string>();
  return {
    has: (deal: KnownDeal, set: string, element: string): boolean => deal.sets[set]?.includes(element) === true || added.has(JSON.stringify([deal.id, set, element])),
    add: (deal: KnownDeal, set: string, element: string) => void added.add(JSON.stringify([deal.id, set, element])),
  };
}

/** By which two lines are the same: what is not said is left out. */
const lineKey = (deal: string, values: Values): string => {
  const price = moneyOf(values["unitPrice"]);
  const figure = (name: string): Value => values[name] ?? null;
  return JSON.stringify([deal, sameName(typeof values["product"] === "string" ? values["product"] : ""), figure("quantity"), price === null ? null : [price.amount, price.currency], figure("discount")]);
};

type Sets = Readonly<Record<string, readonly string[]>>;
const adding = ({ id }: KnownDeal, add: Sets): Call => ({ name: "edit", args: { id, add } });
const removing = ({ id }: KnownDeal, remove: Sets): Call => ({ name: "edit", args: { id, remove } });

type Become = (cells: Cells, deal: KnownDeal | null) => Becomes;

function lineRows(table: Table, settings: PartSettings, { lines }: PartSurroundings, newId: () => string, columnOf: (key: string) => string): Become {
  const { product, quantity, unitPrice, discount } = entities.lineItem.fields;
  const fields = { product, quantity, unitPrice, discount };
  const sets = growing();
  // Two equal lines in one deal are two: each that stands already answers for one row of the file.
  const standing = new Map<string, number>();
  for (const { deal, values } of lines) standing.set(lineKey(deal, values), (standing.get(lineKey(deal, values)) ?? 0) + 1);
  const marks = Object.fromEntries(settings.mapping.map((_, column) => {
    const format = onceAbout(columnValues(table)[column] ?? new Map<string, never>(), numberFormat);
    return [column, "mark" in format ? format.mark : settings.marks[column]] as const;
  }));
  return (cells, deal) => {
    const values: Record<string, Value> = {};
    const wrong: Wrong[] = [];
    const own = cells("currency").toUpperCase();
    const isCode = /^[A-Z]{3}$/.test(own);
    if (own !== "" && !isCode) wrong.push({ column: columnOf("currency"), value: own, message: text.cell.wrong(text.part.currency, text.upload.notCurrency) });
    if (cells("product") === "") wrong.push({ column: columnOf("product"), value: "", message: text.cell.wrong(product.label, text.parts.isEmpty) });
    if (cells("product") === "__proto__") wrong.push({ column: columnOf("product"), value: "__proto__", message: text.cell.wrong(product.label, text.cell.notThatWord) });
    for (const [key, field] of Object.entries(fields)) {
      const given = cells(key);
      if (given === "") continue;
      const value = convertValue(field, given, { currency: isCode ? own : settings.currency, mark: marks[settings.mapping.indexOf(key)] });
      if (value.ok) values[key] = value.value;
      else wrong.push({ column: columnOf(key), value: given, message: value.error });
    }
    if (deal === null || wrong.length > 0) return { is: "wrong", wrong };
    const key = lineKey(deal.id, values);
    const there = standing.get(key) ?? 0;
    if (there > 0) {
      standing.set(key, there - 1);
      return { is: "skip" };
    }
    const [id, name] = [newId(), cells("product")];
    const make: Call = { name: "create", args: { id, kind: "lineItem", values: { ...values, root: deal.id } } };
    if (sets.has(deal, "products", name)) return { is: "new", id, values: { ...values, root: deal.id }, calls: [make] };
    // By the deal's products a line is found.
    sets.add(deal, "products", name);
    return { is: "new", id, values: { ...values, root: deal.id }, calls: [make, adding(deal, { products: [name] })], back: removing(deal, { products: [name] }) };
  };
}

function stakeholderRows({ contacts }: PartSurroundings, columnOf: (key: string) => string): Become {
  const called = byName(contacts, ({ name, emails, id, externalId }) => [name, id, externalId, ...emails]);
  const addressed = byName(contacts, ({ emails }) => emails);
  const sets = growing();
  const contactIn = (cells: Cells, deal: KnownDeal | null): KnownRecord | Wrong => {
    const key = cells("email") === "" ? "contact" : "email";
    const value = cells(key);
    if (value === "") return { column: columnOf(columnOf("contact") === "" ? "email" : "contact"), value, message: text.parts.noContact };
    const found = (key === "email" ? addressed : called)(value);
    // Of several the one who works where the deal is.
    const near = found.length > 1 && deal !== null && deal.company !== "" ? found.filter(({ company }) => company === deal.company) : [];
    const [contact] = near.length === 1 ? near : found;
    if (contact !== undefined && (found.length === 1 || near.length === 1)) return contact;
    return { column: columnOf(key), value, message: contact === undefined ? text.parts.unknownContact(value) : text.parts.severalContacts(found.length, value) };
  };
  return (cells, deal) => {
    const contact = contactIn(cells, deal);
    const words = cells("role").split(/[;,|]/).map((word) => word.trim()).filter((word) => word !== "");
    const unknown = words.filter((word) => roleOf(word) === undefined).map((word): Wrong => ({ column: columnOf("role"), value: cells("role"), message: text.parts.unknownRole(word, ROLE_NAMES) }));
    const wrong = [...("message" in contact ? [contact] : []), ...unknown];
    if (deal === null || "message" in contact || wrong.length > 0) return { is: "wrong", wrong };
    const roles = words.flatMap((word) => roleOf(word) ?? []);
    const missing = [...new Set(["stakeholders", ...roles])].filter((set) => !sets.has(deal, set, contact.id));
    if (missing.length === 0) return { is: "skip" };
    for (const set of missing) sets.add(deal, set, contact.id);
    const each = Object.fromEntries(missing.map((set) => [set, [contact.id]]));
    return { is: "update", id: deal.id, values: { root: deal.id, contact: contact.id }, calls: [adding(deal, each)], back: removing(deal, each) };
  };
}
