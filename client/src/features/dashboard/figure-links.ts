// What leads from a figure to the records behind it: the address of a list with the filter by which the figure counts. Pure.
import type { Period } from "@outrider/shared/analytics";
import type { GoalMeasure, Rule, RuleLeaf } from "@outrider/shared/schema";
import { writeRule } from "@outrider/shared/segments";
import type { ActivitySearch } from "../../app/activity-search.ts";
import type { AgendaSearch } from "../../app/agenda-search.ts";
import type { ListSearch } from "../../app/list-search.ts";

/** Whose figures: one person's (member id), those of a team (its key), or of everybody whose records one sees. */
export interface Whose {
  readonly owner?: string | undefined;
  readonly team?: string | undefined;
  /** The figures count all that one may see, where this device holds a part: the list behind one says so. */
  readonly counted?: boolean | undefined;
}

export type Outcome = "open" | "won" | "lost" | "decided";

const is = (field: string, value: string): RuleLeaf => (value === "" ? { field, op: "empty" } : { field, op: "==", value });
const within = (field: string, { from, to }: Period): RuleLeaf => ({ field, op: "between", value: [from, to] });
const outcomeIs = (outcome: Outcome): RuleLeaf => (outcome === "decided" ? { field: "stage.outcome", op: "in", value: ["won", "lost"] } : { field: "stage.outcome", op: "==", value: outcome });

function listOf({ owner, team, counted }: Whose, rules: readonly Rule[], rest: ListSearch = {}): ListSearch {
  const all = [...(owner === undefined && team !== undefined ? [is("owner.team", team)] : []), ...rules];
  const rule = all.length > 1 ? { and: all } : all[0];
  return { ...rest, ...(owner !== undefined && { owner }), ...(rule !== undefined && { filter: writeRule(rule) }), ...(counted === true && { counted }) };
}

/** An industry is the deal's own or its company's. */
const industryIs = (industry: string): Rule =>
  industry === "" ? { and: [is("industry", ""), is("company.industry", "")] } : { or: [is("industry", industry), { and: [is("industry", ""), is("company.industry", industry)] }] };

/** What a row of a breakdown has in common. */
export type Slice = { readonly source: string } | { readonly industry: string };
const sliceRules = (slice: Slice | undefined): readonly Rule[] => (slice === undefined ? [] : "source" in slice ? [is("source", slice.source)] : [industryIs(slice.industry)]);

export const openDeals = (whose: Whose, slice?: Slice): ListSearch => listOf(whose, sliceRules(slice), { stage: "open" });
/** Those won or lost in these days. */
export const closedDeals = (whose: Whose, outcome: Exclude<Outcome, "open">, period: Period, slice?: Slice): ListSearch => listOf(whose, [outcomeIs(outcome), within("closedOn", period), ...sliceRules(slice)]);
/** Those that came in these days. */
export const newLeads = (whose: Whose, period: Period, slice?: Slice): ListSearch => listOf(whose, [within("createdAt", period), ...sliceRules(slice)]);
export const leadsIn = (whose: Whose, status: string): ListSearch => listOf(whose, [], { status });

export const activitiesIn = ({ owner, team, counted }: Whose, { from, to }: Period): ActivitySearch => ({
  ...(owner !== undefined ? { by: owner } : team !== undefined ? { by: `team:${team}` } : {}), period: "between", from, to, ...(counted === true && { counted }),
});

export const tasksOf = ({ owner, team }: Whose, me: string): AgendaSearch => (owner === undefined ? (team === undefined ? { all: true } : { team }) : owner === me ? {} : { who: owner });

/**
 * Deals of a pipeline that were opened in these days and came at least to a step: they have been in its stage or in a later
 * one, or were won. steps: ids of the open stages in their order, then "won"; at: which of them.
 */
export function funnelDeals(whose: Whose, pipeline: string, steps: readonly string[], at: number, opened: Period): ListSearch {
  const won = outcomeIs("won");
  const later = steps.slice(at).filter((step) => step !== "won");
  const came: readonly Rule[] = at === 0 ? [] : later.length === 0 ? [won] : [{ or: [{ field: "beenIn", op: "in", value: later }, won] }];
  return listOf(whose, [is("stage.pipeline", pipeline), within("startedOn", opened), ...came]);
}

export type GoalAim = { readonly to: "/deals" | "/leads"; readonly search: ListSearch } | { readonly to: "/activities"; readonly search: ActivitySearch };

/** What counts towards a goal. */
export function goalAim({ measure, person, team, from, to }: Period & { readonly measure: GoalMeasure; readonly person: string; readonly team: string }, counted = false): GoalAim {
  const whose: Whose = { ...(person === "" ? { team } : { owner: person }), counted };
  switch (measure) {
    case "won":
      return { to: "/deals", search: closedDeals(whose, "won", { from, to }) };
    case "leads":
      return { to: "/leads", search: newLeads(whose, { from, to }) };
    case "activities":
      return { to: "/activities", search: activitiesIn(whose, { from, to }) };
  }
}
