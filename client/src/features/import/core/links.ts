// Links by name, resolved once a value and not once a row: the companies and contacts that cells name, those that the
// same file brings, those that several records are called by, and those that nobody knows. What is merely alike stays
// unknown; the report suggests it.
import type { KnownRecord } from "../target.ts";
import { type ColumnValues, columnValues } from "./column-values.ts";
import { finderOf, type Finder, type Found, NONE, SEVERAL } from "./lookup.ts";
import type { Settings, Surroundings } from "./settings.ts";
import type { Table } from "./table.ts";
import { sameName } from "./words.ts";

export interface Unknown { readonly value: string; readonly count: number; readonly line: number }
/** A name that several records have, with those. */
export interface Several { readonly value: string; readonly count: number; readonly records: readonly KnownRecord[] }
export interface Links {
  readonly company: Finder;
  readonly contact: Finder;
  /** By `sameName`: companies that contacts or deals name and nobody knows. */
  readonly unknownCompanies: ReadonlyMap<string, Unknown>;
  /** By column and `sameName`. */
  readonly several: ReadonlyMap<number, ReadonlyMap<string, Several>>;
  /** What was found, or of several records of that name the one that was chosen for the column. */
  readonly chosen: (column: number, name: string, found: Found) => Found;
}

export function linksOf(table: Table, settings: Settings, around: Surroundings): Links {
  const company = finderOf(around.known.company ?? []);
  const contact = finderOf(around.known.contact ?? []);
  const unknownCompanies = new Map<string, Unknown>();
  if (settings.kind === "contact" || settings.kind === "deal") {
    for (const [column, key] of settings.mapping.entries()) {
      if (key !== "company") continue;
      for (const [value, { count, line }] of columnValues(table)[column] ?? []) {
        if (value === "" || company(value) !== NONE) continue;
        const there = unknownCompanies.get(sameName(value));
        unknownCompanies.set(sameName(value), { value: there?.value ?? value, count: count + (there?.count ?? 0), line: there?.line ?? line });
      }
    }
  }
  const several = new Map<number, ReadonlyMap<string, Several>>();
  for (const [column, key] of settings.mapping.entries()) {
    const kind = key === null || (key === "company" && settings.kind === "lead") ? undefined : NAMED_BY[key];
    const found = kind === undefined ? undefined : severalIn(columnValues(table)[column] ?? new Map<string, never>(), around.known[kind] ?? [], kind === "company" ? company : contact);
    if (found !== undefined && found.size > 0) several.set(column, found);
  }
  const chosen: Links["chosen"] = (column, name, found) => {
    if (found !== SEVERAL) return found;
    const answer = settings.values[column]?.[sameName(name)];
    // An answer may be about what the column was before.
    return several.get(column)?.get(sameName(name))?.records.some(({ id }) => id === answer) === true && answer !== undefined ? answer : SEVERAL;
  };
  return { company, contact, unknownCompanies, several, chosen };
}

/** What the cells of a field name. */
const NAMED_BY: Readonly<Record<string, "company" | "contact">> = { company: "company", parent: "company", contact: "contact" };

function severalIn(values: ColumnValues, records: readonly KnownRecord[], find: Finder): ReadonlyMap<string, Several> {
  const found = new Map<string, { value: string; count: number; records: KnownRecord[] }>();
  for (const [value, { count }] of values) {
    if (value === "" || find(value) !== SEVERAL) continue;
    const there = found.get(sameName(value));
    if (there) there.count += count;
    else found.set(sameName(value), { value, count, records: [] });
  }
  if (found.size === 0) return found;
  for (const record of records) {
    const keys = new Set([record.name, ...record.emails].map(sameName));
    for (const key of keys) found.get(key)?.records.push(record);
  }
  return found;
}

/** By which a record is found again when the same file comes twice. `all`: also by what is weaker than an id or e-mail. */
export function keysOf(record: Pick<KnownRecord, "name" | "externalId" | "emails" | "company"> & { readonly id?: string }, kind: Settings["kind"], all: boolean): readonly string[] {
  const keys: string[] = [];
  const plain = sameName(record.name);
  // An export names by its own id what has none of another system's.
  if (record.id !== undefined && record.externalId === "") keys.push(`id ${record.id}`);
  if (record.externalId !== "") keys.push(`id ${record.externalId}`);
  if (kind === "contact" || kind === "lead") for (const email of record.emails) keys.push(`email ${sameName(email)}`);
  if (plain === "") return keys;
  if (kind === "company") keys.push(`name ${plain}`);
  // People and deals of one name are often two: the name counts only where nothing better is there.
  else if (all || keys.length === 0) keys.push(`name ${plain} · ${sameName(record.company)}`);
  return keys;
}
