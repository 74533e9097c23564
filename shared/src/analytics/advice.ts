// What people made of the assistant's advice: how much was taken, and whether what was promised came true. From feedback
// records alone, so that a device with no network says the same of what it holds as the server of what it holds.
import { isDeleted, type RecordState, valueOf } from "@outrider/shared/records";

/** One stretch of promised confidence. Shares are between 0 and 1. */
export interface CalibrationBin {
  /** Percent; the last one holds its end. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** What was promised in it, on average, percent. */
  readonly promised: number;
  /** What came true of it. */
  readonly came: number;
}

export interface AdviceFigures {
  readonly given: number;
  readonly useful: number;
  readonly notUseful: number;
  readonly done: number;
  readonly worked: number;
  readonly failed: number;
  /** Found useful, of those that were judged; null: none was. */
  readonly acceptance: number | null;
  /** Only stretches with an outcome. */
  readonly bins: readonly CalibrationBin[];
  /** By how much what was promised and what came differ, on average, between 0 and 1; null: no outcome yet. */
  readonly error: number | null;
}

const STEP = 10;
const WHOLE = 100;

/** What is counted of one piece of feedback. */
export type Advice = Readonly<Partial<Record<(typeof COUNTED)[number], unknown>>>;
const COUNTED = ["shownAt", "useful", "doneAt", "outcome", "confidence"] as const;

/** Nothing of what was deleted. */
export const adviceIn = (state: RecordState): Advice => (isDeleted(state) ? {} : Object.fromEntries(COUNTED.map((field) => [field, valueOf(state, field)])));

/** `from` and `until`: ms, of when the advice was shown; `until` is not counted in. */
export function adviceFigures(feedback: Iterable<Advice>, { from, until }: { readonly from: number; readonly until: number }): AdviceFigures {
  const sums = Array.from({ length: WHOLE / STEP }, () => ({ count: 0, promised: 0, came: 0 }));
  let [given, useful, notUseful, done, worked, failed] = [0, 0, 0, 0, 0, 0];
  for (const { shownAt, useful: judged, doneAt, outcome, confidence: promised } of feedback) {
    if (typeof shownAt !== "number" || shownAt < from || shownAt >= until) continue;
    given += 1;
    if (judged === "yes") useful += 1;
    if (judged === "no") notUseful += 1;
    if (typeof doneAt === "number") done += 1;
    if (outcome !== "worked" && outcome !== "failed") continue;
    const came = outcome === "worked" ? 1 : 0;
    worked += came;
    failed += 1 - came;
    const sum = typeof promised === "number" ? sums[Math.min(sums.length - 1, Math.max(0, Math.floor(promised / STEP)))] : undefined;
    if (!sum || typeof promised !== "number") continue;
    sum.count += 1;
    sum.promised += promised;
    sum.came += came;
  }
  const bins = sums.flatMap(({ count, promised, came }, index): CalibrationBin[] => (count === 0 ? [] : [{ from: index * STEP, to: (index + 1) * STEP, count, promised: promised / count, came: came / count }]));
  const counted = bins.reduce((sum, { count }) => sum + count, 0);
  return {
    given, useful, notUseful, done, worked, failed, bins, acceptance: useful + notUseful === 0 ? null : useful / (useful + notUseful),
    error: counted === 0 ? null : bins.reduce((sum, { count, promised, came }) => sum + count * Math.abs(promised / WHOLE - came), 0) / counted,
  };
}
