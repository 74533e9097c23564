// How sure an answer is: a number between 10 and 95 made of named parts that can be opened, each with what it rests on. It
// begins with a prior (rule A7) and is drawn to what became of advice that was given with that confidence before.
import type { Advice } from "./advice.ts";

export const CONFIDENCE_PARTS = ["start", "similar", "alike", "specific", "accuracy", "calibration", "bounds"] as const;
/**
 * start: what any answer begins with. similar: three or more similar cases. alike: one is very similar. specific: the advice
 * names figures or people. accuracy: how past advice of the kind turned out. calibration: how often advice of this
 * confidence came true. bounds: what keeps it between 10 and 95.
 */
export type ConfidencePart = (typeof CONFIDENCE_PARTS)[number];
export interface ConfidenceShare { readonly name: ConfidencePart; readonly points: number; /** Ids of what it rests on. */ readonly evidence: readonly string[] }
/** `value` is the sum of the points of its parts; `stated` what it was before calibration: what is kept with advice that is given. */
export interface Confidence { readonly value: number; readonly stated: number; readonly parts: readonly ConfidenceShare[] }

export const LEAST_CONFIDENCE = 10;
export const MOST_CONFIDENCE = 95;
const START = 50;
const SIMILAR = 20;
const ALIKE = 15;
const SPECIFIC = 10;
const ENOUGH_SIMILAR = 3;
const VERY_ALIKE = 0.8;
/** As many good outcomes are taken as given before the first one is known: accuracy begins at 1. */
const TAKEN = 5;
/** From so many outcomes on what came true counts; it weighs as much as the stated figure once there are as many near it. */
const FEWEST_OUTCOMES = 20;
const WEIGHT_OF_STATED = 10;
/** Points to either side within which past advice is of the same confidence. */
const NEAR = 12;

export interface Grounds {
  /** Similar cases with their likeness, 0 to 1. */
  readonly similar: readonly { readonly id: string; readonly similarity: number }[];
  /** What makes the advice specific; empty: it is general. */
  readonly specifics: readonly string[];
  /** All advice of the past that somebody judged or that had an outcome. */
  readonly past: readonly Advice[];
  /** Which of it counts for the accuracy: advice of the same code. */
  readonly code: string;
}

/** Whether a piece of advice turned out well; null: nobody knows. An outcome says more than an opinion. */
export const turnedOut = ({ worked, useful }: Advice): boolean | null => worked ?? useful;

/** Of known results the share of good ones, with `TAKEN` good ones beside them, and what it rests on. */
export function accuracyOf(past: readonly Advice[], code: string): { readonly share: number; readonly evidence: readonly string[] } {
  const known = past.filter((advice) => advice.code === code && turnedOut(advice) !== null);
  const good = known.filter((advice) => turnedOut(advice) === true).length;
  return { share: (good + TAKEN) / (known.length + TAKEN), evidence: known.map(({ id }) => id) };
}

export function confidenceOf({ similar, specifics, past, code }: Grounds): Confidence {
  const parts: ConfidenceShare[] = [{ name: "start", points: START, evidence: [] }];
  const add = (name: ConfidencePart, points: number, evidence: readonly string[]): void => {
    if (points !== 0) parts.push({ name, points, evidence });
  };
  const sum = (): number => parts.reduce((total, { points }) => total + points, 0);
  if (similar.length >= ENOUGH_SIMILAR) add("similar", SIMILAR, similar.map(({ id }) => id));
  const alike = similar.filter(({ similarity }) => similarity > VERY_ALIKE);
  if (alike.length > 0) add("alike", ALIKE, alike.map(({ id }) => id));
  if (specifics.length > 0) add("specific", SPECIFIC, specifics);
  const accuracy = accuracyOf(past, code);
  add("accuracy", Math.round(sum() * accuracy.share) - sum(), accuracy.evidence);
  const stated = sum();
  const calibrated = calibrate(stated, past);
  add("calibration", Math.round(calibrated.value) - stated, calibrated.evidence);
  add("bounds", Math.min(MOST_CONFIDENCE, Math.max(LEAST_CONFIDENCE, sum())) - sum(), []);
  return { value: sum(), stated, parts };
}

/** Drawn to the share of advice near this confidence that came true; as it is while too few outcomes are known. */
export function calibrate(stated: number, past: readonly Advice[]): { readonly value: number; readonly evidence: readonly string[] } {
  const outcomes = past.filter(({ worked }) => worked !== null);
  if (outcomes.length < FEWEST_OUTCOMES) return { value: stated, evidence: [] };
  const near = outcomes.filter(({ stated: of }) => Math.abs(of - stated) <= NEAR);
  const good = near.filter(({ worked }) => worked === true).length;
  return { value: (stated * WEIGHT_OF_STATED + good * 100) / (WEIGHT_OF_STATED + near.length), evidence: near.map(({ id }) => id) };
}
