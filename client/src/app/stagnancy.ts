// Whether a deal has stood in its stage for longer than the pipeline allows. Pure.
import { DAY_MS } from "@outrider/shared/kernel";
import type { Row } from "@outrider/shared/projection";
import type { StageView } from "./use-definitions.ts";

/** Whole days in the present stage; 0 where that is not known. now: ms. */
export const daysInStage = (deal: Row, now: number): number => {
  const since = deal.since["stage"];
  return since === undefined ? 0 : Math.max(0, Math.floor((now - since) / DAY_MS));
};

/** Only an open stage that names a number of days makes a deal stagnant. */
export const isStagnant = (deal: Row, stage: StageView | undefined, now: number): boolean =>
  stage !== undefined && stage.outcome === "open" && stage.stagnantAfter > 0 && daysInStage(deal, now) >= stage.stagnantAfter;
