// An entry of a field's history and the edit that brings its value back. Pure.
import type { Call } from "@outrider/shared/commands";
import { sameJson } from "@outrider/shared/kernel";
import type { PastEntry } from "@outrider/shared/records";
import type { Guard, Value } from "@outrider/shared/schema";

const textsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

/** What an edit did to a set; it came from outside. */
export function elementsOfChange(value: Value): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  const change = typeof value === "object" && value !== null ? (value as { readonly [part: string]: unknown }) : {};
  return { added: textsIn(change["added"]), removed: textsIn(change["removed"]) };
}

export interface FieldNow {
  readonly id: string;
  readonly name: string;
  readonly guard: Guard;
  /** What stands, and what is in the set. */
  readonly current: Value;
  readonly elements: readonly string[];
}

/** Null where there is nothing to bring back: it stands, an owner cannot be nobody, or the server alone says what it is. */
export function wayBack({ how, value }: PastEntry, { id, name, guard, current, elements }: FieldNow): Call | null {
  if (guard === "system") return null;
  if (how === "changed") {
    const gone = elementsOfChange(value).removed.filter((element) => !elements.includes(element));
    return gone.length > 0 ? { name: "edit", args: { id, add: { [name]: gone } } } : null;
  }
  if (sameJson(value, current)) return null;
  if (guard === "assign") return typeof value === "string" && value !== "" ? { name: "assign", args: { id, to: value } } : null;
  return { name: "edit", args: { id, values: { [name]: value } } };
}
