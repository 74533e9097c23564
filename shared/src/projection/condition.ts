// Simple conditions of a list, all of which must hold. A field may be reached through one link: `stage.outcome`.
import { fold, sameJson } from "@outrider/shared/kernel";
import { bornOf, elementsOf, type Read, type RecordState, survivor, textOf, valueOf } from "@outrider/shared/records";
import { fieldOf, type Value } from "@outrider/shared/schema";

export type Condition =
  | { readonly field: string; readonly op: "is" | "not"; readonly value: Value }
  | { readonly field: string; readonly op: "in"; readonly value: readonly Value[] }
  | { readonly field: string; readonly op: "contains"; readonly value: string }
  /** Numbers, money by its amount, days and instants; inclusive. */
  | { readonly field: string; readonly op: "atLeast" | "atMost"; readonly value: number | string }
  | { readonly field: string; readonly op: "empty" | "filled" };

/** Stands for who made the record: the author of its oldest edit that still stands. No field is called so. */
export const CREATED_BY = "createdBy";

/** The values in a field: one, several of a set, or none. */
export function valuesAt(state: RecordState, path: string, read: Read): readonly Value[] {
  const dot = path.indexOf(".");
  if (dot >= 0) {
    const target = read(textOf(state, path.slice(0, dot)));
    return target ? valuesAt(survivor(target, read), path.slice(dot + 1), read) : [];
  }
  if (path === CREATED_BY) return [bornOf(state).by];
  if (fieldOf(state.kind, path)?.many) return elementsOf(state, path);
  const value = valueOf(state, path);
  return value === null || value === "" ? [] : [value];
}

/** A value as order compares it: text folded, money by its amount, no as 0 and yes as 1. */
export function comparable(value: Value): number | string {
  if (typeof value === "number") return value;
  if (typeof value === "string") return fold(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value !== null && typeof value === "object" && "amount" in value && typeof value["amount"] === "number") return value["amount"];
  return value === null ? "" : JSON.stringify(value);
}

function holds(state: RecordState, condition: Condition, read: Read): boolean {
  const values = valuesAt(state, condition.field, read);
  switch (condition.op) {
    case "is":
      return condition.value === null || condition.value === false
        ? values.length === 0 || values.includes(condition.value)
        : values.some((value) => sameJson(value, condition.value));
    case "not":
      return !holds(state, { ...condition, op: "is" }, read);
    case "in":
      return values.some((value) => condition.value.some((wanted) => sameJson(value, wanted)));
    case "contains": {
      const part = fold(condition.value);
      return values.some((value) => String(comparable(value)).includes(part));
    }
    case "atLeast":
    case "atMost":
      return values.some((value) => {
        const [found, limit] = [comparable(value), comparable(condition.value)];
        return typeof found === typeof limit && (condition.op === "atLeast" ? found >= limit : found <= limit);
      });
    case "empty":
      return values.length === 0;
    case "filled":
      return values.length > 0;
  }
}

export const allHold = (state: RecordState, conditions: readonly Condition[], read: Read): boolean =>
  conditions.every((condition) => holds(state, condition, read));

