// Figures that a list shows of a record though nobody wrote them down: a lead's score, from what is known of the lead and
// what happened with it. What somebody gave stands before it, so it is worked out only where nothing is given.
import { isDeleted, type RecordState, valueOf } from "@outrider/shared/records";
import { type Interaction, leadScore, SCORED_FIELDS } from "@outrider/shared/sales";
import type { CompanySizes } from "./company-sizes.ts";
import type { Relations } from "./relations.ts";

export interface WorkedOut {
  /** By the field that it stands in for; undefined where there is nothing to work out. */
  of(state: RecordState): Readonly<Record<string, number>> | undefined;
  /** Ids of the other records that this rests on. */
  restsOn(state: RecordState): readonly string[];
}

/** The fields that are worked out where they are empty. */
export const WORKED: ReadonlySet<string> = new Set(["score"]);

const interaction = (state: RecordState): Interaction => ({ type: valueOf(state, "type"), direction: valueOf(state, "direction"), at: Number(valueOf(state, "at") ?? 0) });

/** now: ms. */
export const createWorkedOut = ({ relations, sizes, now }: { readonly relations: Pick<Relations, "hanging">; readonly sizes: Pick<CompanySizes, "of">; readonly now: () => number }): WorkedOut => ({
  of(state) {
    if (state.kind !== "lead" || valueOf(state, "score") !== null) return undefined;
    const interactions = relations.hanging(state.id).filter((hung) => hung.kind === "activity" && !isDeleted(hung)).map(interaction);
    const values = Object.fromEntries(SCORED_FIELDS.map((name) => [name, valueOf(state, name)]));
    return { score: leadScore({ values, interactions, employees: sizes.of(state)?.employees ?? null, now: now() }).total };
  },
  restsOn(state) {
    const size = sizes.of(state);
    return [...relations.hanging(state.id).map(({ id }) => id), ...(size ? [size.id] : [])];
  },
});
