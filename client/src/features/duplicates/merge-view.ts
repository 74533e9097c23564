// Two records side by side: which of their fields have to be chosen between, which are taken over as they are, and the
// command that makes one of them. Pure.
import type { ArgsOf } from "@outrider/shared/commands";
import { sameJson, sameText } from "@outrider/shared/kernel";
import type { Row } from "@outrider/shared/projection";
import { customNamed, entityOf, type Field, fieldOf, type Kind, type Value } from "@outrider/shared/schema";

export type Side = "one" | "other";

/** A field of the result, and where its value comes from. `asked`: both have one, and they differ. `joined`: a set of both. */
export type Compared =
  | { readonly how: "asked"; readonly field: string; readonly values: Readonly<Record<Side, Value>> }
  | { readonly how: "taken"; readonly field: string; readonly from: Side; readonly value: Value }
  | { readonly how: "joined"; readonly field: string; readonly elements: readonly string[] };

const MACHINERY: ReadonlySet<string> = new Set(["mergedInto", "deletedAt", "externalId", "convertedAt", "convertedContact", "convertedCompany", "convertedDeal"]);

const same = (a: Value, b: Value): boolean => sameJson(a, b) || (typeof a === "string" && typeof b === "string" && sameText(a, b));

type Compare = Pick<Row, "kind" | "values" | "sets">;

/** In the order of the schema, custom fields last. Who owns a record and with whom it is shared stays with the one that stays. */
export function compared(one: Compare, other: Compare): readonly Compared[] {
  const fields: Readonly<Record<string, Field>> = entityOf(one.kind).fields;
  const custom = [...new Set([...Object.keys(one.values), ...Object.keys(other.values)])].filter((name) => customNamed(name) !== null && fieldOf(one.kind, name));
  return [...Object.keys(fields), ...custom].flatMap((field): Compared[] => {
    const known = fieldOf(one.kind, field);
    if (!known || known.guard !== "edit" || MACHINERY.has(field)) return [];
    if (known.many) {
      const elements = [...new Set([...(one.sets[field] ?? []), ...(other.sets[field] ?? [])])];
      return elements.length > 0 ? [{ how: "joined", field, elements }] : [];
    }
    const [mine, theirs] = [one.values[field] ?? null, other.values[field] ?? null];
    if (mine === null && theirs === null) return [];
    if (mine === null || theirs === null || same(mine, theirs)) return [{ how: "taken", field, from: mine === null ? "other" : "one", value: mine ?? theirs }];
    return [{ how: "asked", field, values: { one: mine, other: theirs } }];
  });
}

/** Which of the two stays unless the person says otherwise: the one that says more; of two that say as much, the one changed last. */
export function stays(one: Row, other: Row): Side {
  const says = (row: Row): number => Object.keys(row.values).length + Object.values(row.sets).flat().length;
  return (says(one) - says(other) || one.updatedAt - other.updatedAt) >= 0 ? "one" : "other";
}

/** The value of an asked field in the result: the one that stays says it, until the person chooses. */
export const chosen = (field: string, winner: Side, choices: Readonly<Record<string, Side>>): Side => choices[field] ?? winner;

export interface Merging {
  readonly ids: Readonly<Record<Side, string>>;
  readonly winner: Side;
  readonly fields: readonly Compared[];
  readonly choices: Readonly<Record<string, Side>>;
}

/** What the command is asked. */
export function mergeArgs({ ids, winner, fields, choices }: Merging): ArgsOf<"merge"> {
  const loser = winner === "one" ? "other" : "one";
  return { winner: ids[winner], loser: ids[loser], fromLoser: fields.filter(({ how, field }) => how === "asked" && chosen(field, winner, choices) === loser).map(({ field }) => field) };
}

/** Records of a kind that link to one by a field. */
export interface Linked { readonly kind: "deal" | "contact"; readonly field: string }

/** Kinds whose records link to one of this kind, and by which field: they are the other's from then on. */
export const LINKED: Readonly<Partial<Record<Kind, readonly Linked[]>>> = {
  company: [{ kind: "deal", field: "company" }, { kind: "contact", field: "company" }],
  contact: [{ kind: "deal", field: "contact" }],
};
