// What the address of a list says of custom fields: conditions on them, and which of them are columns. Text that a
// person can send to somebody; what is not understood is left out.
import type { Condition } from "@outrider/shared/projection";
import { customNamed, type CustomType, fieldOf, type Kind } from "@outrider/shared/schema";
import type { CustomFieldView } from "../../app/custom-fields.ts";

export type CustomOp = "is" | "contains" | "atLeast" | "atMost";
/** `value` as it is typed: a figure, a day, a text, yes or no. */
export interface CustomFilter { readonly name: string; readonly op: CustomOp; readonly value: string }

/** How each type is asked about. */
export const OPS = {
  text: ["contains"], link: ["contains"], choice: ["is"], checkbox: ["is"], number: ["atLeast", "atMost"], money: ["atLeast", "atMost"], date: ["atLeast", "atMost"],
} as const satisfies Record<CustomType, readonly CustomOp[]>;

const opsOf = (name: string): readonly CustomOp[] => {
  const named = customNamed(name);
  return named ? OPS[named.type] : [];
};

export function filtersIn(where: string | undefined): readonly CustomFilter[] {
  return (where ?? "").split(";").flatMap((part) => {
    const [name = "", asked = "", given = ""] = part.split("~");
    const op = opsOf(name).find((each) => each === asked);
    const value = decoded(given);
    return op === undefined || value === "" ? [] : [{ name, op, value }];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** undefined: there are none. */
export const whereOf = (filters: readonly CustomFilter[]): string | undefined =>
  filters.filter(({ value }) => value !== "").map(({ name, op, value }) => `${name}~${op}~${encodeURIComponent(value).replaceAll("~", "%7E")}`).join(";") || undefined;

export const conditionsIn = (kind: Kind, where: string | undefined): readonly Condition[] =>
  filtersIn(where).flatMap(({ name, op, value }): readonly Condition[] => {
    const type = fieldOf(kind, name) && customNamed(name)?.type;
    if (type === undefined) return [];
    if (op === "contains") return [{ field: name, op, value }];
    if (op === "is") return [{ field: name, op, value: type === "checkbox" ? value === "yes" : value }];
    if (type === "date") return [{ field: name, op, value }];
    const figure = Number(value.replace(",", "."));
    return Number.isFinite(figure) ? [{ field: name, op, value: figure }] : [];
  });

/** How many are columns as long as nobody has said which. */
const FIRST = 2;
const NOTHING = "none";

/** Names of the fields that are columns, in the order of the definitions. */
export const shownIn = (custom: readonly CustomFieldView[], show: string | undefined): readonly string[] => {
  if (show === undefined) return custom.slice(0, FIRST).map(({ name }) => name);
  const chosen = new Set(show.split(";"));
  return custom.filter(({ id }) => chosen.has(id)).map(({ name }) => name);
};

export const showOf = (custom: readonly CustomFieldView[], names: readonly string[]): string =>
  custom.filter(({ name }) => names.includes(name)).map(({ id }) => id).join(";") || NOTHING;
