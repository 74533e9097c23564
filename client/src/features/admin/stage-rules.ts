// What an admin types for a stage, and what a pipeline cannot do without. Pure.
import type { Call } from "@outrider/shared/commands";
import { words } from "./texts.ts";
import type { Outcome, StageRow } from "./use-pipeline-rows.ts";

export interface TypedStage { readonly name: string; readonly probability: string; readonly stagnantAfter: string; readonly outcome: Outcome; readonly archived: boolean }
export type StageWrong = Partial<Record<"name" | "probability" | "stagnantAfter" | "archived", string>>;
export interface StageValues { readonly name: string; readonly probability: number | null; readonly stagnantAfter: number | null; readonly outcome: Outcome }

const whole = (typed: string, least: number, most: number): number | null | undefined => {
  const bare = typed.trim().replace(/%$/, "").trim();
  if (bare === "") return null;
  const value = Number(bare.replace(",", "."));
  return Number.isFinite(value) && value >= least && value <= most ? value : undefined;
};

/** The values, or what is wrong by field. `others`: the other stages of the pipeline that are in use. */
export function stageOf(typed: TypedStage, standing: StageRow | undefined, others: readonly StageRow[]): { readonly values: StageValues } | { readonly wrong: StageWrong } {
  const name = typed.name.trim();
  const probability = whole(typed.probability, 0, 100);
  const days = whole(typed.stagnantAfter, 0, 3650);
  // The last of its outcome neither goes nor becomes something else.
  const needed = standing !== undefined && !others.some(({ outcome }) => outcome === standing.outcome) && (typed.archived || typed.outcome !== standing.outcome);
  const wrong: StageWrong = {
    ...(name === "" && { name: words.needsName }),
    ...(probability === undefined && { probability: words.pipelines.badProbability }),
    ...((days === undefined || (days !== null && !Number.isInteger(days))) && { stagnantAfter: words.pipelines.badDays }),
    ...(needed && { archived: words.pipelines.last }),
  };
  if (Object.keys(wrong).length > 0 || probability === undefined || days === undefined) return { wrong };
  return { values: { name, probability, stagnantAfter: days, outcome: typed.outcome } };
}

/** A new stage goes before those that close a deal, unless it is one: the others after it move on. `stages`: in their order. */
export function newStageCalls(pipeline: string, values: StageValues, stages: readonly StageRow[]): readonly Call[] {
  const closing = stages.findIndex(({ outcome, archived }) => !archived && outcome !== "open");
  const order = values.outcome === "open" && closing >= 0 ? closing : stages.length;
  const moved = stages.flatMap((stage, at): Call[] => {
    const next = at < order ? at : at + 1;
    return stage.order === next ? [] : [{ name: "edit", args: { id: stage.id, values: { order: next } } }];
  });
  return [{ name: "create", args: { kind: "stage", values: { ...values, pipeline, order } } }, ...moved];
}
