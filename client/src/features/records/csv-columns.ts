// A list as a table of cells that an import reads back: which columns there are for a kind, and what stands in each. Links are
// the names of what they point at, days and numbers are written alike in every language. It knows no file and no screen.
import type { Row } from "@outrider/shared/projection";
import { entityOf, type Field, moneyOf, type Value } from "@outrider/shared/schema";
import type { PageKind } from "../../app/record-route.ts";

export type CsvCell = string | number;
export interface CsvColumn {
  readonly header: string;
  readonly cellOf: (row: Row) => CsvCell;
}

/** The machinery's, and what holds for this workspace alone. */
const HIDDEN = new Set(["mergedInto", "deletedAt", "sharedWith", "convertedAt", "convertedContact", "convertedCompany", "convertedDeal"]);
const GROUP_OF_THREE = /^-?[1-9]\d{0,2}\.\d{3}$/;

/** With a point, without an exponent, and so that it can be read in one way only: 1.234 could be a thousand. */
export function plainNumber(value: number): number | string {
  const text = String(value);
  if (text.includes("e")) return value.toFixed(20).replace(/\.?0+$/, "");
  return GROUP_OF_THREE.test(text) ? `${text}0` : value;
}

/** One with a divider in it stands in quotes. */
const element = (text: string): string => (/[;,"]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function cellOf(field: Field, value: Value | undefined, titles: Row["titles"]): CsvCell {
  if (value === undefined || value === null) return "";
  switch (field.type) {
    case "link":
      return typeof value === "string" ? (titles[value] ?? "") : "";
    case "number":
      return typeof value === "number" ? plainNumber(value) : "";
    case "flag":
      return value === true ? "yes" : "no";
    case "money": {
      const money = moneyOf(value);
      return money === null ? "" : `${money.currency} ${plainNumber(money.amount)}`;
    }
    default:
      return typeof value === "string" ? value : JSON.stringify(value);
  }
}

function amountOf(value: Value | undefined): CsvCell {
  const money = moneyOf(value ?? null);
  return money === null ? "" : plainNumber(money.amount);
}

/** The same words as a reader of headers sees them. */
const words = (header: string): string => header.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** A field of the workspace's own, by the name under which records keep it. */
export interface CsvCustom { readonly name: string; readonly field: Field }

/** Every field of a kind that a person fills in, then the workspace's own. Headers are unique, and the schema's own words. */
export function csvColumns(kind: PageKind, custom: readonly CsvCustom[]): readonly CsvColumn[] {
  const columns: CsvColumn[] = [];
  for (const [name, field] of Object.entries(entityOf(kind).fields)) {
    if (HIDDEN.has(name)) continue;
    const header = field.label;
    if (field.many) columns.push({ header, cellOf: ({ sets, titles }) => (sets[name] ?? []).map((one) => element(field.type === "link" ? (titles[one] ?? "") : one)).filter((one) => one !== "").join("; ") });
    else if (field.type === "money") {
      // Apart, so that a spreadsheet can add it up.
      columns.push({ header, cellOf: ({ values }) => amountOf(values[name]) });
      columns.push({ header: "Currency", cellOf: ({ values }) => moneyOf(values[name] ?? null)?.currency ?? "" });
    } else if (name === "externalId") columns.push({ header, cellOf: ({ id, values }) => String(values[name] ?? "") || id });
    else columns.push({ header, cellOf: ({ values, titles }) => cellOf(field, values[name], titles) });
  }
  const taken = new Set(columns.map(({ header }) => words(header)));
  for (const { name, field } of custom) {
    const clear = words(field.label) !== "" && !taken.has(words(field.label));
    taken.add(words(field.label));
    columns.push({ header: clear ? field.label : name, cellOf: ({ values, titles }) => cellOf(field, values[name], titles) });
  }
  return columns;
}
