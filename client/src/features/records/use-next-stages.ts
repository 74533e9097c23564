// Where a deal may go next without another question: the open stages of its pipeline, the nearest first.
import { useMemo } from "react";
import { useStages, type StageView } from "../../app/use-definitions.ts";
import { useRecord } from "../../read/index.ts";
import { nextStages } from "./next-stages.ts";

/** None for what is no deal, or is not this person's to move. */
export function useNextStages(root: string): readonly StageView[] {
  const { view } = useRecord(root);
  const stages = useStages();
  const stage = view?.kind === "deal" && view.may.edit ? view.values["stage"] : undefined;
  return useMemo(() => (typeof stage === "string" ? nextStages(stages, stage) : []), [stages, stage]);
}
