// What the board asks the engine for. Open stages show all they hold, up to what one question may have; closed ones the
// latest, since they grow for ever.
import type { Condition, Sort } from "@outrider/shared/projection";
import type { StageView } from "../../app/use-definitions.ts";
import type { Query } from "../../read/index.ts";

const MOST_OPEN = 1000;
const MOST_CLOSED = 50;

export const SORTS = { updatedAt: { by: "updatedAt", descending: true }, value: { by: "value", descending: true }, closeDate: { by: "closeDate", descending: false } } as const satisfies Record<string, Sort>;
export type SortName = keyof typeof SORTS;
export const sortName = (given: string | undefined): SortName => (given !== undefined && Object.hasOwn(SORTS, given) ? (given as SortName) : "updatedAt");

const ofOwner = (owner: string | undefined): readonly Condition[] => (owner === undefined ? [] : [{ field: "owner", op: "is", value: owner }]);

export const columnQuery = (stage: StageView, owner: string | undefined, sort: string | undefined): Query => ({
  kind: "deal", where: [{ field: "stage", op: "is", value: stage.id }, ...ofOwner(owner)],
  ...(stage.outcome === "open" ? { sort: SORTS[sortName(sort)], limit: MOST_OPEN } : { sort: SORTS.updatedAt, limit: MOST_CLOSED }),
});

/** How many deals the board has at all. */
export const boardQuery = (pipeline: string, owner: string | undefined): Query => ({
  kind: "deal", where: [{ field: "stage.pipeline", op: "is", value: pipeline }, ...ofOwner(owner)], limit: 1,
});
