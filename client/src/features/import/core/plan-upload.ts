// A file of customers or orders as what is sent to the server: every row checked here first, and of orders the lines of
// one order put together as its items. Invariant: each row of the file is in what is sent or among the refused ones.
import { checkValue, entityOf, type Field } from "@outrider/shared/schema";
import { text } from "../texts.ts";
import { columnValues, onceAbout } from "./column-values.ts";
import { cleanCell } from "./convert-value.ts";
import type { RowError } from "./convert-row.ts";
import { dateFormat, type DateOrder, parseDate } from "./date-format.ts";
import { type DecimalMark, numberFormat, parseNumber } from "./number-format.ts";
import type { Refused } from "./run-plan.ts";
import type { Row, Table } from "./table.ts";
import { guessUpload, type UploadField, uploadFields, type UploadKind } from "./upload-fields.ts";
import { sameName } from "./words.ts";

/** Which column is which, and how its numbers and days are written. */
export interface ColumnSettings {
  readonly mapping: readonly (string | null)[];
  /** Answers by column. */
  readonly marks: Readonly<Record<number, DecimalMark>>;
  readonly orders: Readonly<Record<number, DateOrder>>;
}
export interface UploadSettings extends ColumnSettings { readonly kind: UploadKind }
export type UploadQuestion =
  | { readonly about: "required"; readonly label: string; readonly answered: false }
  | { readonly about: "number" | "date"; readonly column: number; readonly name: string; readonly why: "ambiguous" | "mixed"; readonly example: string; readonly answered: boolean };

/** What is sent of one customer or order, and the rows of the file that it is made of. */
export interface UploadEntry { readonly body: Readonly<Record<string, unknown>>; readonly rows: readonly Row[] }
export interface UploadPlan { readonly entries: readonly UploadEntry[]; readonly refused: readonly Refused[] }

export const firstUpload = (table: Table, kind: UploadKind): UploadSettings => ({ kind, mapping: guessUpload(table, kind), marks: {}, orders: {} });

const byColumn = (mapping: ColumnSettings["mapping"], fields: readonly UploadField[]): readonly (UploadField | undefined)[] => mapping.map((key) => fields.find((field) => field.key === key));
const fieldsByColumn = ({ kind, mapping }: UploadSettings): readonly (UploadField | undefined)[] => byColumn(mapping, uploadFields(kind));

/** What the file leaves open and only the person can say. One without an answer holds the upload back. */
export function askUpload(table: Table, settings: UploadSettings): readonly UploadQuestion[] {
  const has = (...keys: readonly string[]): boolean => keys.some((key) => settings.mapping.includes(key));
  const needs: readonly (readonly [boolean, string])[] = settings.kind === "customers"
    ? [[has("email"), text.upload.fields.email]]
    : [[has("email", "customer_id"), text.upload.needsWho], [has("amount", "price"), text.upload.needsAmount], [has("date"), text.upload.fields.date]];
  const missing = needs.filter(([there]) => !there).map(([, label]): UploadQuestion => ({ about: "required", label, answered: false }));
  return [...missing, ...askFormats(table, settings, uploadFields(settings.kind))];
}

/** How numbers and days are written, where a column leaves that open. */
export function askFormats(table: Table, settings: ColumnSettings, fields: readonly UploadField[]): readonly UploadQuestion[] {
  const values = columnValues(table);
  return byColumn(settings.mapping, fields).flatMap((field, column): readonly UploadQuestion[] => {
    const seen = values[column] ?? new Map<string, never>();
    const name = table.columns[column]?.name ?? "";
    if (field?.is === "number") {
      const format = onceAbout(seen, numberFormat);
      return "ask" in format ? [{ about: "number", column, name, why: format.ask, example: format.example, answered: settings.marks[column] !== undefined }] : [];
    }
    if (field?.is !== "instant") return [];
    const format = onceAbout(seen, dateFormat);
    return "ask" in format ? [{ about: "date", column, name, why: format.ask, example: format.example, answered: settings.orders[column] !== undefined }] : [];
  });
}

const { emails, phones } = entityOf("contact").fields as Readonly<Record<string, Field>>;
const single = (field: Field | undefined): Field => ({ ...(field as Field), many: false });
const CHECKS = { email: single(emails), phone: single(phones) };
const YES: Readonly<Record<string, boolean>> = { yes: true, true: true, "1": true, y: true, x: true, no: false, false: false, "0": false, n: false };
const TIME = /[T ,](\d{1,2}):(\d{2})(?::(\d{2}))?/;
const MOST_WORD = 300;

interface Reader { readonly field: UploadField; readonly column: number; readonly name: string; readonly mark: DecimalMark; readonly order: DateOrder }
type Read = { readonly value: unknown } | { readonly wrong: string };

/** A day, or a day and a time; a time without a zone is UTC's. */
function instantIn(given: string, order: DateOrder): string | null {
  const at = /Z$|[+-]\d{2}:?\d{2}$/.test(given) && /^\d{4}-\d{2}-\d{2}T/.test(given) ? Date.parse(given) : Number.NaN;
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  const day = parseDate(given, order);
  const [, hours = "", minutes = "", seconds = "00"] = TIME.exec(given) ?? [];
  if (day === null || hours === "") return day;
  const iso = `${day}T${hours.padStart(2, "0")}:${minutes}:${seconds}Z`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}

function readCell({ field, mark, order }: Reader, given: string): Read {
  const wrong = (why: string): Read => ({ wrong: text.cell.wrong(field.label, why) });
  switch (field.is) {
    case "number": {
      const number = parseNumber(given, mark);
      if (number === null) return wrong(text.cell.notNumber);
      return field.key === "visits" && (number.amount < 0 || !Number.isInteger(number.amount)) ? wrong(text.upload.notCount) : { value: number.amount };
    }
    case "instant": {
      const at = instantIn(given, order);
      return at === null ? wrong(text.cell.notDay) : { value: at };
    }
    case "email":
    case "phone": {
      const value = field.is === "email" ? given.toLowerCase() : given;
      const why = checkValue(CHECKS[field.is], value);
      return why === null ? { value } : wrong(why);
    }
    case "currency":
      return /^[A-Za-z]{3}$/.test(given) ? { value: given.toUpperCase() } : wrong(text.upload.notCurrency);
    case "flag": {
      const flag = YES[sameName(given)];
      return flag === undefined ? wrong(text.cell.notFlag) : { value: flag };
    }
    case "tags":
      return { value: given.split(";").map((tag) => tag.trim()).filter((tag) => tag !== "") };
    default:
      return given.length > MOST_WORD ? wrong(text.upload.tooLong(MOST_WORD)) : { value: given };
  }
}

interface Line { readonly row: Row; readonly body: Record<string, unknown>; readonly item: Record<string, unknown>; readonly errors: readonly RowError[] }

function readRow(row: Row, readers: readonly Reader[]): Line {
  const line: { body: Record<string, unknown>; item: Record<string, unknown>; errors: RowError[] } = { body: {}, item: {}, errors: [] };
  const problem = row.problem ?? row.leave;
  if (problem !== undefined) return { row, ...line, errors: [{ line: row.line, column: "", value: "", message: problem }] };
  for (const reader of readers) {
    const given = cleanCell(row.cells[reader.column] ?? "");
    if (given === "") continue;
    const read = readCell(reader, given);
    if ("wrong" in read) line.errors.push({ line: row.line, column: reader.name, value: given, message: read.wrong });
    else (reader.field.item ? line.item : line.body)[reader.field.key === "item" ? "name" : reader.field.key] = read.value;
  }
  return { row, ...line };
}

/** What a customer or an order lacks to be one, or "". */
function lacks(kind: UploadKind, body: Readonly<Record<string, unknown>>): string {
  if (body["email"] === undefined && (kind === "customers" || body["customer_id"] === undefined)) return kind === "customers" ? text.upload.noEmail : text.upload.noWho;
  if (kind === "customers") return "";
  if (body["date"] === undefined) return text.upload.noDate;
  return body["amount"] === undefined && body["items"] === undefined && body["cancelled"] !== true ? text.upload.noAmount : "";
}

/** Every row of the file: what it becomes, or why it is not sent. */
export function planUpload(table: Table, settings: UploadSettings): UploadPlan {
  const values = columnValues(table);
  const readers = fieldsByColumn(settings).flatMap((field, column): readonly Reader[] => {
    if (!field) return [];
    const seen = values[column] ?? new Map<string, never>();
    const [number, date] = [field.is === "number" ? onceAbout(seen, numberFormat) : null, field.is === "instant" ? onceAbout(seen, dateFormat) : null];
    return [{
      field, column, name: table.columns[column]?.name ?? "", mark: number && "mark" in number ? number.mark : (settings.marks[column] ?? "."), order: date && "order" in date ? date.order : (settings.orders[column] ?? "dmy"),
    }];
  });
  const grouped = readers.some(({ field }) => field.item) && settings.mapping.includes("order_id");
  const groups = new Map<string, Line[]>();
  for (const [at, row] of table.rows.entries()) {
    const line = readRow(row, readers);
    const id = line.body["order_id"];
    const key = grouped && typeof id === "string" ? `order ${id}` : `row ${at}`;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  const [entries, refused]: [UploadEntry[], Refused[]] = [[], []];
  for (const lines of groups.values()) {
    const items = lines.map(({ item }) => item).filter((item) => Object.keys(item).length > 0);
    // What several lines of one order say of the order itself the first of them says.
    const body: Record<string, unknown> = { ...Object.assign({}, ...lines.map((line) => line.body).toReversed()) as object, ...(items.length > 0 && { items }) };
    const lack = lines.every(({ errors }) => errors.length === 0) ? lacks(settings.kind, body) : "";
    if (lack === "" && lines.every(({ errors }) => errors.length === 0)) entries.push({ body, rows: lines.map(({ row }) => row) });
    else {
      const bad = lines.find(({ errors }) => errors.length > 0)?.row.line;
      for (const { row, errors } of lines) {
        const others = errors.length > 0 ? errors : [{ line: row.line, column: "", value: "", message: lack !== "" ? lack : text.upload.sameOrder(bad ?? row.line) }];
        refused.push({ row, errors: others });
      }
    }
  }
  return { entries, refused: refused.sort((a, b) => a.row.line - b.row.line) };
}
