// The stages a deal goes to from where it is, in the order of its pipeline. Pure.
import type { StageView } from "../../app/use-definitions.ts";

const MOST = 3;

/** Open stages after the present one, none where the deal is closed: a closed one is opened on purpose, not by the way. */
export function nextStages(stages: readonly StageView[], present: string): readonly StageView[] {
  const at = stages.findIndex(({ id }) => id === present);
  const here = stages[at];
  if (here === undefined || here.outcome !== "open") return [];
  return stages.slice(at + 1).filter(({ pipeline, outcome, archived }) => pipeline === here.pipeline && outcome === "open" && !archived).slice(0, MOST);
}
