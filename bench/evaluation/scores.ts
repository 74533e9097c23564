// How good a prediction is, with how far chance may have moved the figure.
import type { Random } from "@outrider/shared/kernel";
import { logLoss } from "@outrider/shared/sales";

export interface Estimate { readonly value: number; readonly low: number; readonly high: number }

const Z = 1.96;
/** A share with its 95 % interval by Wilson. */
export function share(hits: number, of: number): Estimate {
  if (of === 0) return { value: Number.NaN, low: 0, high: 1 };
  const p = hits / of;
  const middle = (p + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of);
  const half = (Z / (1 + Z ** 2 / of)) * Math.sqrt((p * (1 - p)) / of + Z ** 2 / (4 * of ** 2));
  return { value: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

export interface Predicted { readonly p: number; readonly won: boolean }
export type Score = (all: readonly Predicted[]) => number;

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
export const meanLogLoss: Score = (all) => mean(all.map(({ p, won }) => logLoss(p, won)));
export const brier: Score = (all) => mean(all.map(({ p, won }) => (p - (won ? 1 : 0)) ** 2));

/** The share of pairs of a won and a lost one that are in the right order; ties count half. */
export const auc: Score = (all) => {
  const sorted = all.toSorted((a, b) => a.p - b.p);
  let [rankSum, won] = [0, 0];
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    for (to = from; to < sorted.length && sorted[to]?.p === sorted[from]?.p; to++);
    const rank = (from + 1 + to) / 2;
    for (const one of sorted.slice(from, to)) if (one.won) [rankSum, won] = [rankSum + rank, won + 1];
  }
  const lost = all.length - won;
  return won === 0 || lost === 0 ? Number.NaN : (rankSum - (won * (won + 1)) / 2) / (won * lost);
};

const BINS = 10;
/** How far stated and true shares are apart, over ten bins of about as many; what is stated alike stays in one bin. */
export const calibrationError: Score = (all) => {
  const sorted = all.toSorted((a, b) => a.p - b.p);
  let sum = 0;
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    to = Math.min(sorted.length, from + Math.ceil(sorted.length / BINS));
    while (to < sorted.length && sorted[to]?.p === sorted[to - 1]?.p) to += 1;
    const part = sorted.slice(from, to);
    sum += Math.abs(mean(part.map(({ p }) => p)) - mean(part.map(({ won }) => (won ? 1 : 0)))) * (part.length / sorted.length);
  }
  return sum;
};

const SAMPLES = 500;
/** With its 95 % interval by the bootstrap. */
export function bootstrap(all: readonly Predicted[], score: Score, random: Random): Estimate {
  const values = Array.from({ length: SAMPLES }, () => score(Array.from({ length: all.length }, () => all[random.int(all.length)] as Predicted))).sort((a, b) => a - b);
  return { value: score(all), low: values[Math.floor(0.025 * SAMPLES)] as number, high: values[Math.ceil(0.975 * SAMPLES) - 1] as number };
}
