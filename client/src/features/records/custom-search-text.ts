// Conditions on custom fields, and which of them are columns, between what a person types and what the address of a list
// says (custom-search.ts reads it).
import type { Condition } from "@outrider/shared/projection";
import { customNamed, type CustomType, type Value } from "@outrider/shared/schema";
import type { CustomFieldView } from "../../app/custom-fields.ts";

export type CustomOp = "is" | "contains" | "atLeast" | "atMost";
/** `value` as it is typed: a figure, a day, a text, yes or no. */
export interface CustomFilter { readonly name: string; readonly op: CustomOp; readonly value: string }

/** How each type is asked about. */
export const OPS = {
  text: ["contains"], link: ["contains"], choice: ["is"], checkbox: ["is"], number: ["atLeast", "atMost"], money: ["atLeast", "atMost"], date: ["atLeast", "atMost"],
} as const satisfies Record<CustomType, readonly CustomOp[]>;

const isOp = (op: string): op is CustomOp => op === "is" || op === "contains" || op === "atLeast" || op === "atMost";

export const filtersOf = (conditions: readonly Condition[]): readonly CustomFilter[] =>
  conditions.flatMap((condition) => {
    if (!isOp(condition.op) || !("value" in condition)) return [];
    const { value } = condition;
    return [{ name: condition.field, op: condition.op, value: typeof value === "boolean" ? (value ? "yes" : "no") : String(value) }];
  });

/** null: it is nothing to ask for. */
function valueOf({ name, op, value }: CustomFilter): Value {
  const type = customNamed(name)?.type;
  const bare = value.trim();
  if (type === undefined || bare === "" || !(OPS[type] as readonly string[]).includes(op)) return null;
  if (type === "checkbox") return bare === "yes";
  if (type !== "number" && type !== "money") return bare;
  const figure = Number(bare.replace(",", "."));
  return Number.isFinite(figure) ? figure : null;
}

/** undefined: there are none. */
export function whereOf(filters: readonly CustomFilter[]): string | undefined {
  const conditions = filters.flatMap((filter) => {
    const value = valueOf(filter);
    return value === null ? [] : [{ field: filter.name, op: filter.op, value }];
  });
  return conditions.length > 0 ? JSON.stringify(conditions) : undefined;
}

/** None is a choice too. */
const NOTHING = "none";

export const showOf = (custom: readonly CustomFieldView[], names: readonly string[]): string =>
  custom.filter(({ name }) => names.includes(name)).map(({ id }) => id).join(" ") || NOTHING;
