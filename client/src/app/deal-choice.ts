// What deals are narrowed by where they are looked at as a board or a forecast: the same address as over their list, so that
// one goes from one to the other with what one chose. Pure.
import type { Condition } from "@outrider/shared/projection";
import type { RuleLeaf } from "@outrider/shared/schema";
import { writeRule } from "@outrider/shared/segments";
import type { Query } from "../read/index.ts";
import type { ListSearch } from "./list-search.ts";
import { ruleIn } from "./rule-in.ts";

/** Part of a question for deals. */
export type DealChoice = Required<Pick<Query, "where">> & Pick<Query, "rule" | "search">;

/** Who looks at a rule, on what day (`YYYY-MM-DD`), and by the days of which time zone (IANA; "" and left out: that of the device). */
export interface Looking { readonly me: string; readonly today: string; readonly zone?: string }

export function dealChoice({ owner, filter, q }: ListSearch, looking: Looking): DealChoice {
  const { rule } = ruleIn("deal", filter);
  const where: readonly Condition[] = owner === undefined ? [] : [{ field: "owner", op: "is", value: owner }];
  return { where, ...(rule !== undefined && { rule: { rule, ...looking } }), ...(q !== undefined && { search: q }) };
}

/** The question for part of what was chosen. */
export const narrowed = ({ where, ...rest }: DealChoice, ...more: readonly Condition[]): DealChoice => ({ where: [...more, ...where], ...rest });

/** A stage that is chosen over a list is a condition of the filter where stages stand side by side. */
export function stageInFilter(search: ListSearch): ListSearch {
  const { stage, ...rest } = search;
  const { rule, fault } = ruleIn("deal", rest.filter);
  if (stage === undefined || fault !== undefined) return search;
  const leaf: RuleLeaf = stage === "open" ? { field: "stage.outcome", op: "==", value: stage } : { field: "stage", op: "==", value: stage };
  return { ...rest, filter: writeRule(rule === undefined ? leaf : { and: [leaf, ...("and" in rule ? rule.and : [rule])] }) };
}

/** What stays chosen from one way to look at deals to the next. */
export function keptSearch({ bin: _bin, create: _create, ...kept }: ListSearch): ListSearch {
  return kept;
}

export const isNarrowed = ({ owner, filter, q }: ListSearch): boolean => owner !== undefined || q !== undefined || ruleIn("deal", filter).rule !== undefined;

/** Nothing chosen but the pipeline and the order. */
export const widened = ({ pipeline, sort }: ListSearch): ListSearch => ({ ...(pipeline !== undefined && { pipeline }), ...(sort !== undefined && { sort }) });
