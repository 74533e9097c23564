// Links by name, resolved once a value and not once a row: the companies and contacts that cells name, those that the
// same file brings, and those that nobody knows. What is merely alike stays unknown; the report suggests it.
import type { KnownRecord } from "../target.ts";
import { columnValues } from "./column-values.ts";
import { finderOf, type Finder, NONE } from "./lookup.ts";
import type { Settings, Surroundings } from "./settings.ts";
import type { Table } from "./table.ts";
import { sameName } from "./words.ts";

export interface Unknown { readonly value: string; readonly count: number; readonly line: number }
export interface Links {
  readonly company: Finder;
  readonly contact: Finder;
  /** By `sameName`: companies that contacts or deals name and nobody knows. */
  readonly unknownCompanies: ReadonlyMap<string, Unknown>;
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
  return { company, contact, unknownCompanies };
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
