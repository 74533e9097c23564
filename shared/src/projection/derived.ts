// What a rule may ask of a record that is no field of it and follows from it: when it was made and last changed; of a deal
// also when it began, when it was closed, and what stages it has been in; of deals, leads, contacts and companies when somebody
// was in touch. The same days and stages that figures count by, so that the list behind a figure holds what was counted.
import { bornOf, glanceOf, isDeleted, type Read, type RecordState, textOf, trailOf, valueOf } from "@outrider/shared/records";
import type { Value } from "@outrider/shared/schema";
import { type DerivedName, isDerived } from "./derived-names.ts";

/** By record when somebody was in touch (ms). */
export type Touched = (id: string) => readonly number[];
type Derive = (state: RecordState, read: Read, touched: Touched) => readonly Value[];
const NEVER: Touched = () => [];

/** When it was if it is a call, a meeting or an email (ms), planned ones too: whoever asks says up to when. A note is nobody's answer. */
export function touchedAt(one: RecordState): number | null {
  const at = one.kind === "activity" && !isDeleted(one) && textOf(one, "type") !== "note" ? valueOf(one, "at") : null;
  return typeof at === "number" ? at : null;
}

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
  contactedOn: ({ id }, _read, touched) => touched(id),
  beenIn: (state) => [...new Set([...trailOf(state, "stage").map(({ value }) => value), textOf(state, "stage")])].filter((stage) => typeof stage === "string" && stage !== ""),
};

/** undefined: it is none of these. `touched`: without it nobody was in touch. Days as `YYYY-MM-DD`, moments in ms, stages by their ids. */
export const derivedAt = (state: RecordState, path: string, read: Read, touched: Touched = NEVER): readonly Value[] | undefined =>
  isDerived(state.kind, path) ? derive[path](state, read, touched) : undefined;
