// What fields are called, in the language of this device. The schema has the English names, as it has for the server.
import { entityOf, type Field, fieldOf, type Kind, KINDS } from "@outrider/shared/schema";
import { catalogue } from "./catalogue.ts";
import { customFieldOf } from "./custom-fields.ts";

type Fields = Readonly<Record<string, Field>>;

const labels = catalogue(
  Object.fromEntries(KINDS.map((kind) => [kind, Object.fromEntries(Object.entries(entityOf(kind).fields as Fields).map(([name, { label }]) => [name, label]))])),
) as Readonly<Record<Kind, Readonly<Record<string, string>>>>;

/** What a field is called, by its English name alone. */
export const fieldLabels: Readonly<Record<string, string>> = Object.fromEntries(
  KINDS.flatMap((kind) => Object.entries(entityOf(kind).fields as Fields).map(([name, { label }]) => [label, labels[kind][name] ?? label] as const)),
);

/** A field that this version does not know is called as it came. */
export const fieldLabel = (kind: Kind, name: string): string => {
  const known = labels[kind];
  return known !== undefined && Object.hasOwn(known, name) ? (known[name] ?? name) : (customFieldOf(name) ?? fieldOf(kind, name))?.label ?? name;
};
