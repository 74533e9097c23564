// How likely something is won, from features that either hold or do not: a logistic regression whose weights are drawn
// towards nothing (ridge), so that what few deals speak for counts for little. Deterministic. Whether it says more than the
// plain rate of the past is tested on deals that it was not learned from, and where it does not, it is not to be shown.

export interface Example { readonly id: string; readonly features: readonly string[]; readonly won: boolean }

export interface WinModel {
  /** The plain rate, 0 to 1, and of how many. */
  readonly base: number;
  readonly of: number;
  /** 0 to 1. */
  chance(features: readonly string[]): number;
  /** What a feature adds to the log odds; 0 where it was never seen. */
  weight(feature: string): number;
}

const SHRINKAGE = 6;
const PASSES = 20;
const SMALL = 1e-9;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
export const logit = (p: number): number => Math.log((p + SMALL) / (1 - p + SMALL));

/** By cyclic coordinate descent, a Newton step each. */
export function learnWinModel(examples: readonly Example[], shrinkage = SHRINKAGE): WinModel {
  const of = examples.length;
  const won = examples.filter((one) => one.won).length;
  // One half of a deal each way: nothing is certain.
  const base = (won + 0.5) / (of + 1);
  const holders = new Map<string, number[]>();
  for (const [at, { features }] of examples.entries()) {
    for (const feature of features) {
      const list = holders.get(feature);
      if (list) list.push(at);
      else holders.set(feature, [at]);
    }
  }
  const margins = new Float64Array(of).fill(logit(base));
  const weights = new Map<string, number>([...holders.keys()].map((feature) => [feature, 0]));
  let offset = logit(base);
  for (let pass = 0; pass < PASSES && of > 0; pass++) {
    let moved = 0;
    for (const [feature, list] of holders) {
      const weight = weights.get(feature) ?? 0;
      let [slope, bend] = [shrinkage * weight, shrinkage];
      for (const at of list) {
        const p = sigmoid(margins[at] as number);
        slope += p - (examples[at]?.won === true ? 1 : 0);
        bend += p * (1 - p);
      }
      const step = -slope / bend;
      weights.set(feature, weight + step);
      for (const at of list) margins[at] = (margins[at] as number) + step;
      moved = Math.max(moved, Math.abs(step));
    }
    let [slope, bend] = [0, SMALL];
    for (let at = 0; at < of; at++) {
      const p = sigmoid(margins[at] as number);
      slope += p - (examples[at]?.won === true ? 1 : 0);
      bend += p * (1 - p);
    }
    const step = -slope / (bend + 1);
    offset += step;
    for (let at = 0; at < of; at++) margins[at] = (margins[at] as number) + step;
    if (moved < 1e-4) break;
  }
  const weight = (feature: string): number => weights.get(feature) ?? 0;
  return { base, of, weight, chance: (features) => sigmoid(features.reduce((sum, feature) => sum + weight(feature), offset)) };
}

export const logLoss = (p: number, won: boolean): number => -Math.log(Math.max(SMALL, won ? p : 1 - p));

export interface Skill {
  /** Mean log loss of the plain rate and of the model, on deals that neither was learned from. */
  readonly base: number;
  readonly model: number;
  /** What the model gains, and its standard error. */
  readonly gain: number;
  readonly error: number;
  readonly skilled: boolean;
}

const FOLDS = 5;
const FEWEST = 40;
const FEWEST_OF_EACH = 10;
/** Standard errors by which the gain must be above nothing. */
const SURE = 2;

/** By cross-validation; null: too few deals to tell. Folds are dealt out in the order given. */
export function skillOf(examples: readonly Example[]): Skill | null {
  const won = examples.filter((one) => one.won).length;
  if (examples.length < FEWEST || won < FEWEST_OF_EACH || examples.length - won < FEWEST_OF_EACH) return null;
  const gains: number[] = [];
  let [base, model] = [0, 0];
  for (let fold = 0; fold < FOLDS; fold++) {
    const learned = learnWinModel(examples.filter((_, at) => at % FOLDS !== fold));
    for (const one of examples.filter((_, at) => at % FOLDS === fold)) {
      const losses = [logLoss(learned.base, one.won), logLoss(learned.chance(one.features), one.won)] as const;
      base += losses[0];
      model += losses[1];
      gains.push(losses[0] - losses[1]);
    }
  }
  const n = gains.length;
  const gain = gains.reduce((sum, each) => sum + each, 0) / n;
  const error = Math.sqrt(gains.reduce((sum, each) => sum + (each - gain) ** 2, 0) / (n - 1) / n);
  return { base: base / n, model: model / n, gain, error, skilled: gain > SURE * error };
}
