// Pipelines and stages with all that an admin sets on them, live.
import type { Row } from "@outrider/shared/projection";
import { useMemo } from "react";
import { useLiveQuery } from "../../read/index.ts";

export type Outcome = "open" | "won" | "lost";
export interface PipelineRow { readonly id: string; readonly name: string; readonly order: number | undefined; readonly archived: boolean }
export interface StageRow extends PipelineRow {
  readonly pipeline: string;
  readonly outcome: Outcome;
  readonly probability: number | null;
  /** Days; null: never. */
  readonly stagnantAfter: number | null;
}

const figure = (row: Row, field: string): number | undefined => {
  const value = row.values[field];
  return typeof value === "number" ? value : undefined;
};
const common = (row: Row): PipelineRow => ({ id: row.id, name: row.title, order: figure(row, "order"), archived: row.values["archived"] === true });
const outcomeOf = ({ values: { outcome } }: Row): Outcome => (outcome === "won" || outcome === "lost" ? outcome : "open");

export function usePipelineRows(): { readonly pipelines: readonly PipelineRow[]; readonly stages: readonly StageRow[]; readonly loading: boolean } {
  const pipelines = useLiveQuery({ kind: "pipeline", sort: { by: "order" }, limit: 500 });
  const stages = useLiveQuery({ kind: "stage", sort: { by: "order" }, limit: 1000 });
  return useMemo(() => ({
    pipelines: pipelines.rows.map(common),
    stages: stages.rows.map((row) => ({ ...common(row), pipeline: String(row.values["pipeline"]), outcome: outcomeOf(row), probability: figure(row, "probability") ?? null, stagnantAfter: figure(row, "stagnantAfter") ?? null })),
    loading: pipelines.loading || stages.loading,
  }), [pipelines.rows, pipelines.loading, stages.rows, stages.loading]);
}
