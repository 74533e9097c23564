// The one thing to do now, out of what the home page has at hand. Pure; days are `YYYY-MM-DD`, times ms.
import { type NextReason, nextSteps } from "@outrider/shared/analytics";
import type { Row } from "@outrider/shared/projection";
import { moneyOf } from "@outrider/shared/schema";
import { daysInStage, isStagnant } from "../../app/stagnancy.ts";
import type { StageView } from "../../app/use-definitions.ts";

export interface Next { readonly row: Row; readonly reason: NextReason; readonly days: number }

export interface AtHand {
  /** Open tasks of one's own with a day, and one's open deals. */
  readonly tasks: readonly Row[];
  readonly deals: readonly Row[];
  /** Ids of the records on which an open task hangs. */
  readonly planned: ReadonlySet<string>;
  readonly stages: readonly StageView[];
  readonly today: string;
  readonly now: number;
}

const dayIn = (row: Row, field: string): string => {
  const day = row.values[field];
  return typeof day === "string" ? day : "";
};

/** Undefined where nothing waits. */
export function nextOf({ tasks, deals, planned, stages, today, now }: AtHand): Next | undefined {
  const byId = new Map(stages.map((stage) => [stage.id, stage]));
  const rows = new Map([...tasks, ...deals].map((row) => [row.id, row]));
  const [first] = nextSteps(
    tasks.map((row) => ({ id: row.id, due: dayIn(row, "due") })),
    deals.map((row) => ({
      id: row.id, closeDate: dayIn(row, "closeDate"), amount: moneyOf(row.values["value"])?.amount ?? 0, planned: planned.has(row.id),
      stagnantDays: isStagnant(row, byId.get(dayIn(row, "stage")), now) ? daysInStage(row, now) : 0,
    })),
    today,
  );
  const row = first && rows.get(first.id);
  return row && first && { row, reason: first.reason, days: first.days };
}
