// Custom fields: what a workspace adds to a kind of record, defined by an admin. A definition is a record of the
// workspace; it is archived, never deleted, and its kind and type never change. Therefore the name under which a value
// lies in a record says its type, and a value merges, is checked for its shape and is put in order without the
// definition being read: `custom_<type>_<the definition's id>`. What only the definition knows (that there is one, for
// this kind, and what its options are) the door asks of it.
import { entity } from "./entity.ts";
import { choice, date, type Field, flag, longText, money, number, text, url } from "./field.ts";

export const CUSTOM_TYPES = ["text", "number", "money", "date", "choice", "checkbox", "link"] as const;
export type CustomType = (typeof CUSTOM_TYPES)[number];
/** Kinds that can have custom fields. */
export const CUSTOM_KINDS = ["lead", "contact", "company", "deal"] as const;
export type CustomKind = (typeof CUSTOM_KINDS)[number];

const administer = { guard: "administer" } as const;

export const customField = entity({
  kind: "customField", label: "Custom field", plural: "Custom fields", belongs: "workspace", title: "label",
  fields: {
    of: choice("Kind of record", CUSTOM_KINDS, { required: true, fixed: true, ...administer }),
    type: choice("Type", CUSTOM_TYPES, { required: true, fixed: true, ...administer }),
    label: text("Label", { required: true, max: 60, ...administer }),
    /** Of a choice: one a line, in their order. What was ever offered stays known, so that nobody's choice comes too late. */
    options: longText("Options", { trail: true, ...administer }),
    order: number("Order", administer),
    archived: flag("Archived", administer),
  },
});

const NAME = /^custom_(text|number|money|date|choice|checkbox|link)_([0-9a-f]{32})$/;
const START = "custom_";

const uncalled = "Custom field";
const shown = { searchable: true, segmentable: true } as const;
/** A choice is a text here: which ones are offered, its definition knows. */
const FIELDS = {
  text: text(uncalled, shown),
  number: number(uncalled, { segmentable: true }),
  money: money(uncalled, { segmentable: true }),
  date: date(uncalled, { segmentable: true }),
  choice: text(uncalled, shown),
  checkbox: flag(uncalled, { segmentable: true }),
  link: url(uncalled, { searchable: true }),
} satisfies Record<CustomType, Field>;

/** The name under which records keep the value of the field with this definition. */
export const customName = (type: CustomType, id: string): string => `${START}${type}_${id.replaceAll("-", "")}`;

/** The definition and the type that a name speaks of, or null where it is no custom field's. */
export function customNamed(name: string): { readonly type: CustomType; readonly id: string } | null {
  const [, type, hex = ""] = name.startsWith(START) ? (NAME.exec(name) ?? []) : [];
  if (type === undefined) return null;
  return { type: type as CustomType, id: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-") };
}

/** The field of that name as far as its name says it; undefined for any other name and for kinds that have none. */
export function customFieldNamed(kind: string, name: string): Field | undefined {
  const named = customNamed(name);
  return named && (CUSTOM_KINDS as readonly string[]).includes(kind) ? FIELDS[named.type] : undefined;
}

/** The options that a text lists, one a line, each once. */
export const optionsIn = (options: string): readonly string[] => [...new Set(options.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== ""))];

/** The field as its definition has it: what forms, imports and filters go by. */
export const typedField = (type: CustomType, label: string, options: string): Field =>
  type === "choice" ? choice(label, optionsIn(options), { verbatim: true, ...shown }) : { ...FIELDS[type], label };
