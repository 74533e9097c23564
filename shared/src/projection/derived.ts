// What a rule may ask of a record that is no field of it and follows from it: when it was made and last changed; of a deal
// also when it began, when it was closed, and what stages it has been in. The same days and stages that figures count by, so
// that the list behind a figure holds what was counted.
import { bornOf, glanceOf, type Read, type RecordState, textOf, trailOf } from "@outrider/shared/records";
import type { Value } from "@outrider/shared/schema";
import { type DerivedName, isDerived } from "./derived-names.ts";

type Derive = (state: RecordState, read: Read) => readonly Value[];

/** The day that a field names, else the moment (ms) that stands for it. */
const dayOr = (day: string, at: number): readonly Value[] => [day === "" ? at : day];

const derive: Readonly<Record<DerivedName, Derive>> = {
  createdAt: (state) => [bornOf(state).at],
  updatedAt: (state) => [glanceOf(state).updatedAt],
  startedOn: (state) => dayOr(textOf(state, "openedOn"), bornOf(state).at),
  /** An open deal has none: its close date is when it is to close. */
  closedOn(state, read) {
    const stage = read(textOf(state, "stage"));
    const outcome = stage === undefined ? "open" : textOf(stage, "outcome");
    return outcome === "won" || outcome === "lost" ? dayOr(textOf(state, "closeDate"), state.fields["stage"]?.at ?? 0) : [];
  },
  beenIn: (state) => [...new Set([...trailOf(state, "stage").map(({ value }) => value), textOf(state, "stage")])].filter((stage) => typeof stage === "string" && stage !== ""),
};

/** undefined: it is none of these. Days as `YYYY-MM-DD`, moments in ms, stages by their ids. */
export const derivedAt = (state: RecordState, path: string, read: Read): readonly Value[] | undefined =>
  isDerived(state.kind, path) ? derive[path](state, read) : undefined;
