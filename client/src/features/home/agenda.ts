// What wants to be done next, out of one's own tasks and open deals. Pure; days are `YYYY-MM-DD`, times ms.
import type { Row } from "@outrider/shared/projection";
import { daysInStage, isStagnant } from "../../app/stagnancy.ts";
import type { StageView } from "../../app/use-definitions.ts";

export type Urgency = "overdue" | "today" | "later";
export const urgencyOf = (day: string, today: string): Urgency => (day < today ? "overdue" : day === today ? "today" : "later");

const closeDayOf = (deal: Row): string => {
  const day = deal.values["closeDate"];
  return typeof day === "string" ? day : "";
};

/** Deals to close by that day or long since, the earliest first. */
export const closingBy = (deals: readonly Row[], day: string): readonly Row[] =>
  deals.filter((deal) => closeDayOf(deal) !== "" && closeDayOf(deal) <= day).sort((a, b) => closeDayOf(a).localeCompare(closeDayOf(b)));

export interface Standing { readonly row: Row; readonly days: number }

/** Deals that stand still, the longest first. */
export function stagnantDeals(deals: readonly Row[], stages: readonly StageView[], now: number): readonly Standing[] {
  const byId = new Map(stages.map((stage) => [stage.id, stage]));
  return deals
    .filter((deal) => isStagnant(deal, byId.get(String(deal.values["stage"])), now))
    .map((row) => ({ row, days: daysInStage(row, now) }))
    .sort((a, b) => b.days - a.days);
}
