// What the board asks the engine for. Open stages show all they hold, up to what one question may have; closed ones the
// latest, since they grow for ever.
import type { Row, Sort } from "@outrider/shared/projection";
import { type DealChoice, narrowed } from "../../app/deal-choice.ts";
import type { StageView } from "../../app/use-definitions.ts";
import type { Query } from "../../read/index.ts";

const MOST_OPEN = 1000;
const MOST_CLOSED = 50;

export const SORTS = { updatedAt: { by: "updatedAt", descending: true }, value: { by: "value", descending: true }, closeDate: { by: "closeDate", descending: false } } as const satisfies Record<string, Sort>;
export type SortName = keyof typeof SORTS;
export const sortName = (given: string | undefined): SortName => (given !== undefined && Object.hasOwn(SORTS, given) ? (given as SortName) : "updatedAt");

export const columnQuery = (stage: StageView, choice: DealChoice, sort: string | undefined): Query => ({
  kind: "deal", ...narrowed(choice, { field: "stage", op: "is", value: stage.id }),
  ...(stage.outcome === "open" ? { sort: SORTS[sortName(sort)], limit: MOST_OPEN } : { sort: SORTS.updatedAt, limit: MOST_CLOSED }),
});

/** What is said against the deals of a stage and not settled; a status that is not given is open. */
export const objectionsQuery = (stage: StageView): Query => ({
  kind: "objection", where: [{ field: "root.stage", op: "is", value: stage.id }, { field: "status", op: "not", value: "resolved" }, { field: "status", op: "not", value: "lost" }], limit: MOST_OPEN,
});

/** How many of them there are of each deal, by its id. */
export function countByRoot(objections: readonly Pick<Row, "values">[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { values } of objections) counts.set(String(values["root"]), (counts.get(String(values["root"])) ?? 0) + 1);
  return counts;
}

/** How many deals the board has at all. */
export const boardQuery = (pipeline: string, choice: DealChoice): Query => ({ kind: "deal", ...narrowed(choice, { field: "stage.pipeline", op: "is", value: pipeline }), limit: 1 });
