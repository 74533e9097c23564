// What a new workspace starts with: one pipeline and its stages, which an admin can rename, reorder and archive.
// Ids derive from the workspace's, so that making them twice makes them once.
import { creationOf } from "@outrider/shared/commands";
import { derivedId } from "@outrider/shared/kernel";
import type { Change } from "@outrider/shared/records";

const STAGES = [
  ["prospecting", "Prospecting", 10, "open", 21],
  ["qualified", "Qualified", 25, "open", 21],
  ["proposal", "Proposal", 50, "open", 14],
  ["negotiation", "Negotiation", 75, "open", 14],
  ["closed_won", "Won", 100, "won", null],
  ["closed_lost", "Lost", 0, "lost", null],
] as const;

export type StageKey = (typeof STAGES)[number][0];

export const stageId = (workspace: string, key: StageKey): string => derivedId("stage", workspace, key);

export function defaultDefinitions(workspace: string): readonly Change[] {
  const pipeline = derivedId("pipeline", workspace, "sales");
  return [
    creationOf(pipeline, { kind: "pipeline", values: { name: "Sales", order: 0 } }),
    ...STAGES.map(([key, name, probability, outcome, stagnantAfter], order) =>
      creationOf(stageId(workspace, key), { kind: "stage", values: { pipeline, name, key, order, probability, outcome, stagnantAfter } }),
    ),
  ];
}
