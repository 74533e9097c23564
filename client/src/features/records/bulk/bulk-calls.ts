// What is done to each of many records: a field set, a word added to or taken from a set, moved to a stage or closed in
// one with its reason and day, given to somebody, into the bin.
// What stands already is left alone. Pure.
import type { Call } from "@outrider/shared/commands";
import { sameJson } from "@outrider/shared/kernel";
import type { Row } from "@outrider/shared/projection";
import { entityOf, fieldOf, type Value } from "@outrider/shared/schema";
import type { PageKind } from "../../../app/record-route.ts";
import { fieldFor } from "../kinds.ts";

export type Deed =
  | { readonly do: "set"; readonly field: string; readonly value: Value }
  | { readonly do: "add" | "remove"; readonly field: string; readonly elements: readonly string[] }
  /** Into a stage that closes deals. day: `YYYY-MM-DD`. */
  | { readonly do: "close"; readonly stage: string; readonly reason: string; readonly day: string }
  | { readonly do: "assign"; readonly to: string }
  | { readonly do: "delete" };

/** null: there is nothing to do. */
export function callFor(deed: Deed, { id, kind, values, sets, deleted }: Row): Call | null {
  switch (deed.do) {
    case "set": {
      const { field, value } = deed;
      if (sameJson(values[field] ?? null, value)) return null;
      return kind === "deal" && field === "stage" ? { name: "moveStage", args: { id, stage: String(value) } } : { name: "edit", args: { id, values: { [field]: value } } };
    }
    case "add":
    case "remove": {
      const held = sets[deed.field] ?? [];
      const elements = deed.elements.filter((element) => held.includes(element) === (deed.do === "remove"));
      return elements.length === 0 ? null : { name: "edit", args: { id, [deed.do]: { [deed.field]: elements } } };
    }
    case "close":
      return values["stage"] === deed.stage ? null : { name: "close", args: { id, stage: deed.stage, reason: deed.reason, closeDate: deed.day } };
    case "assign": {
      const { ownerField } = entityOf(kind);
      return ownerField === null || values[ownerField] === deed.to ? null : { name: "assign", args: { id, to: deed.to } };
    }
    case "delete":
      return deleted ? null : { name: "remove", args: { id } };
  }
}

const NEVER = new Set(["deletedAt", "mergedInto", "convertedAt", "convertedContact", "convertedCompany", "convertedDeal", "externalId", "owner", "stage"]);

/** Fields that many records can have alike; those that have a word of their own each (a name, an address) are among them, which is the person's affair. */
export const bulkFields = (kind: PageKind, custom: readonly string[]): readonly string[] =>
  [...(kind === "deal" ? ["stage"] : []), ...Object.keys(entityOf(kind).fields), ...custom].filter((name, at) => {
    const field = fieldFor(kind, name);
    return (name === "stage" && at === 0) || (!NEVER.has(name) && !field.many && field.guard === "edit" && !field.fixed && name !== entityOf(kind).title && (field.type !== "link" || field.to.length === 1));
  });

export const hasTags = (kind: PageKind): boolean => fieldOf(kind, "tags") !== undefined;
