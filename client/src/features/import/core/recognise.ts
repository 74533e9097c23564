// Guesses what a file holds and which column is which, from the header's words alone. A guess is only a proposal: the
// page shows every one of them and lets the person change it.
import { FIELD_WORDS, KIND_SIGNS, OTHER_SIGNS } from "./field-words.ts";
import { looksLikeParts } from "./part-fields.ts";
import type { Table } from "./table.ts";
import { type FileKind, IMPORT_KINDS, type ImportKind, type CustomTarget, targetsOf } from "./targets.ts";
import { looksLikeCustomers } from "./upload-fields.ts";
import { headerWords } from "./words.ts";

/** For each column the target's key, or null where the column is not imported. */
export type Mapping = readonly (string | null)[];

export function guessKind(table: Table): FileKind | null {
  if (table.kind !== undefined) return table.kind;
  const words = new Set(table.columns.map(({ name }) => headerWords(name)));
  if (looksLikeCustomers(table)) return "customers";
  const parts = looksLikeParts(table);
  if (parts !== null) return parts;
  let best: { readonly kind: ImportKind; readonly score: number } | null = null;
  for (const kind of IMPORT_KINDS) {
    const signs = KIND_SIGNS[kind].filter((sign) => words.has(sign)).length;
    const score = signs * 3 + guessMapping(table, kind).filter((key) => key !== null).length;
    if (best === null || score > best.score) best = { kind, score };
  }
  const signed = IMPORT_KINDS.some((kind) => KIND_SIGNS[kind].filter((sign) => words.has(sign)).length >= 2);
  if (!signed) {
    for (const other of ["products", "people", "orders"] as const) {
      if (OTHER_SIGNS[other].some((signs) => signs.every((sign) => words.has(sign)))) return other;
    }
  }
  return best !== null && best.score > 0 ? best.kind : null;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function guessMapping(table: Table, kind: ImportKind, custom: readonly CustomTarget[] = []): Mapping {
  const words: Readonly<Record<string, readonly string[]>> = FIELD_WORDS[kind];
  const several = new Set(targetsOf(kind).filter((target) => target.several).map((target) => target.key));
  const mapping: (string | null)[] = table.columns.map(() => null);
  const headers = table.columns.map(({ name }) => headerWords(name));
  const exactly = (key: string, called: string): void => {
    const free = (fits: (column: number) => boolean): number => headers.findIndex((_, column) => mapping[column] === null && fits(column));
    const named = free((column) => table.columns[column]?.name === key);
    const at = named === -1 ? free((column) => headers[column] !== "" && headers[column] === headerWords(called)) : named;
    if (at !== -1) mapping[at] = key;
  };
  // As the fields are called here, the workspace's own among them: so an export names its columns.
  for (const { key, label } of targetsOf(kind)) exactly(key, label);
  for (const { key, field } of custom) exactly(key, field.label);
  for (const [key, known] of Object.entries(words)) {
    if (mapping.includes(key) && !several.has(key)) continue;
    const ranked = headers
      .map((header, at) => ({ at, rank: known.indexOf(header) }))
      .filter(({ at, rank }) => rank !== -1 && mapping[at] === null)
      .sort((a, b) => a.rank - b.rank || a.at - b.at);
    for (const { at } of several.has(key) ? ranked : ranked.slice(0, 1)) mapping[at] = key;
  }
  // Without names the only column that tells of itself is the one with addresses.
  const emailKey = kind === "lead" ? "email" : kind === "contact" ? "emails" : null;
  if (emailKey !== null && !mapping.includes(emailKey)) {
    const sample = table.rows.slice(0, 50);
    const at = headers.findIndex((_, column) => mapping[column] === null && sample.filter((row) => EMAIL.test((row.cells[column] ?? "").trim())).length > sample.length / 2);
    if (at !== -1) mapping[at] = emailKey;
  }
  // A full name beside its parts: the parts say more, and the name would say it twice.
  return mapping;
}
