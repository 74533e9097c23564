// What a column can be mapped to, for each kind that can be imported: read from the schema, so that a new field is
// importable by being there. Fields that only a command may set (merged into, converted …) are left out,
// and those that the server alone says (spend, visits).
import { entityOf, type Field, STAKEHOLDER_ROLES } from "@outrider/shared/schema";
import { text } from "../texts.ts";
import type { PartKind } from "./part-fields.ts";
import type { UploadKind } from "./upload-fields.ts";

export const IMPORT_KINDS = ["company", "contact", "lead", "deal"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
/** A file of records, of what belongs to deals, of names to compare with, or of what is sent to the server as it is. */
export type FileKind = ImportKind | PartKind | "calendar" | "products" | "people" | UploadKind;

export const isImportKind = (kind: FileKind | null): kind is ImportKind => (IMPORT_KINDS as readonly (string | null)[]).includes(kind);

export interface Target {
  /** A field's name, or `firstName`, `lastName`, `currency`. */
  readonly key: string;
  readonly label: string;
  /** Absent for a part of a field. */
  readonly field?: Field;
  /** Several columns may hold parts of it. */
  readonly several: boolean;
}

const HIDDEN = new Set(["mergedInto", "deletedAt", "sharedWith", "stakeholders", ...STAKEHOLDER_ROLES, "convertedAt", "convertedContact", "convertedCompany", "convertedDeal"]);
const PARTS: Readonly<Record<ImportKind, readonly string[]>> = { company: ["currency"], contact: ["firstName", "lastName"], lead: ["firstName", "lastName"], deal: ["currency"] };

/** A custom field of the workspace, by the name under which records keep it. */
export interface CustomTarget { readonly key: string; readonly field: Field }

export function targetsOf(kind: ImportKind, custom: readonly CustomTarget[] = []): readonly Target[] {
  const { fields } = entityOf(kind);
  const own = Object.entries(fields).filter(([name, { guard }]) => !HIDDEN.has(name) && guard !== "system");
  return [
    ...own.map(([key, field]) => ({ key, label: field.label, field, several: field.many || field.type === "longText" })),
    ...custom.map(({ key, field }) => ({ key, label: field.label, field, several: false })),
    ...PARTS[kind].map((key) => ({ key, label: text.part[key as keyof typeof text.part], several: false })),
  ];
}
