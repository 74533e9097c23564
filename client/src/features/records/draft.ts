// A form that is being filled in, as text by field, and what becomes of it: the values of a new record, or what is wrong.
import type { Draft } from "@outrider/shared/commands";
import { checkValue, type Field, type Value } from "@outrider/shared/schema";
import type { PageKind } from "../../app/record-route.ts";
import { fieldFor } from "./kinds.ts";
import { parseInput } from "./parse-input.ts";
import { splitElements } from "../../app/typed-parts.ts";
import { pageWords } from "./page-texts.ts";

/** Links hold the id of what is chosen. */
export type Typed = Readonly<Record<string, string>>;
export type Drafted = { readonly ok: true; readonly draft: Draft } | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

const elementError = (field: Field, elements: readonly string[]): string | null => {
  for (const element of elements) {
    const wrong = checkValue({ ...field, many: false }, element);
    if (wrong !== null) return pageWords.page.invalid(`“${element}”`, wrong);
  }
  return null;
};

/** Every field is checked, so that all that is wrong is said at once. */
export function draftOf(kind: PageKind, names: readonly string[], typed: Typed, currency: string): Drafted {
  const values: Record<string, Value> = {};
  const sets: Record<string, readonly string[]> = {};
  const errors: Record<string, string> = {};
  for (const name of names) {
    const field = fieldFor(kind, name);
    const given = typed[name] ?? "";
    if (field.many) {
      const elements = splitElements(given);
      const wrong = elementError(field, elements);
      if (wrong !== null) errors[name] = wrong;
      else if (elements.length > 0) sets[name] = elements;
      continue;
    }
    const parsed = parseInput(field, given, currency);
    if (!parsed.ok) errors[name] = parsed.error;
    else if (parsed.value !== null) values[name] = parsed.value;
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, draft: { kind, values, sets } };
}
