// Single fields of a row, read under any of their names. A field that is there and wrong is a fault; null, an empty text and
// nothing at all are no value.
import { DAY_MS } from "@outrider/shared/kernel";
import { problemWhy } from "@outrider/shared/protocol";
import { entityOf, type Field, type Value, valueFault } from "@outrider/shared/schema";
import { normalEmail } from "../../feed/customer-id.ts";
import { AMOUNT_DIGITS, scaled, unscaled, WHOLE_DIGITS } from "./decimal.ts";
import { BadField } from "./row-fault.ts";

export type Raw = Readonly<Record<string, unknown>>;

const contactField = (name: string): Field => entityOf("contact").fields[name] as Field;
const CONTACT = { name: contactField("name"), email: { ...contactField("emails"), many: false }, phone: { ...contactField("phones"), many: false }, tag: { ...contactField("tags"), many: false } };
const WORD = contactField("title");

/** The value under the first of the names that has one. */
export function given(row: Raw, names: readonly string[]): unknown {
  for (const name of names) {
    const value = Object.hasOwn(row, name) ? row[name] : undefined;
    if (value !== undefined && value !== null && value !== "") return value;
  }
  return undefined;
}

function checked(field: Field, value: unknown, called: string): string {
  const wrong = valueFault({ ...field, required: false }, value as Value, called);
  if (wrong !== null) throw new BadField(called, wrong);
  return value as string;
}

/** A line of text, trimmed; a number is taken as it is written. */
export function wordIn(row: Raw, names: readonly string[], most = 300): string | undefined {
  const value = given(row, names);
  if (value === undefined) return undefined;
  const found = checked({ ...WORD, max: most }, typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : value, names[0] ?? "");
  return found === "" ? undefined : found;
}

export function nameIn(row: Raw, names: readonly string[]): string | undefined {
  const value = given(row, names);
  const name = value === undefined ? "" : checked(CONTACT.name, typeof value === "string" ? value.trim() : value, names[0] ?? "");
  return name === "" ? undefined : name;
}

/** In its normal form. */
export function emailIn(row: Raw, names: readonly string[]): string | undefined {
  const value = given(row, names);
  return value === undefined ? undefined : checked(CONTACT.email, typeof value === "string" ? normalEmail(value) : value, names[0] ?? "");
}

export function phoneIn(row: Raw, names: readonly string[]): string | undefined {
  const value = given(row, names);
  return value === undefined ? undefined : checked(CONTACT.phone, typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : value, names[0] ?? "");
}

const MOST_TAGS = 50;
/** A list, or one text with semicolons. */
export function tagsIn(row: Raw, names: readonly string[]): readonly string[] {
  const value = given(row, names);
  if (value === undefined) return [];
  const called = names[0] ?? "";
  const list: readonly unknown[] = typeof value === "string" ? value.split(";") : Array.isArray(value) ? value : [value];
  if (list.length > MOST_TAGS) throw new BadField(called, problemWhy("row-many", { label: called, most: MOST_TAGS }));
  return [...new Set(list.map((tag) => checked(CONTACT.tag, typeof tag === "string" ? tag.trim() : tag, called)))].filter((tag) => tag !== "");
}

/** A decimal as text. */
export function amountIn(row: Raw, names: readonly string[], digits = AMOUNT_DIGITS): string | undefined {
  const value = given(row, names);
  if (value === undefined) return undefined;
  const found = scaled(value, digits);
  if (found === null) throw new BadField(names[0] ?? "", problemWhy("row-decimal", { label: names[0] ?? "", whole: WHOLE_DIGITS, part: digits }));
  return unscaled(found, digits);
}

export function countIn(row: Raw, names: readonly string[], most: number): number | undefined {
  const value = given(row, names);
  if (value === undefined) return undefined;
  const found = typeof value === "number" ? value : typeof value === "string" && /^\d{1,16}$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(found) || found < 0 || found > most) throw new BadField(names[0] ?? "", problemWhy("row-whole-number", { label: names[0] ?? "", most }));
  return found;
}

const YES = new Set(["true", "yes", "1", "cancelled", "canceled"]);
const NO = new Set(["false", "no", "0"]);
export function flagIn(row: Raw, names: readonly string[]): boolean | undefined {
  const value = given(row, names);
  if (value === undefined || typeof value === "boolean") return value;
  const word = String(typeof value === "string" || typeof value === "number" ? value : "").trim().toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  throw new BadField(names[0] ?? "", problemWhy("row-flag", { label: names[0] ?? "" }));
}

export function currencyIn(row: Raw, names: readonly string[]): string | undefined {
  const value = given(row, names);
  if (value === undefined) return undefined;
  const code = typeof value === "string" ? value.trim().toUpperCase() : "";
  if (!/^[A-Z]{3}$/.test(code)) throw new BadField(names[0] ?? "", problemWhy("row-currency", { label: names[0] ?? "" }));
  return code;
}

const WHEN = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;
const EARLIEST = Date.UTC(1900, 0, 1);

/** ms since 1970: a day, or a day and a time, of UTC where it names no zone. What is more than a day ahead is refused. */
export function instantIn(row: Raw, names: readonly string[], now: number): number | undefined {
  const value = given(row, names);
  if (value === undefined) return undefined;
  const called = names[0] ?? "";
  const match = typeof value === "string" ? WHEN.exec(value.trim()) : null;
  const zone = match?.[3] === undefined ? "Z" : match[3].toUpperCase().replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2");
  const at = match ? Date.parse(`${match[1]}T${match[2] ?? "00:00"}${zone}`) : Number.NaN;
  // JavaScript takes the 31st of a shorter month for the 1st of the next one.
  const day = match ? Date.parse(`${match[1]}T00:00Z`) : Number.NaN;
  if (Number.isNaN(at) || Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== match?.[1]) throw new BadField(called, problemWhy("row-when", { label: called }));
  if (at > now + DAY_MS) throw new BadField(called, problemWhy("row-future", { label: called }));
  if (at < EARLIEST) throw new BadField(called, problemWhy("row-before-1900", { label: called }));
  return at;
}

/** Names that a row has and nobody knows. */
export function unknownNames(row: Raw, known: ReadonlySet<string>): void {
  for (const name of Object.keys(row)) if (!known.has(name)) throw new BadField(name.slice(0, 100), problemWhy("no-field-so-called"));
}
