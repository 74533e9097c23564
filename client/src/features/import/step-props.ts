import type { Plan } from "./core/plan.ts";
import type { Refused } from "./core/run-plan.ts";
import type { Table } from "./core/table.ts";
import type { ImportTarget } from "./target.ts";

/** What steps 3 and 4 are given, whatever kind of file it is. */
export interface StepProps {
  readonly table: Table;
  readonly target: ImportTarget;
  readonly step: "columns" | "check";
  readonly onDownload: (refused: readonly Refused[]) => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
  readonly onStart: (plan: Plan) => void;
}
