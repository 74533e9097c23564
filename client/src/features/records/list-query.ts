// What a list asks the engine for, from its address.
import type { Condition, Sort } from "@outrider/shared/projection";
import type { ListSearch } from "../../app/list-search.ts";
import type { PageKind } from "../../app/record-route.ts";
import type { Query } from "../../read/index.ts";
import { planOf } from "./kinds.ts";

/** Besides the stages by their ids: all that are open. */
export const OPEN = "open";

export const sortOf = (kind: PageKind, search: ListSearch): Sort => {
  const { sort } = planOf(kind);
  return search.sort === undefined ? sort : { by: search.sort, descending: search.descending ?? false };
};

export function listQuery(kind: PageKind, search: ListSearch): Query {
  const { filters } = planOf(kind);
  const where: Condition[] = [];
  for (const filter of filters) {
    const value = search[filter];
    if (value === undefined) continue;
    if (filter === "stage" && value === OPEN) where.push({ field: "stage.outcome", op: "is", value: "open" });
    else where.push({ field: filter, op: "is", value });
  }
  return {
    kind, where, sort: sortOf(kind, search),
    ...(search.q !== undefined && { search: search.q }), ...(search.bin === true && { bin: true }),
  };
}

export const isFiltered = (kind: PageKind, search: ListSearch): boolean => search.q !== undefined || planOf(kind).filters.some((filter) => search[filter] !== undefined);
