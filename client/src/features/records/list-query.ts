// What a list asks the engine for, from its address.
import type { Condition, Sort } from "@outrider/shared/projection";
import type { Looking } from "../../app/deal-choice.ts";
import type { ListSearch } from "../../app/list-search.ts";
import type { PageKind } from "../../app/record-route.ts";
import type { Query } from "../../read/index.ts";
import { isField, planOf } from "./kinds.ts";
import { OPEN } from "./quick-rules.ts";
import { filterIn } from "./views/list-view.ts";

/** Through whose eyes a list is looked at, and on what day there (`YYYY-MM-DD`). */

export const sortOf = (kind: PageKind, search: ListSearch): Sort => {
  const { sort } = planOf(kind);
  return search.sort === undefined || !isField(kind, search.sort) ? sort : { by: search.sort, descending: search.descending ?? false };
};

/** What the list is in groups of: a name of the plan's, whatever the address says. */
export const groupOf = (kind: PageKind, search: ListSearch): string | undefined =>
  search.group !== undefined && Object.hasOwn(planOf(kind).groups, search.group) ? search.group : undefined;

export function listQuery(kind: PageKind, search: ListSearch, looking: Looking): Query {
  const { filters } = planOf(kind);
  const where: Condition[] = [];
  for (const filter of filters) {
    const value = search[filter];
    if (value === undefined) continue;
    if (filter === "stage" && value === OPEN) where.push({ field: "stage.outcome", op: "is", value: "open" });
    else where.push({ field: filter, op: "is", value });
  }
  const { rule } = filterIn(kind, search.filter);
  const group = planOf(kind).groups[groupOf(kind, search) ?? ""];
  return {
    kind, where, ...(rule && { rule: { rule, ...looking } }), sort: sortOf(kind, search), ...(group !== undefined && { group }), ...(group !== undefined && kind === "deal" && { sum: "value" }),
    ...(search.q !== undefined && { search: search.q }), ...(search.bin === true && { bin: true }), ...(kind === "lead" && { worked: true }),
  };
}

export const isFiltered = (kind: PageKind, search: ListSearch): boolean => search.q !== undefined || filterIn(kind, search.filter).rule !== undefined || planOf(kind).filters.some((filter) => search[filter] !== undefined);
