// What is usually done in a stage: the logic of a pipeline, whatever its stages are called. Which part of the way a stage
// is follows from its likelihood, else from its place among the open stages.
import type { StageEvidence } from "./evidence.ts";
import type { SalesBook } from "./sales-book.ts";

export const PHASES = ["open", "qualify", "propose", "negotiate"] as const;
export type Phase = (typeof PHASES)[number];

/** What the coach may advise. */
export const ACTION_CODES = [
  "setNextStep", "renewCloseDate", "prepareClose", "reachOut", "reviveDeal", "answerObjection", "meetDecisionMaker", "widenContacts", "winOverBlocker", "compareCompetitor", "doWhatWon",
  "understandNeed", "agreeCriteria", "nameBudget", "showOnSite", "sendProposal", "offerTrial", "confirmDecisionPath", "settleTerms", "planStart", "buildBusinessCase", "bringExecutive", "makePlanTogether",
] as const;
export type ActionCode = (typeof ACTION_CODES)[number];

/** In their order; those of big deals are added. */
export const STEPS: Readonly<Record<Phase, readonly ActionCode[]>> = {
  open: ["understandNeed", "nameBudget"],
  qualify: ["agreeCriteria", "showOnSite"],
  propose: ["sendProposal", "offerTrial"],
  negotiate: ["confirmDecisionPath", "settleTerms", "planStart"],
};
export const BIG_STEPS: Readonly<Record<Phase, ActionCode>> = { open: "makePlanTogether", qualify: "buildBusinessCase", propose: "buildBusinessCase", negotiate: "bringExecutive" };

const BOUNDS: readonly (readonly [below: number, phase: Phase])[] = [[20, "open"], [40, "qualify"], [65, "propose"], [101, "negotiate"]];

export function openStagesOf(book: SalesBook, pipeline: string): readonly StageEvidence[] {
  return [...book.of("stage").values()].filter((stage) => stage.pipeline === pipeline && stage.outcome === "open").sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

export function phaseOf(book: SalesBook, stage: StageEvidence | undefined): Phase {
  if (stage === undefined) return "open";
  const stages = openStagesOf(book, stage.pipeline);
  const likelihood = stage.probability ?? (100 * stages.findIndex(({ id }) => id === stage.id)) / Math.max(1, stages.length);
  return BOUNDS.find(([below]) => likelihood < below)?.[1] ?? "negotiate";
}
