// What is chosen over a list (a stage or status, an owner) as conditions of a rule. Pure.
import type { RuleLeaf } from "@outrider/shared/schema";
import type { ListSearch } from "../../app/list-search.ts";
import type { PageKind } from "../../app/record-route.ts";
import { planOf } from "./kinds.ts";

/** Besides the stages by their ids: all that are open. */
export const OPEN = "open";

export const quickRules = (kind: PageKind, search: ListSearch): readonly RuleLeaf[] =>
  planOf(kind).filters.flatMap((filter): readonly RuleLeaf[] => {
    const value = search[filter];
    if (value === undefined) return [];
    return filter === "stage" && value === OPEN ? [{ field: "stage.outcome", op: "==", value: OPEN }] : [{ field: filter, op: "==", value }];
  });
