// What the address of a list says of custom fields: conditions on them, and which of them are columns. Text that a
// person can send to somebody; what is not understood is left out. It is written by custom-search-text.ts.
import type { Condition } from "@outrider/shared/projection";
import { customNamed, fieldOf, type Kind } from "@outrider/shared/schema";
import type { CustomFieldView } from "../../app/custom-fields.ts";

/** Operators, each with what its value must be. */
const VALUES: Readonly<Record<string, readonly string[]>> = { is: ["string", "boolean"], contains: ["string"], atLeast: ["number", "string"], atMost: ["number", "string"] };

export function conditionsIn(kind: Kind, where = "[]"): readonly Condition[] {
  try {
    const read = JSON.parse(where) as readonly { readonly field: string; readonly op: string; readonly value: unknown }[];
    return read.filter(({ field, op, value }) => customNamed(field) && fieldOf(kind, field) && VALUES[op]?.includes(typeof value)) as readonly unknown[] as readonly Condition[];
  } catch {
    return [];
  }
}

/** How many are columns as long as nobody has said which. */
const FIRST = 2;

/** Names of the fields that are columns, in the order of the definitions. */
export const shownIn = (custom: readonly CustomFieldView[], show: string | undefined): readonly string[] =>
  custom.filter(({ id }, at) => (show === undefined ? at < FIRST : show.includes(id))).map(({ name }) => name);
