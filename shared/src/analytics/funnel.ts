// How far the deals of a pipeline came that were opened in a period: by the history of their stages where the record has it,
// else by where they stand now, which says nothing of stages they may have skipped; how many those are is told.
import type { DealFact, StageFact } from "./fact.ts";

export interface FunnelStep { readonly stage: string; readonly name: string; /** Deals that came at least so far. */ readonly reached: number }
export interface Funnel {
  readonly pipeline: string;
  /** Open stages in their order, then what was won. */
  readonly steps: readonly FunnelStep[];
  readonly deals: number;
  readonly lost: number;
  /** Deals of which only the present stage is known. */
  readonly withoutHistory: number;
}

interface Line { readonly pipeline: string; readonly open: readonly StageFact[]; readonly place: ReadonlyMap<string, number>; readonly reached: number[]; won: number; lost: number; deals: number; withoutHistory: number }

/** To be given deal by deal. */
export function createFunnels(stages: ReadonlyMap<string, StageFact>) {
  const lines = new Map<string, Line>();
  for (const [pipeline, all] of byPipeline(stages.values())) {
    const open = all.filter(({ outcome }) => outcome === "open").sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
    lines.set(pipeline, { pipeline, open, place: new Map(open.map(({ id }, at) => [id, at])), reached: open.map(() => 0), won: 0, lost: 0, deals: 0, withoutHistory: 0 });
  }
  return {
    count(deal: DealFact): void {
      const stage = stages.get(deal.stage);
      const line = stage && lines.get(stage.pipeline);
      if (!stage || !line) return;
      line.deals += 1;
      const first = line.open[0]?.id;
      if (deal.stages.length < 2 && deal.stage !== first) line.withoutHistory += 1;
      if (stage.outcome === "lost") line.lost += 1;
      if (stage.outcome === "won") line.won += 1;
      const furthest = stage.outcome === "won" ? line.open.length - 1 : deal.stages.reduce((most, id) => Math.max(most, line.place.get(id) ?? 0), 0);
      for (let at = 0; at <= furthest; at += 1) line.reached[at] = (line.reached[at] ?? 0) + 1;
    },
    /** The pipeline with most deals first. */
    made: (): readonly Funnel[] =>
      [...lines.values()].filter(({ deals }) => deals > 0).sort((a, b) => b.deals - a.deals || (a.pipeline < b.pipeline ? -1 : 1)).map(({ pipeline, open, reached, won, lost, deals, withoutHistory }) => ({
        pipeline, deals, lost, withoutHistory,
        steps: [...open.map(({ id, name }, at) => ({ stage: id, name, reached: reached[at] ?? 0 })), { stage: "won", name: "", reached: won }],
      })),
  };
}

function byPipeline(stages: Iterable<StageFact>): ReadonlyMap<string, readonly StageFact[]> {
  const groups = new Map<string, StageFact[]>();
  for (const stage of stages) groups.set(stage.pipeline, [...(groups.get(stage.pipeline) ?? []), stage]);
  return groups;
}
