// What the board asks the engine for. Open stages show all they hold, up to what one question may have; closed ones the
// latest, since they grow for ever.
import type { Sort } from "@outrider/shared/projection";
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

/** How many deals the board has at all. */
export const boardQuery = (pipeline: string, choice: DealChoice): Query => ({ kind: "deal", ...narrowed(choice, { field: "stage.pipeline", op: "is", value: pipeline }), limit: 1 });
